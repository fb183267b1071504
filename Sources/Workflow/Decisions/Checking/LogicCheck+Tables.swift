// Checks what stands in the columns and cells of decision tables.

import FEEL

extension LogicCheck {
    /// The type of what the table yields by its hit policy.
    mutating func type(
        of table: DecisionTable, _ names: KnownNames, as wanted: FEELType, _ what: String
    ) -> FEELType {
        let before = problems.count
        let tested = table.inputs.enumerated().map { index, input in
            check(input, table.rules.map { $0.cells[index] }, names)
        }
        var columns: [FEELType] = []
        for (index, output) in table.outputs.enumerated() {
            columns.append(type(of: output, table.rules.map { $0.outputs[index] }, names))
        }
        let result = table.policy.result(of: table.outputs.map(\.name), columns)
        check(columns, of: table, against: table.policy.givesList ? wanted.element : wanted, what)
        if table.outputs.count == 1 || !table.policy.keepsColumns, !result.mayBe(wanted) {
            report(table.line, "\(what) is declared as \(wanted.phrase), and the table yields \(result.phrase)")
        }
        if problems.count == before { analyse(table, tested) }
        return result
    }

    /// The type of what the column tests.
    private mutating func check(
        _ input: DecisionTable.Input, _ cells: [TableCell], _ names: KnownNames
    ) -> FEELType {
        let actual = type(of: input.source, names)
        if !actual.mayBe(input.declared) {
            let what = "the column '\(input.label)' is declared as \(input.declared.phrase)"
            report(input.source.line, "\(what), but what is tested is \(actual.phrase)")
        }
        let tested = actual.isKnown ? actual : input.declared
        if let allowed = input.allowed { report(allowed.tests.problems(knowing: names, testing: tested), allowed.line) }
        for cell in cells {
            let problems = cell.tests.problems(knowing: names, testing: tested)
            report(problems, cell.line)
            guard problems.isEmpty, case .values(let literals, _) = cell.tests.shape else { continue }
            for literal in literals where !input.mayBe(literal, tested) {
                report(cell.line, "\(literal.literal) is none of the values that '\(input.label)' may have")
            }
        }
        return tested
    }

    /// The type of a column: what is declared, else what its cells have in common.
    private mutating func type(
        of output: DecisionTable.Output, _ cells: [PlacedExpression], _ names: KnownNames
    ) -> FEELType {
        let what = output.name.isEmpty ? "the output" : "the output '\(output.name)'"
        if let allowed = output.allowed {
            report(allowed.tests.problems(knowing: names, testing: output.type), allowed.line)
        }
        var common = FEELType.null
        for cell in cells + [output.standard].compactMap({ $0 }) {
            let type = type(of: cell, names)
            if !type.mayBe(output.type) {
                report(cell.line, "\(what) is \(output.type.phrase), and the cell is \(type.phrase)")
            }
            fit(cell, output.allowed?.tests, output.type, what)
            common = common.joined(with: type)
        }
        return output.type.isKnown ? output.type : common
    }

    /// The columns of a table whose result has members are those members.
    private mutating func check(
        _ columns: [FEELType], of table: DecisionTable, against wanted: FEELType, _ what: String
    ) {
        guard table.outputs.count > 1, table.policy.keepsColumns, wanted.isKnown else { return }
        let first = table.line
        guard case .context(let members) = wanted.base else {
            let several = "the table has \(columns.count) outputs"
            if case .list = wanted.base { return }
            return report(first, "\(what) is declared as \(wanted.phrase), but \(several)")
        }
        guard !members.isEmpty else { return }
        for (output, type) in zip(table.outputs, columns) {
            guard let member = members[output.name] else {
                report(output.line, "the output '\(output.name)' is no member of what \(what) is declared as")
                continue
            }
            if !type.mayBe(member) {
                let declared = "\(what) has '\(output.name)' as \(member.phrase)"
                report(output.line, "\(declared), but the output is \(type.phrase)")
            }
        }
        for name in members.keys.sorted() where !table.outputs.contains(where: { $0.name == name }) {
            report(first, "the table has no output '\(name)', which \(what) is declared to have")
        }
    }
}

extension DecisionTable.Input {
    /// Whether the column may hold that literal, as far as its allowed values say.
    fileprivate func mayBe(_ literal: Value, _ type: FEELType) -> Bool {
        if literal.isNull { return true }
        let evaluation = Evaluation()
        if let allowed, !allowed.tests.admit(literal, Scope(), evaluation) { return false }
        guard case .restricted = type else { return true }
        return !literal.coerced(to: type, evaluation).isNull
    }
}

extension HitPolicy {
    /// Whether the result is a list of what the rules yield.
    var givesList: Bool {
        switch self {
        case .ruleOrder, .outputOrder, .collect(nil): true
        case .unique, .any, .first, .priority, .collect: false
        }
    }

    /// Whether the outputs of rules come out as they are.
    fileprivate var keepsColumns: Bool { if case .collect(.some) = self { false } else { true } }

    fileprivate func result(of names: [String], _ columns: [FEELType]) -> FEELType {
        let row: FEELType =
            columns.count == 1
            ? columns[0] : .context(Dictionary(zip(names, columns)) { first, _ in first })
        switch self {
        case .collect(.count): return .number
        default: return givesList ? .list(row) : row
        }
    }
}
