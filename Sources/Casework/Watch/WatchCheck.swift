// Checks the rules of a watch: asked with figures that there are, and every reason has its sentence.

import Basics
import FEEL
import Workflow

struct WatchCheck {
    private let procedure: Procedure
    private let files: ProcedureFiles

    init(_ procedure: Procedure, _ files: ProcedureFiles) {
        self.procedure = procedure
        self.files = files
    }

    /// What is wrong with the decision as such; nothing where the procedure has no watch.
    func findings() -> [Diagnostic] {
        guard let model = procedure.decisions[Procedure.watchDecision] else { return [] }
        guard let table = model.outputs(of: Procedure.watchDecision) else {
            return [at(0, "the watch must be a decision table")]
        }
        let wanted = WatchOutput.allCases.map(\.rawValue)
        guard table.givesAll, table.columns.sorted() == wanted.sorted() else {
            let outputs = wanted.joined(separator: ", ")
            return [at(table.line, "the watch has the hit policy COLLECT and the outputs \(outputs)")]
        }
        return asked(model, line: table.line) + table.cells.compactMap(fault)
    }

    /// The keys of the sentences that its reasons need, each with the rule that needs it.
    var words: [(String, Diagnostic)] {
        cells(of: .reason).compactMap { cell in
            cell.value?.asString.map { (Self.words + $0, at(cell.line, "")) }
        }
    }

    /// The area of the sentences in the words of the procedure.
    static let words = "watch."

    private func asked(_ model: DecisionModel, line: Int) -> [Diagnostic] {
        model.inputs(of: Procedure.watchDecision).sorted { $0.key < $1.key }.compactMap { name, type in
            guard let figure = WatchFigure(rawValue: name) else {
                return at(line, "there is no figure \(name) of a request")
            }
            return type.phrase == figure.type.phrase
                ? nil : at(line, "the figure \(name) is \(figure.type.phrase), not \(type.phrase)")
        }
    }

    private func fault(_ cell: TableOutputs.Cell) -> Diagnostic? {
        guard let text = cell.value?.asString, !text.isEmpty else {
            return at(cell.line, "\(cell.column) must be written out as a text: its sentence is looked up by it")
        }
        guard cell.column == WatchOutput.weight.rawValue, WatchWeight(rawValue: text) == nil else { return nil }
        let known = WatchWeight.allCases.map(\.rawValue).joined(separator: ", ")
        return at(cell.line, "weight is one of \(known), not \"\(text)\"")
    }

    private func cells(of output: WatchOutput) -> [TableOutputs.Cell] {
        let table = procedure.decisions[Procedure.watchDecision]?.outputs(of: Procedure.watchDecision)
        return (table?.cells ?? []).filter { $0.column == output.rawValue }
    }

    /// The file is the one whose decision it is, whatever it is called.
    private func at(_ line: Int, _ what: String) -> Diagnostic {
        let digest = procedure.decisions[Procedure.watchDecision]?.digest
        let path = files.ending("dmn").first { Digest(of: $0.bytes).hex == digest }?.path ?? ""
        return Diagnostic(file: files.place(path), line: line, element: Procedure.watchDecision, what)
    }
}
