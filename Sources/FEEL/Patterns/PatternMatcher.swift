// Runs a regular expression over a text, and pays for it.

/// One text that is searched. Where a way through the pattern has come to nothing at a place, it is not gone again from
/// there: the work is bounded by the lengths of pattern and text. References back have no such bound, and end with the
/// budget of the evaluation.
struct PatternMatcher {
    private let program: PatternProgram
    private let scalars: [Unicode.Scalar]
    private let flags: Pattern.Flags
    private let evaluation: Evaluation
    /// A bit for every split at every place; and the words that are not zero.
    private var tried: [UInt64]
    private var touched: [Int] = []
    private var slots: [Int]
    private var stack: [Frame] = []
    private var work = 0

    private enum Frame {
        case resume(Int, Int)
        case restore(Int, Int)
    }

    /// Steps of the machine for one of the budget.
    private static let stepsPerCharge = 2

    /// `nil` when the budget is too small.
    init?(_ program: PatternProgram, _ flags: Pattern.Flags, _ text: [Unicode.Scalar], _ evaluation: Evaluation) {
        let bits = program.hasBackReferences ? 0 : program.splits * (text.count + 1)
        guard evaluation.charge(text.count / 4 + bits / 512) else { return nil }
        self.program = program
        self.flags = flags
        self.evaluation = evaluation
        scalars = text
        tried = [UInt64](repeating: 0, count: (bits + 63) / 64)
        slots = [Int](repeating: -1, count: program.slots)
    }

    /// The first match at or behind a place: the ends of the whole and of every group, −1 where one took no part. `nil`
    /// where there is none, or the budget is spent.
    mutating func firstMatch(from start: Int) -> [Int]? {
        for word in touched { tried[word] = 0 }
        touched.removeAll(keepingCapacity: true)
        guard start <= scalars.count else { return nil }
        for place in start...scalars.count {
            for slot in slots.indices { slots[slot] = -1 }
            stack.removeAll(keepingCapacity: true)
            if let end = run(from: place) {
                slots[0] = place
                slots[1] = end
                return slots
            }
            if evaluation.isExhausted { return nil }
        }
        return nil
    }

    /// The end of the match that begins there.
    private mutating func run(from place: Int) -> Int? {
        var (step, position) = (0, place)
        while true {
            work += 1
            if work % Self.stepsPerCharge == 0, !evaluation.charge() { return nil }
            var goesOn = true
            switch program.steps[step] {
            case .match: return position
            case .jump(let target): step = target
            case .split(let first, let second, let number):
                goesOn = isNew(number, position)
                if goesOn {
                    stack.append(.resume(second, position))
                    step = first
                }
            case .save(let slot):
                stack.append(.restore(slot, slots[slot]))
                slots[slot] = position
                step += 1
            case .progress(let slot):
                goesOn = slots[slot] < position
                step += 1
            default:
                let length = consumed(program.steps[step], at: position)
                goesOn = length != nil
                position += length ?? 0
                step += 1
            }
            if !goesOn {
                guard let (next, place) = backtrack() else { return nil }
                (step, position) = (next, place)
            }
        }
    }

    private mutating func backtrack() -> (Int, Int)? {
        while let frame = stack.popLast() {
            switch frame {
            case .restore(let slot, let value): slots[slot] = value
            case .resume(let step, let position): return (step, position)
            }
        }
        return nil
    }

    private mutating func isNew(_ split: Int, _ position: Int) -> Bool {
        if program.hasBackReferences { return true }
        let bit = split * (scalars.count + 1) + position
        let mask: UInt64 = 1 << UInt64(bit % 64)
        if tried[bit / 64] & mask != 0 { return false }
        if tried[bit / 64] == 0 { touched.append(bit / 64) }
        tried[bit / 64] |= mask
        return true
    }

    /// How many characters the step takes there; `nil` where it does not fit.
    private func consumed(_ step: PatternStep, at position: Int) -> Int? {
        switch step {
        case .start:
            if position == 0 { return 0 }
            return flags.multiline && position < scalars.count && scalars[position - 1] == "\n" ? 0 : nil
        case .end:
            if position == scalars.count { return 0 }
            return flags.multiline && scalars[position] == "\n" ? 0 : nil
        case .backReference(let group): return repeated(group, at: position)
        default: break
        }
        guard position < scalars.count else { return nil }
        let scalar = scalars[position]
        let fits =
            switch step {
            case .scalar(let wanted): same(scalar, wanted)
            case .set(let set): set.contains(scalar, ignoringCase: flags.ignoresCase)
            case .any: flags.dotAll || (scalar != "\n" && scalar != "\r")
            default: false
            }
        return fits ? 1 : nil
    }

    private func same(_ left: Unicode.Scalar, _ right: Unicode.Scalar) -> Bool {
        if left == right { return true }
        return flags.ignoresCase && left.caseForms.contains { right.caseForms.contains($0) }
    }

    /// A group that took no part is the empty text.
    private func repeated(_ group: Int, at position: Int) -> Int? {
        let (start, end) = (slots[2 * group], slots[2 * group + 1])
        guard start >= 0, end >= start else { return 0 }
        guard position + end - start <= scalars.count, evaluation.charge((end - start) / Self.stepsPerCharge) else {
            return nil
        }
        let isSame = (0..<end - start).allSatisfy { same(scalars[start + $0], scalars[position + $0]) }
        return isSame ? end - start : nil
    }
}
