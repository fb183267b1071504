// One row of an answer, read by typed getters.

public import Basics

/// A row. Getters exist by column name and, for hot paths, by index (`at:`); `optional…` forms give `nil` for NULL.
/// A column that is missing or holds something else is an error that names the column, never a silent default.
public struct Row: Sendable, Hashable {
    public let columns: [String]
    public let values: [SQLValue]

    /// Made by drivers; `columns` is shared by all rows of one statement.
    public init(columns: [String], values: [SQLValue]) {
        self.columns = columns
        self.values = values
    }

    /// Where the column of that name stands.
    public func index(_ name: String) throws(StorageError) -> Int {
        // Rows are narrow: comparing a few short names is cheaper than a dictionary for each statement.
        for index in columns.indices where columns[index] == name { return index }
        throw StorageError.corrupt("no column \(name) among \(columns.joined(separator: ", "))")
    }

    public func value(_ name: String) throws(StorageError) -> SQLValue { values[try index(name)] }

    func fault(_ index: Int, _ wanted: String) -> StorageError {
        guard values.indices.contains(index) else {
            return .corrupt("no column at \(index), the row has \(values.count)")
        }
        return .corrupt("column \(columns[index]) holds \(values[index].kind) where \(wanted) was expected")
    }

    private func required<T>(_ index: Int, _ wanted: String, _ found: T?) throws(StorageError) -> T {
        guard let found else { throw fault(index, wanted) }
        return found
    }

    private func isNull(at index: Int) throws(StorageError) -> Bool {
        guard values.indices.contains(index) else { throw fault(index, "a value") }
        return values[index] == .null
    }
}

// MARK: By index

extension Row {
    public func text(at index: Int) throws(StorageError) -> String {
        guard values.indices.contains(index), case .text(let text) = values[index] else { throw fault(index, "text") }
        return text
    }

    public func int64(at index: Int) throws(StorageError) -> Int64 {
        guard values.indices.contains(index), case .integer(let number) = values[index] else {
            throw fault(index, "an integer")
        }
        return number
    }

    public func int(at index: Int) throws(StorageError) -> Int { Int(try int64(at: index)) }

    public func real(at index: Int) throws(StorageError) -> Double {
        guard values.indices.contains(index), case .real(let number) = values[index] else {
            throw fault(index, "a real number")
        }
        return number
    }

    public func bool(at index: Int) throws(StorageError) -> Bool {
        switch values.indices.contains(index) ? values[index] : .null {
        case .integer(0): false
        case .integer(1): true
        default: throw fault(index, "0 or 1")
        }
    }

    public func blob(at index: Int) throws(StorageError) -> [UInt8] {
        guard values.indices.contains(index), case .blob(let bytes) = values[index] else { throw fault(index, "bytes") }
        return bytes
    }

    public func date(at index: Int) throws(StorageError) -> LocalDate {
        try required(index, "a date (yyyy-MM-dd)", LocalDate(try text(at: index)))
    }

    public func timestamp(at index: Int) throws(StorageError) -> Timestamp {
        Timestamp(milliseconds: try int64(at: index))
    }

    public func id<Subject>(at index: Int, as _: Identifier<Subject>.Type = Identifier<Subject>.self)
        throws(StorageError) -> Identifier<Subject>
    {
        try required(index, "an identifier", Identifier<Subject>(try text(at: index)))
    }

    public func digest(at index: Int) throws(StorageError) -> Digest {
        try required(index, "a digest of 32 bytes", Digest(bytes: try blob(at: index)))
    }

    public func optionalText(at index: Int) throws(StorageError) -> String? {
        try isNull(at: index) ? nil : try text(at: index)
    }

    public func optionalInt64(at index: Int) throws(StorageError) -> Int64? {
        try isNull(at: index) ? nil : try int64(at: index)
    }

    public func optionalInt(at index: Int) throws(StorageError) -> Int? {
        try isNull(at: index) ? nil : try int(at: index)
    }

    public func optionalBlob(at index: Int) throws(StorageError) -> [UInt8]? {
        try isNull(at: index) ? nil : try blob(at: index)
    }

    public func optionalDate(at index: Int) throws(StorageError) -> LocalDate? {
        try isNull(at: index) ? nil : try date(at: index)
    }

    public func optionalID<Subject>(at index: Int, as _: Identifier<Subject>.Type = Identifier<Subject>.self)
        throws(StorageError) -> Identifier<Subject>?
    {
        try isNull(at: index) ? nil : try id(at: index, as: Identifier<Subject>.self)
    }
}

// MARK: By name

extension Row {
    public func text(_ name: String) throws(StorageError) -> String { try text(at: try index(name)) }
    public func int64(_ name: String) throws(StorageError) -> Int64 { try int64(at: try index(name)) }
    public func int(_ name: String) throws(StorageError) -> Int { try int(at: try index(name)) }
    public func real(_ name: String) throws(StorageError) -> Double { try real(at: try index(name)) }
    public func bool(_ name: String) throws(StorageError) -> Bool { try bool(at: try index(name)) }
    public func blob(_ name: String) throws(StorageError) -> [UInt8] { try blob(at: try index(name)) }
    public func date(_ name: String) throws(StorageError) -> LocalDate { try date(at: try index(name)) }
    public func timestamp(_ name: String) throws(StorageError) -> Timestamp { try timestamp(at: try index(name)) }
    public func digest(_ name: String) throws(StorageError) -> Digest { try digest(at: try index(name)) }

    public func id<Subject>(_ name: String, as _: Identifier<Subject>.Type = Identifier<Subject>.self)
        throws(StorageError) -> Identifier<Subject>
    {
        try id(at: try index(name), as: Identifier<Subject>.self)
    }

    public func optionalText(_ name: String) throws(StorageError) -> String? { try optionalText(at: try index(name)) }

    public func optionalID<Subject>(_ name: String, as _: Identifier<Subject>.Type = Identifier<Subject>.self)
        throws(StorageError) -> Identifier<Subject>?
    {
        try optionalID(at: try index(name), as: Identifier<Subject>.self)
    }
}
