// The DMN Technology Compatibility Kit: every case passes, but for the known gaps, and those may only shrink.

import Basics
import FEEL
import Formats
import Foundation
import Testing
import Workflow

@Suite struct ConformanceTests {
    private static let suite = DecisionTestFiles.suites.appendingPathComponent("dmn-tck")

    @Test(.enabled(if: DecisionTestFiles.exists(suite)))
    func conformanceSuite() throws {
        let gaps = try knownGaps()
        var failures: [String] = []
        var passed = 0
        for folder in try Self.folders() {
            for question in try CaseFile.questions(in: folder) {
                if try question.isAnswered() {
                    passed += 1
                    #expect(!gaps.contains(question.id), "\(question.id) passes: take it off the list")
                } else if !gaps.contains(question.id) {
                    failures.append(question.id)
                }
            }
        }
        #expect(failures == [])
        #expect(passed >= 700)
    }

    private static func folders() throws -> [URL] {
        try ["level-2", "level-3"].flatMap { level in
            let folder = suite.appendingPathComponent(level)
            return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
                .map { folder.appendingPathComponent($0) }
        }
    }

    /// One case a line; what follows `#` says why.
    private func knownGaps() throws -> Set<String> {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("known-gaps.txt")
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        return Set(lines.map { $0.prefix { $0 != "#" }.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty })
    }
}

/// One question of a test file: a decision, its inputs and the answer.
private struct Question {
    let id: String
    let model: URL
    let decision: String
    let input: [String: Value]
    let expected: Value
    let mayFail: Bool

    func isAnswered() throws -> Bool {
        let (model, diagnostics) = DecisionLoader.read(try DecisionTestFiles.bytes(model), file: model.path)
        guard let model else {
            Issue.record("\(id): \(diagnostics)")
            return false
        }
        do {
            let now = Timestamp(milliseconds: 1_700_000_000_000)
            let value = try model.evaluate(decision, input: input, now: now).value
            return mayFail ? value.isNull : Question.same(value, expected)
        } catch {
            return mayFail
        }
    }

    /// Numbers may differ in the ninth digit.
    private static func same(_ left: Value, _ right: Value) -> Bool {
        switch (left, right) {
        case (.number(let left), .number(let right)):
            guard let left = Double(left.description), let right = Double(right.description) else { return false }
            return abs(left - right) <= max(abs(left), abs(right), 1) * 1e-8
        case (.list(let left), .list(let right)):
            return left.count == right.count && zip(left, right).allSatisfy { same($0, $1) }
        case (.context(let left), .context(let right)):
            return left.keys.count == right.keys.count
                && left.entries.allSatisfy { key, value in right[key].map { same(value, $0) } ?? false }
        default: return left == right
        }
    }
}

/// Reads the test files of a folder.
private enum CaseFile {
    private static let instance = "http://www.w3.org/2001/XMLSchema-instance"

    static func questions(in folder: URL) throws -> [Question] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        return try names.filter { $0.contains("-test-") && $0.hasSuffix(".xml") }.flatMap { name in
            let root = try XMLReader.read(try DecisionTestFiles.bytes(folder.appendingPathComponent(name)), file: name)
            let model = folder.appendingPathComponent((root.first("modelName")?.text ?? "").trimmed)
            return root.children("testCase").flatMap { questions(of: $0, model, folder.lastPathComponent) }
        }
    }

    private static func questions(of element: XMLElement, _ model: URL, _ folder: String) -> [Question] {
        var input: [String: Value] = [:]
        for node in element.children("inputNode") {
            input[Vocabulary.canonical(node.attribute("name") ?? "")] = value(node)
        }
        return element.children("resultNode").map { node in
            let isCall = ["decisionService", "bkm"].contains(element.attribute("type") ?? "")
            let name = isCall ? element.attribute("invocableName") ?? "" : node.attribute("name") ?? ""
            return Question(
                id: "\(folder)/\(element.attribute("id") ?? "")/\(name)", model: model, decision: name, input: input,
                expected: node.first("expected").map(value) ?? .null, mayFail: node.attribute("errorResult") == "true")
        }
    }

    private static func value(_ element: XMLElement) -> Value {
        if element.attribute("nil", namespace: instance) == "true" { return .null }
        let components = element.children("component")
        if !components.isEmpty {
            return .context(
                Context(components.map { (Vocabulary.canonical($0.attribute("name") ?? ""), value($0)) }))
        }
        if let list = element.first("list") {
            return list.attribute("nil", namespace: instance) == "true"
                ? .null : .list(List(list.children("item").map(value)))
        }
        return element.first("value").map(scalar) ?? .null
    }

    private static func scalar(_ element: XMLElement) -> Value {
        if element.attribute("nil", namespace: instance) == "true" { return .null }
        let kind = element.attribute("type", namespace: instance)?.split(separator: ":").last ?? "string"
        let text = element.text
        switch kind {
        case "boolean": return .boolean(text.trimmed == "true")
        case "decimal", "double", "integer", "float": return Decimal128(text.trimmed).map(Value.number) ?? .null
        case "date": return LocalDate(feel: text.trimmed).map(Value.date) ?? .null
        case "time": return TimeOfDay(feel: text.trimmed).map(Value.time) ?? .null
        case "dateTime": return DateTime(feel: text.trimmed).map(Value.dateTime) ?? .null
        default: return kind.hasSuffix("uration") ? Value(duration: text.trimmed) ?? .null : .string(text)
        }
    }
}
