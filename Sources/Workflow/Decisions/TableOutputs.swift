// What the rules of a decision's own table put out, for those who check what they mean.

public import FEEL

/// The output columns of a decision table, cell by cell.
public struct TableOutputs: Sendable {
    public struct Cell: Sendable {
        public let column: String
        /// What is written out; `nil` for what has to be reckoned.
        public let value: Value?
        public let line: Int
    }

    /// Where the table begins in the file.
    public let line: Int
    /// Whether the result is a list of what all rules give that match.
    public let givesAll: Bool
    public let columns: [String]
    public let cells: [Cell]
}

extension DecisionModel {
    /// The outputs of the table that makes the decision; `nil` where something else makes it.
    public func outputs(of decision: String) -> TableOutputs? {
        guard let id = id(of: decision), case .table(let table)? = decisions[id]?.logic else { return nil }
        let cells = table.rules.flatMap { rule in
            zip(table.outputs, rule.outputs).map { output, cell in
                TableOutputs.Cell(column: output.name, value: cell.expression.constant, line: cell.line)
            }
        }
        return TableOutputs(
            line: table.line, givesAll: table.policy.givesList, columns: table.outputs.map(\.name), cells: cells)
    }
}
