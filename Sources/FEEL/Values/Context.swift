// Contexts: values by name.

import Basics

/// Named entries in the order they were written; equal whatever their order. Names are told apart as texts are.
public struct Context: Sendable, Hashable {
    public private(set) var keys: [String] = []
    /// The values in the order of the keys.
    private var values: [Value] = []
    /// Where the keys stand, once there are too many to be looked through.
    private var places: [ByteText: Int] = [:]
    /// How many lists and contexts stand in one another at most; it does not shrink.
    private(set) var depth = 1
    /// What a walk through all entries costs.
    private(set) var size = 1

    /// A few names are compared faster than one is hashed.
    private static let fewMax = 8

    public init() {}

    public init(_ entries: [(String, Value)]) {
        for (key, value) in entries { self[key] = value }
    }

    /// The entry of that name; setting one that exists keeps its place.
    public subscript(key: String) -> Value? {
        get { place(of: key).map { values[$0] } }
        set {
            let place = place(of: key)
            // Beyond its end the sum does not know any more what there was.
            if let place, size < 1 << 59 { size -= values[place].size + 1 }
            guard let newValue else {
                if let place { remove(at: place) }
                return
            }
            if let place { values[place] = newValue } else { append(key, newValue) }
            depth = max(depth, newValue.depth + 1)
            size = Value.sum(size, newValue.size + 1)
        }
    }

    public var isEmpty: Bool { keys.isEmpty }
    public var entries: [(key: String, value: Value)] { zip(keys, values).map { (key: $0, value: $1) } }

    public static func == (left: Context, right: Context) -> Bool {
        left.keys.count == right.keys.count && left.entries.allSatisfy { key, value in right[key] == value }
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(keys.count) }

    private func place(of key: String) -> Int? {
        let key = ByteText(key)
        return places.isEmpty ? keys.firstIndex { ByteText($0) == key } : places[key]
    }

    private mutating func append(_ key: String, _ value: Value) {
        keys.append(key)
        values.append(value)
        if !places.isEmpty {
            places[ByteText(key)] = keys.count - 1
        } else if keys.count > Context.fewMax {
            places = Dictionary(zip(keys.map(ByteText.init), keys.indices)) { first, _ in first }
        }
    }

    private mutating func remove(at place: Int) {
        keys.remove(at: place)
        values.remove(at: place)
        places = [:]
        if keys.count > Context.fewMax {
            places = Dictionary(zip(keys.map(ByteText.init), keys.indices)) { first, _ in first }
        }
    }
}
