// A regular expression as steps of a small machine.

/// One step. Steps that consume nothing lead on to others.
enum PatternStep: Sendable {
    case scalar(Unicode.Scalar)
    case set(CharacterSet)
    case any
    case start, end
    /// Goes on at the first place, and at the second where that comes to nothing. Splits are numbered.
    case split(Int, Int, number: Int)
    case jump(Int)
    /// Remembers the position.
    case save(Int)
    /// Goes on only where the position has moved since it was remembered there.
    case progress(Int)
    case backReference(Int)
    case match
}

struct PatternProgram: Sendable {
    private(set) var steps: [PatternStep] = []
    private(set) var splits = 0
    /// Positions that are remembered: two a group, the whole first, then one for each loop that needs it.
    private(set) var slots: Int
    let groups: Int
    let hasBackReferences: Bool

    /// Counted repetitions are written out; no sensible pattern comes to more.
    private static let stepsMax = 20_000

    /// `nil` for a pattern with too many steps.
    init?(_ node: PatternNode, groups: Int, hasBackReferences: Bool) {
        self.groups = groups
        self.hasBackReferences = hasBackReferences
        slots = 2 * (groups + 1)
        guard add(node) else { return nil }
        steps.append(.match)
    }

    private mutating func add(_ node: PatternNode) -> Bool {
        guard steps.count < PatternProgram.stepsMax else { return false }
        switch node {
        case .scalar(let scalar): steps.append(.scalar(scalar))
        case .set(let set): steps.append(.set(set))
        case .any: steps.append(.any)
        case .start: steps.append(.start)
        case .end: steps.append(.end)
        case .backReference(let group): steps.append(.backReference(group))
        case .sequence(let parts): return parts.allSatisfy { add($0) }
        case .group(let node, let number):
            steps.append(.save(2 * number))
            guard add(node) else { return false }
            steps.append(.save(2 * number + 1))
        case .choice(let ways): return add(ways)
        case .repetition(let node, let least, let most, let isGreedy):
            for _ in 0..<least { guard add(node) else { return false } }
            guard let most else { return addLoop(node, isGreedy) }
            return addOptions(node, most - least, isGreedy)
        }
        return true
    }

    private mutating func add(_ ways: [PatternNode]) -> Bool {
        var ends: [Int] = []
        for (index, way) in ways.enumerated() {
            guard index < ways.count - 1 else {
                guard add(way) else { return false }
                break
            }
            let split = reserve()
            guard add(way) else { return false }
            ends.append(reserve())
            set(split, first: split + 1, second: steps.count, isGreedy: true)
        }
        for end in ends { steps[end] = .jump(steps.count) }
        return true
    }

    private mutating func addLoop(_ node: PatternNode, _ isGreedy: Bool) -> Bool {
        let split = reserve()
        // What has been tried at a place is not tried again, which ends loops that go nowhere; only with references
        // back the same place can be different.
        let slot = slots
        if hasBackReferences {
            slots += 1
            steps.append(.save(slot))
        }
        guard add(node) else { return false }
        if hasBackReferences { steps.append(.progress(slot)) }
        steps.append(.jump(split))
        set(split, first: split + 1, second: steps.count, isGreedy: isGreedy)
        return true
    }

    private mutating func addOptions(_ node: PatternNode, _ count: Int, _ isGreedy: Bool) -> Bool {
        var splits: [Int] = []
        for _ in 0..<count {
            splits.append(reserve())
            guard add(node) else { return false }
        }
        for split in splits { set(split, first: split + 1, second: steps.count, isGreedy: isGreedy) }
        return true
    }

    private mutating func reserve() -> Int {
        steps.append(.match)
        return steps.count - 1
    }

    private mutating func set(_ place: Int, first: Int, second: Int, isGreedy: Bool) {
        steps[place] = isGreedy ? .split(first, second, number: splits) : .split(second, first, number: splits)
        splits += 1
    }
}
