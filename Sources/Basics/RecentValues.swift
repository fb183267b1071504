// The values that were used last.

/// Holds at most so many values, those used last, in two halves: when the newer half is full it becomes the older one,
/// which goes. What is recalled from the older half moves to the newer one.
public struct RecentValues<Key: Hashable, Value> {
    private let halfMax: Int
    private var newer: [Key: Value] = [:]
    private var older: [Key: Value] = [:]

    /// Room for `max` values, two at least.
    public init(max: Int) { halfMax = Swift.max(max / 2, 1) }

    public var count: Int { newer.count + older.count }

    /// The value of that key, where it is still there.
    public mutating func recall(_ key: Key) -> Value? {
        if let value = newer[key] { return value }
        guard let value = older[key] else { return nil }
        keep(value, for: key)
        return value
    }

    /// Keeps a value in the place of the one that the key had.
    public mutating func keep(_ value: Value, for key: Key) {
        older[key] = nil
        if newer[key] == nil, newer.count >= halfMax { (older, newer) = (newer, [:]) }
        newer[key] = value
    }
}

extension RecentValues: Sendable where Key: Sendable, Value: Sendable {}
