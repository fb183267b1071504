// Values on their way to and from PostgreSQL, in its binary form, which is exact and short.

import Storage

/// The types of PostgreSQL that the seam's values travel as, by their numbers in `pg_type`.
enum WireType {
    static let bool: UInt32 = 16
    static let bytes: UInt32 = 17
    static let name: UInt32 = 19
    static let int8: UInt32 = 20
    static let int2: UInt32 = 21
    static let int4: UInt32 = 23
    static let text: UInt32 = 25
    static let real: UInt32 = 701
    static let unknown: UInt32 = 705
    static let varchar: UInt32 = 1043
    static let numeric: UInt32 = 1700
}

/// The parameters of one statement, one behind the other.
struct WireParameters {
    private(set) var bytes: [UInt8] = []
    /// Where each value begins; `nil` is NULL.
    private(set) var starts: [Int?] = []
    private(set) var lengths: [Int32] = []

    /// `types` are those that the server takes, and as many as there are values.
    init(_ values: [SQLValue], as types: [UInt32]) throws(StorageError) {
        for (index, value) in values.enumerated() {
            let start = bytes.count
            guard try append(value, as: types[index]) else {
                throw .constraint(
                    .init(kind: .type, detail: "value \(index + 1) is \(value.kind), the database takes another type"))
            }
            starts.append(value == .null ? nil : start)
            lengths.append(Int32(bytes.count - start))
        }
    }

    /// The values as libpq takes them: their addresses, lengths and forms.
    func withPointers<T>(
        _ body: (UnsafePointer<UnsafePointer<CChar>?>?, UnsafeBufferPointer<Int32>, UnsafePointer<Int32>?) -> T
    ) -> T {
        bytes.withUnsafeBytes { bytes in
            // Empty bytes have no address, and one that is NULL would mean NULL.
            let start = bytes.baseAddress ?? UnsafeRawPointer(bitPattern: 1)
            let values = starts.map { place in
                place.flatMap { start?.advanced(by: $0).assumingMemoryBound(to: CChar.self) }
            }
            let formats = [Int32](repeating: 1, count: values.count)
            return values.withUnsafeBufferPointer { values in
                lengths.withUnsafeBufferPointer { lengths in
                    formats.withUnsafeBufferPointer { body(values.baseAddress, lengths, $0.baseAddress) }
                }
            }
        }
    }

    /// `false` where the type is none for that kind of value: as strict as the other driver's tables.
    private mutating func append(_ value: SQLValue, as type: UInt32) throws(StorageError) -> Bool {
        switch (value, type) {
        case (.null, _): break
        case (.integer(let number), WireType.int8): append(number)
        case (.integer(let number), WireType.int4): return appendIfFits(Int32(exactly: number))
        case (.integer(let number), WireType.int2): return appendIfFits(Int16(exactly: number))
        case (.integer(let number), WireType.numeric): appendNumeric(number)
        case (.integer(let number), WireType.real):
            guard let real = Double(exactly: number) else { return false }
            append(real.bitPattern)
        case (.real(let number), WireType.real): append(number.bitPattern)
        case (.text(let text), WireType.text), (.text(let text), WireType.varchar), (.text(let text), WireType.name):
            bytes.append(contentsOf: text.utf8)
            guard !text.utf8.contains(0) else {
                throw .constraint(.init(kind: .type, detail: "text with the character U+0000"))
            }
        case (.blob(let blob), WireType.bytes): bytes.append(contentsOf: blob)
        default: return false
        }
        return true
    }

    private mutating func append(_ number: some FixedWidthInteger) {
        withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
    }

    private mutating func appendIfFits(_ number: (some FixedWidthInteger)?) -> Bool {
        guard let number else { return false }
        append(number)
        return true
    }

    /// Groups of four decimal digits behind their count, the weight of the first, the sign and the places after the
    /// point.
    private mutating func appendNumeric(_ number: Int64) {
        var (rest, groups) = (number.magnitude, [Int16]())
        while rest > 0 {
            groups.insert(Int16(rest % 10_000), at: 0)
            rest /= 10_000
        }
        append(Int16(groups.count))
        append(Int16(max(groups.count - 1, 0)))
        append(number < 0 ? Int16(0x4000) : 0)
        append(Int16(0))
        for group in groups { append(group) }
    }
}

extension SQLValue {
    /// What the server sent for a column of that type.
    init(_ bytes: UnsafeRawBufferPointer, type: UInt32, column: String) throws(StorageError) {
        switch type {
        case WireType.int8: self = .integer(Int64(Self.integer(bytes, Int64.self)))
        case WireType.int4: self = .integer(Int64(Self.integer(bytes, Int32.self)))
        case WireType.int2: self = .integer(Int64(Self.integer(bytes, Int16.self)))
        case WireType.bool: self = .integer(bytes.first == 1 ? 1 : 0)
        case WireType.real: self = .real(Double(bitPattern: Self.integer(bytes, UInt64.self)))
        case WireType.text, WireType.varchar, WireType.name, WireType.unknown:
            self = .text(String(decoding: bytes, as: UTF8.self))
        case WireType.bytes: self = .blob(Array(bytes))
        case WireType.numeric:
            guard let number = Self.wholeNumber(bytes) else {
                throw .corrupt("column \(column) holds a number that is no 64-bit integer")
            }
            self = .integer(number)
        default: throw .corrupt("column \(column) is of type \(type), which has no kind of value")
        }
    }

    /// The server sends the bytes of a number with the highest first; they have the length of their type.
    private static func integer<Number: FixedWidthInteger>(_ bytes: UnsafeRawBufferPointer, _: Number.Type) -> Number {
        Number(bigEndian: bytes.loadUnaligned(as: Number.self))
    }

    /// A NUMERIC, as `sum` gives it, without digits behind the point; `nil` for any other.
    private static func wholeNumber(_ bytes: UnsafeRawBufferPointer) -> Int64? {
        func word(_ index: Int) -> Int16 {
            integer(UnsafeRawBufferPointer(rebasing: bytes[(index * 2)..<(index * 2 + 2)]), Int16.self)
        }
        let (count, weight, sign) = (Int(word(0)), Int(word(1)), word(2))
        guard sign == 0 || sign == 0x4000, count <= weight + 1 else { return nil }
        var number: Int64 = 0
        for place in 0..<max(weight + 1, 0) where count > 0 {
            let (tens, isTooLarge) = number.multipliedReportingOverflow(by: 10_000)
            let group = place < count ? Int64(word(4 + place)) : 0
            let (sum, overflows) = tens.addingReportingOverflow(sign == 0 ? group : -group)
            guard !isTooLarge, !overflows else { return nil }
            number = sum
        }
        return number
    }
}
