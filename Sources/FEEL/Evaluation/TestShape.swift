// What a cell is when it is not more than a simple comparison: for compiling and for analysing tables.

extension UnaryTests {
    /// The simple forms of a cell.
    public enum Shape: Sendable {
        case anything
        /// One of these literals, or none of them.
        case values([Value], isNegated: Bool)
        /// A range with literal ends.
        case interval(Interval)
        case other
    }

    public var shape: Shape { UnaryTests.shape(of: node) }

    private static func shape(of node: Node) -> Shape {
        if let constant = node.constant { return simple([constant], isNegated: false) }
        switch node {
        case .anything: return .anything
        case .list(let nodes): return literals(nodes, isNegated: false)
        case .not(let nodes): return literals(nodes, isNegated: true)
        case .test(let operation, let limit):
            guard let limit = limit.constant else { return .other }
            return shape(of: operation, limit)
        case .range(let lower, let upper, let includesLower, let includesUpper):
            guard let lower = lower.constant, let upper = upper.constant, !lower.isNull, !upper.isNull else {
                return .other
            }
            return .interval(
                Interval(lower, upper, includesLower: includesLower, includesUpper: includesUpper))
        default: return .other
        }
    }

    private static func shape(of operation: ComparisonOperator, _ limit: Value) -> Shape {
        switch operation {
        case .equal: simple([limit], isNegated: false)
        case .notEqual: simple([limit], isNegated: true)
        case .less, .lessOrEqual, .greater, .greaterOrEqual: .interval(Interval(operation, limit))
        }
    }

    private static func literals(_ nodes: [Node], isNegated: Bool) -> Shape {
        let values = nodes.compactMap(\.constant)
        return values.count == nodes.count ? simple(values, isNegated: isNegated) : .other
    }

    /// Lists among the literals match in more ways than by being equal.
    private static func simple(_ values: [Value], isNegated: Bool) -> Shape {
        let arePlain = values.allSatisfy {
            switch $0 {
            case .boolean, .number, .string, .date: true
            default: false
            }
        }
        return arePlain ? .values(values, isNegated: isNegated) : .other
    }
}
