// Operators and tests: operands of known types that can never fit each other.

extension Inspection {
    mutating func type(ofNegative type: FEELType) -> FEELType {
        guard let kind = type.kind else { return .any }
        if [.number, .yearsMonths, .daysTime].contains(kind) { return type.base }
        report(.types, "\(type.phrase) has no negative")
        return .any
    }

    /// What an operand yields with all that follows it.
    mutating func type(ofChain head: Node, _ links: [Link], _ names: KnownNames) -> FEELType {
        var type: FEELType
        var rest = links[...]
        if case .name(let name) = head, let callee = callee(named: name, before: links[0], names) {
            type = self.type(ofCall: links[0], of: callee, names)
            rest = rest.dropFirst()
        } else {
            type = self.type(of: head, names)
        }
        var member: String?
        for link in rest {
            type = self.type(of: link, behind: type, member: member, names)
            if case .path(let name) = link { member = name } else { member = nil }
        }
        return type
    }

    /// `member` is the name of what stands before, where that is a member.
    private mutating func type(
        of link: Link, behind type: FEELType, member: String?, _ names: KnownNames
    ) -> FEELType {
        switch link {
        case .arithmetic(let operation, let right): return self.type(of: operation, type, self.type(of: right, names))
        case .comparison(let operation, let right): compare(operation, type, self.type(of: right, names))
        case .conjunction(let right), .disjunction(let right): _ = self.type(of: right, names)
        case .between(let lower, let upper):
            compare(.lessOrEqual, self.type(of: lower, names), type)
            compare(.lessOrEqual, type, self.type(of: upper, names))
        case .membership(let tests): for test in tests { inspect(test: test, of: type, names) }
        case .instance(.unknown(let name)): report(.name, "unknown type '\(name)'")
        case .instance: break
        case .call, .callNamed:
            return self.type(ofCall: link, of: callee(type, named: member), names)
        case .path(let name): return self.type(ofMember: name, of: type)
        case .filter(let condition): return self.type(ofFilter: type, condition, names)
        }
        return .boolean
    }

    private mutating func type(
        of operation: ArithmeticOperator, _ left: FEELType, _ right: FEELType
    ) -> FEELType {
        guard let first = left.kind, let second = right.kind else { return .any }
        if let result = operation.result(first, second) { return result }
        report(.types, operation.complaint(left.phrase, right.phrase))
        return .any
    }

    /// Reports the message when the types are known and of two kinds.
    mutating func fit(_ left: FEELType, _ right: FEELType, _ message: String) {
        guard let first = left.kind, let second = right.kind, first != second else { return }
        report(.types, message)
    }

    private mutating func compare(_ operation: ComparisonOperator, _ left: FEELType, _ right: FEELType) {
        guard let first = left.kind, let second = right.kind else { return }
        switch operation {
        case .equal, .notEqual: fit(left, right, "\(left.phrase) can never equal \(right.phrase)")
        case .less, .lessOrEqual, .greater, .greaterOrEqual:
            if first == second, first.hasOrder { return }
            report(.types, "\(left.phrase) and \(right.phrase) have no order")
        }
    }

    // MARK: Tests

    /// A range, and the tests of a cell where a value is wanted.
    mutating func type(ofTest node: Node, _ names: KnownNames) -> FEELType {
        switch node {
        case .range(let lower, let upper, _, _):
            let first = type(of: lower, names)
            let last = type(of: upper, names)
            compare(.lessOrEqual, first, last)
            return .range(first.joined(with: last))
        case .test(_, let limit): return .range(type(of: limit, names))
        case .not(let tests):
            for test in tests { inspect(test: test, of: .any, names) }
            return .boolean
        default: return .boolean
        }
    }

    /// One test of a value of type `input`, which stands in `names` as `?` in the cell of a table.
    mutating func inspect(test node: Node, of input: FEELType, _ names: KnownNames) {
        switch node {
        case .anything: break
        case .test(let operation, let limit): compare(operation, input, type(of: limit, names))
        case .not(let tests), .list(let tests):
            for test in tests { inspect(test: test, of: input, names) }
        default:
            let type = type(of: node, names)
            if node.usesInput {
                guard let kind = type.kind, kind != .boolean else { return }
                report(.types, "a test with '?' must be true or false, and this is \(type.phrase)")
            } else if case .boolean = type.base {
                // A condition that does not ask about the value; a literal can only be meant to be compared with it.
                if node.constant != nil { fit(input, type, "\(type.phrase) is no test of \(input.phrase)") }
            } else {
                inspect(operand: type, of: input)
            }
        }
    }

    /// The value is to equal the operand, or to be an element of it, or to lie inside.
    private mutating func inspect(operand: FEELType, of input: FEELType) {
        switch operand.base {
        case .list(let element): if case .range = element.base {} else { inspect(operand: element, of: input) }
        case .range(let inside):
            if case .range = input.base { return }
            compare(.lessOrEqual, input, inside)
        default: compare(.equal, input, operand)
        }
    }
}

extension ArithmeticOperator {
    /// The type of the result; `nil` for kinds that have none.
    fileprivate func result(_ left: FEELType.Kind, _ right: FEELType.Kind) -> FEELType? {
        if left == .number, right == .number { return .number }
        switch self {
        case .add: return ArithmeticOperator.sum(left, right) ?? ArithmeticOperator.sum(right, left)
        case .subtract:
            switch (left, right) {
            case (.string, .string): return nil
            case (.time, .time), (.date, .date), (.date, .dateTime), (.dateTime, .date), (.dateTime, .dateTime):
                return .daysTime
            default: return ArithmeticOperator.sum(left, right)
            }
        case .multiply: return ArithmeticOperator.product(left, right) ?? ArithmeticOperator.product(right, left)
        case .divide:
            if left == right, [.yearsMonths, .daysTime].contains(left) { return .number }
            return ArithmeticOperator.product(left, right)
        case .power: return nil
        }
    }

    private static func sum(_ left: FEELType.Kind, _ right: FEELType.Kind) -> FEELType? {
        switch (left, right) {
        case (.string, .string): .string
        case (.yearsMonths, .yearsMonths): .yearsMonths
        case (.daysTime, .daysTime): .daysTime
        case (.date, .yearsMonths), (.date, .daysTime): .date
        case (.dateTime, .yearsMonths), (.dateTime, .daysTime): .dateTime
        case (.time, .daysTime): .time
        default: nil
        }
    }

    private static func product(_ left: FEELType.Kind, _ right: FEELType.Kind) -> FEELType? {
        switch (left, right) {
        case (.yearsMonths, .number): .yearsMonths
        case (.daysTime, .number): .daysTime
        default: nil
        }
    }

    fileprivate func complaint(_ left: String, _ right: String) -> String {
        switch self {
        case .add: "\(left) and \(right) cannot be added"
        case .subtract: "\(right) cannot be subtracted from \(left)"
        case .multiply: "\(left) and \(right) cannot be multiplied"
        case .divide: "\(left) cannot be divided by \(right)"
        case .power: "\(left) cannot be raised to the power of \(right)"
        }
    }
}
