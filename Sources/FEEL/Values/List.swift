// Lists, which know how large they are.

/// The elements of a FEEL list. Lists share their parts: forty that each hold the one before twice are small in memory,
/// and endless to walk through. So every list knows what a walk costs, and how deep it goes.
public struct List: Sendable, Hashable {
    public let elements: [Value]
    /// How many lists and contexts stand in one another.
    let depth: Int
    /// The values to be met on a walk through all of it, long texts counting for several.
    let size: Int

    public init(_ elements: [Value]) {
        self.elements = elements
        var (depth, size) = (0, 1)
        for element in elements {
            depth = Swift.max(depth, element.depth)
            size = Value.sum(size, element.size)
        }
        self.depth = depth + 1
        self.size = size
    }
}

extension List: RandomAccessCollection, ExpressibleByArrayLiteral {
    public var startIndex: Int { 0 }
    public var endIndex: Int { elements.count }
    public subscript(position: Int) -> Value { elements[position] }

    public init(arrayLiteral elements: Value...) { self.init(elements) }
}

extension Value {
    /// How many lists and contexts stand in one another here.
    var depth: Int {
        switch self {
        case .list(let list): list.depth
        case .context(let context): context.depth
        case .range(let interval): max(interval.lower.depth, interval.upper.depth)
        case .function(let function): function.depth
        default: 0
        }
    }

    /// What a walk through the value costs: one for each value on the way, and one for so many bytes of a text.
    var size: Int {
        switch self {
        case .string(let text): 1 + text.utf8.count / 4
        case .list(let list): list.size
        case .context(let context): context.size
        case .range(let interval): Value.sum(interval.lower.size, interval.upper.size)
        default: 1
        }
    }

    /// The sum of sizes, which has an end.
    static func sum(_ left: Int, _ right: Int) -> Int { Swift.min(left + right, 1 << 60) }
}
