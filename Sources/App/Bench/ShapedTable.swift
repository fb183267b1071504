// Decision tables of a given shape, to be measured.

import Basics
import FEEL
import Workflow

/// A unique table of four columns, each of whose rules is met by one question and no other.
struct ShapedTable {
    let name: String
    let rules: Int
    /// Numbers are asked for by a range, texts by their name.
    let isOfNumbers: Bool

    static let texts = ShapedTable(name: "texts_24", rules: 24, isOfNumbers: false)
    static let all = [
        texts, ShapedTable(name: "numbers_24", rules: 24, isOfNumbers: true),
        ShapedTable(name: "numbers_240", rules: 240, isOfNumbers: true),
    ]

    private static let columns = 4

    /// An answer of a question, as FEEL and as JSON have it.
    enum Answer {
        case text(String)
        case number(Int)

        var value: Value {
            switch self {
            case .text(let text): .string(text)
            case .number(let number): .integer(number)
            }
        }

        var json: String {
            switch self {
            case .text(let text): "\"\(text)\""
            case .number(let number): String(number)
            }
        }
    }

    /// One question a rule.
    var questions: [[String: Answer]] {
        (0..<rules).map { rule in
            Dictionary(
                uniqueKeysWithValues: (0..<Self.columns).map { column in
                    let answer = isOfNumbers ? Answer.number(rule * 10 + column) : .text("v\(rule)-\(column)")
                    return ("c\(column)", answer)
                })
        }
    }

    func model() throws -> DecisionModel {
        let (model, findings) = DecisionLoader.load(file, file: "shaped.dmn")
        guard let model else { throw CommandFault(findings.map(\.description).joined(separator: "\n")) }
        return model
    }

    /// A request of `dmn evaluate --batch`.
    func line(_ question: [String: Answer]) -> String {
        let input = question.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value.json)" }
        return #"{"model":"shaped.dmn","decision":"shaped","input":{"# + input.joined(separator: ",") + "}}"
    }

    /// The model as a file of DMN 1.5.
    var file: [UInt8] {
        let type = isOfNumbers ? "number" : "string"
        let columns = 0..<Self.columns
        let data = columns.map {
            #"<inputData id="d\#($0)" name="c\#($0)"><variable name="c\#($0)" typeRef="\#(type)"/></inputData>"#
        }
        let needs = columns.map {
            ##"<informationRequirement><requiredInput href="#d\##($0)"/></informationRequirement>"##
        }
        let inputs = columns.map {
            #"<input id="i\#($0)"><inputExpression typeRef="\#(type)"><text>c\#($0)</text></inputExpression></input>"#
        }
        let rows = (0..<rules).map { rule in
            let cells = columns.map { "<inputEntry><text>\(cell(rule, $0))</text></inputEntry>" }
            return "<rule id=\"r\(rule)\">\(cells.joined())<outputEntry><text>\(rule)</text></outputEntry></rule>"
        }
        let text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/"
                id="m" name="shaped" namespace="urn:shaped">
            \(data.joined(separator: "\n"))
            <decision id="shaped" name="shaped"><variable name="shaped" typeRef="number"/>
            \(needs.joined(separator: "\n"))
            <decisionTable hitPolicy="UNIQUE">
            \(inputs.joined(separator: "\n"))
            <output id="o" typeRef="number"/>
            \(rows.joined(separator: "\n"))
            </decisionTable></decision></definitions>
            """
        return Array(text.utf8)
    }

    private func cell(_ rule: Int, _ column: Int) -> String {
        isOfNumbers ? "[\(rule * 10)..\(rule * 10 + 9)]" : "\"v\(rule)-\(column)\""
    }
}
