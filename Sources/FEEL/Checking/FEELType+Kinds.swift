// How types relate while an expression is checked.

extension FEELType {
    private static let membersMax = 1_000

    /// What decides whether two values can be compared at all.
    enum Kind: Sendable {
        case number, string, boolean, date, time, dateTime, yearsMonths, daysTime, context, range, function

        /// Whether values of this kind come before and after each other.
        var hasOrder: Bool {
            switch self {
            case .number, .string, .date, .time, .dateTime, .yearsMonths, .daysTime: true
            case .boolean, .context, .range, .function: false
            }
        }
    }

    /// `nil` where a value may be of any kind: for unknown types, and for lists, which stand for their only element.
    var kind: Kind? {
        switch base {
        case .number: .number
        case .string: .string
        case .boolean: .boolean
        case .date: .date
        case .time: .time
        case .dateTime: .dateTime
        case .yearsMonths: .yearsMonths
        case .daysTime: .daysTime
        case .context: .context
        case .range: .range
        case .function: .function
        case .any, .null, .list, .unknown, .restricted: nil
        }
    }

    /// The type without restrictions of its values.
    public var base: FEELType {
        var type = self
        while case .restricted(let inner, _) = type { type = inner }
        return type
    }

    /// The type of the elements of a list; a value that is none stands for the list of itself.
    public var element: FEELType { if case .list(let element) = base { element } else { self } }

    /// The type of what a loop over it goes through, one after the other: also the values of a range.
    public var iterated: FEELType { if case .range(let end) = base { end } else { element } }

    /// The members that values of this type have.
    var members: [String: FEELType] {
        let ofDate: [String: FEELType] = ["year": .number, "month": .number, "day": .number, "weekday": .number]
        let ofTime: [String: FEELType] = [
            "hour": .number, "minute": .number, "second": .number, "time offset": .daysTime, "timezone": .string,
        ]
        return switch base {
        case .context(let members): members
        case .date: ofDate
        case .time: ofTime
        case .dateTime: ofDate.merging(ofTime) { first, _ in first }
        case .yearsMonths: ["years": .number, "months": .number]
        case .daysTime: ["days": .number, "hours": .number, "minutes": .number, "seconds": .number]
        case .range(let end):
            ["start": end, "end": end, "start included": .boolean, "end included": .boolean]
        default: [:]
        }
    }

    /// The type of what is of one type or of the other. Of contexts the members of both are kept, since a value may
    /// have any of them.
    public func joined(with other: FEELType) -> FEELType {
        switch (base, other.base) {
        case (.null, _): return other
        case (_, .null): return self
        case (.list(let left), .list(let right)): return .list(left.joined(with: right))
        case (.range(let left), .range(let right)): return .range(left.joined(with: right))
        case (.context(let left), .context(let right)):
            // Who has so many members has no shape worth knowing.
            guard !left.isEmpty, !right.isEmpty, left.count + right.count <= FEELType.membersMax else {
                return .context([:])
            }
            var members = left.merging(right) { $0.joined(with: $1) }
            for name in members.keys where left[name] == nil || right[name] == nil { members[name] = .any }
            return .context(members)
        case (.function, _), (_, .function): return .any
        default: return kind != nil && kind == other.kind ? base : .any
        }
    }

    /// The type of that value.
    public init(of value: Value) {
        switch value {
        case .null: self = .null
        case .boolean: self = .boolean
        case .number: self = .number
        case .string: self = .string
        case .date: self = .date
        case .time: self = .time
        case .dateTime: self = .dateTime
        case .yearsMonths: self = .yearsMonths
        case .daysTime: self = .daysTime
        case .list(let values):
            let element = values.reduce(FEELType.null) { $0.joined(with: FEELType(of: $1)) }
            self = .list(values.isEmpty ? .any : element)
        case .context(let context):
            self = .context(
                Dictionary(context.entries.map { ($0.key, FEELType(of: $0.value)) }) { first, _ in first })
        case .range(let interval):
            self = .range(FEELType(of: interval.lower).joined(with: FEELType(of: interval.upper)))
        case .function(let function): self = .function(function.parameters.map { FEELType.Parameter($0) }, .any)
        }
    }
}
