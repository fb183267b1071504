// Prints the tables of `docs/workflows.md` from the code, so that an analyst reads what the loader takes.

import FEEL
import Forms
import Workflow

/// The tables of the document, by the name that stands in its markers. A test compares them, and writes them anew when
/// told to (`TRINHKY_GOLDEN=1`).
public enum WorkflowTables {
    public static var all: [String: String] {
        [
            "attributes": attributes, "stages": stages, "effects": effects, "sources": sources, "fields": fields,
            "generic acts": genericActs, "figures": figures,
        ]
    }

    private static var attributes: String {
        table(
            ["attribute", "on"],
            ProcessVocabulary.attributes.sorted { $0.key < $1.key }.map { name, places in
                ["`tk:\(name)`", places == ["node"] ? "every flow node" : code(places.sorted())]
            })
    }

    private static var stages: String {
        table(
            ["stage", "a case there is", "the clock", "only after"],
            Stage.allCases.map { stage in
                let clock =
                    switch stage.clock {
                    case .unchanged: "–"
                    case .runs: "runs"
                    case .pauses: "pauses"
                    case .stops: "stops"
                    }
                let after = stage.meaning.after.isEmpty ? "" : code(stage.meaning.after)
                return ["`\(stage.rawValue)`", stage.isFinal ? "over" : "open", clock, after]
            })
    }

    private static var effects: String {
        table(
            ["effect", "needs"],
            CaseEffect.allCases.map { effect in
                let need =
                    switch effect.need {
                    case .nothing: "nothing"
                    case .result(let members):
                        "a decision on the same node that gives "
                            + members.sorted { $0.key < $1.key }.map { "`\($0.key)` (\($0.value.phrase))" }
                            .joined(separator: ", ")
                    case .after(let effects): code(effects) + " before, on every way there"
                    }
                return ["`\(effect.rawValue)`", need]
            })
    }

    private static var sources: String {
        let answers = ["text", "long-text", "choice", "date", "choices", "declaration"].joined(separator: ", ")
        return table(
            ["`from`", "is"],
            CaseSource.allCases.map { source in
                ["`\(source.rawValue)`", source.type.phrase]
            } + [["`answer.<key>`", "the answer to a field of the form (\(answers))"]])
    }

    private static var fields: String {
        table(
            ["field", "kind", "what letters print of it"],
            FormChecks.readFields.keys.sorted().map { key in
                let facts = FormChecks.printedFields.filter { $0.value == key }.keys.sorted()
                return ["`\(key)`", FormChecks.readFields[key] ?? "", code(facts)]
            })
    }

    private static var genericActs: String {
        table(
            ["role", "stages"],
            Role.allCases.compactMap { role in
                GenericAct.allowed[role].map { stages in
                    [role.rawValue, code(Stage.allCases.filter(stages.contains).map(\.rawValue))]
                }
            })
    }

    private static var figures: String {
        table(
            ["figure", "is", "counts"],
            WatchFigure.allCases.map { ["`\($0.rawValue)`", $0.type.phrase, $0.meaning] })
    }

    private static func code(_ words: [String]) -> String { words.map { "`\($0)`" }.joined(separator: " ") }

    private static func table(_ head: [String], _ rows: [[String]]) -> String {
        let lines = [head, head.map { _ in "---" }] + rows
        return lines.map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n") + "\n"
    }
}
