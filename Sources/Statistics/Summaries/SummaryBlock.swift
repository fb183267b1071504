// Reads the block of one commune and day.

public import Basics

/// The finest cells of one commune on one day, as `SummaryBuilder` wrote them: magic and version, commune, day, number
/// of cells, of persons, sum of keys; each cell as distance to the profile before, count and sum of keys; SHA-256 of
/// all that. It is looked at in full before it is one.
public struct SummaryBlock: Sendable {
    /// The last byte is the version of the format and of the order of profiles.
    static let magic: [UInt8] = Array("TKSB".utf8) + [1]
    private static let digestBytes = 32

    let communeNumber: UInt32
    public let day: LocalDate
    /// Everybody in it.
    let total: FinestCell
    /// In ascending order.
    let cells: [(profile: Int, value: FinestCell)]

    /// What a request is judged by.
    public var communeTotal: CommuneTotal { CommuneTotal(communeNumber: communeNumber, day: day, total: total) }

    public init(_ bytes: [UInt8]) throws(SummaryFault) {
        let magic = Self.magic
        guard bytes.count <= Limits.summaryBlockBytesMax, bytes.starts(with: magic.dropLast()) else { throw .noBlock }
        guard bytes.count > magic.count + Self.digestBytes else { throw .damaged }
        guard bytes[magic.count - 1] == magic[magic.count - 1] else { throw .otherVersion }
        let content = Array(bytes.dropLast(Self.digestBytes))
        guard Digest(of: content).bytes == Array(bytes.suffix(Self.digestBytes)) else { throw .damaged }
        var reader = SummaryReader(bytes: content, at: magic.count)
        communeNumber = try reader.fixed(UInt32.self)
        let days = try reader.fixed(Int32.self)
        day = LocalDate(days: Int(days))
        guard communeNumber < 100_000, (1...9999).contains(day.parts.year) else { throw .damaged }
        let count = Int(try reader.fixed(UInt32.self))
        let persons = Int(try reader.fixed(UInt32.self))
        let keySum = try reader.fixed(UInt64.self)
        total = FinestCell(count: persons, keySum: keySum)
        cells = try Self.cells(count, &reader)
        guard reader.isAtEnd, cells.reduce(into: FinestCell(), { $0.add($1.value) }) == total else { throw .damaged }
    }

    private static func cells(
        _ count: Int, _ reader: inout SummaryReader
    ) throws(SummaryFault) -> [(profile: Int, value: FinestCell)] {
        guard count <= Limits.summaryCellsMax else { throw .damaged }
        var cells: [(profile: Int, value: FinestCell)] = []
        cells.reserveCapacity(count)
        var profile = -1
        for _ in 0..<count {
            let step = try reader.variable()
            let persons = try reader.variable()
            let keySum = try reader.fixed(UInt64.self)
            profile += step
            guard step > 0, profile < Profile.packedCount, (1...Limits.communePersonsMax).contains(persons) else {
                throw .damaged
            }
            cells.append((profile, FinestCell(count: persons, keySum: keySum)))
        }
        return cells
    }
}

/// Everybody of a commune on a day, without the finest cells: little enough to have all of them in memory.
public struct CommuneTotal: Hashable, Sendable {
    let communeNumber: UInt32
    let day: LocalDate
    let total: FinestCell

    /// Five digits.
    public var commune: String { padded(Int(communeNumber), to: 5) }
}

private struct SummaryReader {
    let bytes: [UInt8]
    var at: Int

    var isAtEnd: Bool { at == bytes.count }

    mutating func fixed<Value: FixedWidthInteger>(_ type: Value.Type) throws(SummaryFault) -> Value {
        let end = at + Value.bitWidth / 8
        guard end <= bytes.count else { throw .damaged }
        defer { at = end }
        return bytes.withUnsafeBytes { Value(littleEndian: $0.loadUnaligned(fromByteOffset: at, as: Value.self)) }
    }

    /// At most four bytes: no number in a block is larger than 2²⁸.
    mutating func variable() throws(SummaryFault) -> Int {
        var value = 0
        for shift in stride(from: 0, to: 28, by: 7) {
            guard at < bytes.count else { throw .damaged }
            let byte = bytes[at]
            at += 1
            value |= Int(byte & 127) << shift
            if byte < 128 { return value }
        }
        throw .damaged
    }
}
