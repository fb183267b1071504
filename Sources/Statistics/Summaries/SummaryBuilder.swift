// Makes the block of one commune and day out of its persons.

public import Basics

/// Takes the profiles of a commune in any order.
public struct SummaryBuilder: Sendable {
    private let commune: UInt32
    private let day: LocalDate
    /// By packed profile.
    private var cells: [Int: FinestCell] = [:]
    private var total = FinestCell()

    /// `nil` where the code of the commune is not five digits.
    public init?(commune: String, day: LocalDate) {
        guard commune.isDigits(5), let number = UInt32(commune) else { return nil }
        self.commune = number
        self.day = day
    }

    /// Counts a person who is counted in this commune; nobody may come twice. The key is that of `StatisticsKey`.
    public mutating func add(_ profile: Profile, recordKey: UInt64) throws(SummaryFault) {
        try add(FinestCell(count: 1, keySum: recordKey), at: profile.packed)
    }

    /// Adds what another block of the same commune and day has of other persons.
    public mutating func merge(_ block: SummaryBlock) throws(SummaryFault) {
        guard block.communeNumber == commune, block.day == day else { throw .otherCommuneOrDay }
        for cell in block.cells { try add(cell.value, at: cell.profile) }
    }

    private mutating func add(_ cell: FinestCell, at profile: Int) throws(SummaryFault) {
        guard total.count + cell.count <= Limits.communePersonsMax else { throw .tooManyPersons }
        total.add(cell)
        cells[profile, default: FinestCell()].add(cell)
    }

    /// The block: the same bytes for the same persons, in whichever order they came.
    public var block: [UInt8] {
        var writer = SummaryWriter()
        writer.bytes += SummaryBlock.magic
        writer.fixed(commune)
        writer.fixed(Int32(truncatingIfNeeded: day.days))
        writer.fixed(UInt32(cells.count))
        writer.fixed(UInt32(total.count))
        writer.fixed(total.keySum)
        var last = -1
        for (profile, cell) in cells.sorted(by: { $0.key < $1.key }) {
            writer.variable(profile - last)
            writer.variable(cell.count)
            writer.fixed(cell.keySum)
            last = profile
        }
        return writer.bytes + Digest(of: writer.bytes).bytes
    }
}

/// Persons of one profile in one commune: how many, and the sum of their record keys, which runs over on purpose.
struct FinestCell: Hashable {
    var count = 0
    var keySum: UInt64 = 0

    mutating func add(_ other: FinestCell) {
        count += other.count
        keySum &+= other.keySum
    }
}

private struct SummaryWriter {
    var bytes: [UInt8] = []

    mutating func fixed(_ value: some FixedWidthInteger) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }

    /// Seven bits a byte, the lowest first; the highest bit says that another byte follows.
    mutating func variable(_ value: Int) {
        var rest = value
        while rest > 127 {
            bytes.append(UInt8(rest & 127) | 128)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }
}
