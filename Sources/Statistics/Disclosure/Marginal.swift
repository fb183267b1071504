// The unit in which everybody is counted once.

public import Basics

/// How far apart the areas are that one count is about.
public enum AreaLevel: String, CaseIterable, Sendable {
    case country, province, commune

    var order: UInt8 {
        switch self {
        case .country: 0
        case .province: 1
        case .commune: 2
        }
    }
}

/// All cells of one level of areas by the same dimensions on one day. Each person is in exactly one of them, so the
/// number of marginals that somebody has is how often that somebody sees any one person counted: budgets are reckoned
/// in them. Every count that can ever be asked for belongs to one, which bounds what all recipients together can have.
public struct Marginal: Hashable, Sendable {
    public let day: LocalDate
    public let level: AreaLevel
    /// Those of persons, in order.
    public let dimensions: [Dimension]
    /// What noise is made of, besides the persons.
    let seed: UInt64

    init(_ day: LocalDate, _ level: AreaLevel, _ dimensions: some Sequence<Dimension>) {
        self.day = day
        self.level = level
        self.dimensions = dimensions.sorted()
        let bits = self.dimensions.reduce(UInt64(0)) { $0 | 1 << UInt64($1.order) }
        let days = UInt32(bitPattern: Int32(truncatingIfNeeded: day.days))
        seed = UInt64(days) << 32 | UInt64(level.order) << 8 | bits
    }

    /// Every subset of these dimensions at that level.
    static func all(_ day: LocalDate, _ level: AreaLevel, of dimensions: [Dimension]) -> [Marginal] {
        (0..<1 << dimensions.count).map { subset in
            Marginal(day, level, dimensions.enumerated().filter { subset >> $0.offset & 1 == 1 }.map(\.element))
        }
    }
}

/// `2026-10-01/commune/age-band+sex`, as it is kept with a grant.
extension Marginal: TextCodable {
    /// Reads exactly what `description` gives.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3, let day = LocalDate(parts[0]),
            let level = AreaLevel(rawValue: String(parts[1]))
        else { return nil }
        let found =
            parts[2].isEmpty
            ? []
            : parts[2].split(separator: "+", omittingEmptySubsequences: false)
                .compactMap { Dimension(rawValue: String($0)) }
        self.init(day, level, found)
        guard Set(found).count == found.count, found.allSatisfy({ !$0.isArea }), description == text else { return nil }
    }

    public var description: String {
        "\(day)/\(level.rawValue)/\(dimensions.map(\.rawValue).joined(separator: "+"))"
    }
}
