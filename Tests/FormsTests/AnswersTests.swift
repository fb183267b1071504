// Answers: stored form and differences.

import Basics
import Foundation
import Testing

@testable import Forms

struct AnswersTests {
    private let id = AttachmentID(at: Timestamp(.test), random: Array(repeating: 9, count: 10))

    @Test func areStoredByKindAndComeBackEqual() throws {
        let answers = Answers([
            "t": .text("Đà Nẵng"), "m": .texts(["a", "b"]), "d": .date(.test), "v": .ticked, "f": .attachments([id]),
            "r": .rows([["k": "1"]]), "gone": .cleared,
        ])
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let text = String(decoding: try encoder.encode(answers), as: UTF8.self)
        #expect(text.contains(#""d":{"date":"2026-11-23"}"#))
        #expect(text.contains(#""v":{"ticked":true}"#))
        #expect(try JSONDecoder().decode(Answers.self, from: Data(text.utf8)) == answers)
    }

    @Test(arguments: [#"{"x":{}}"#, #"{"x":{"text":"a","date":"2026-11-23"}}"#, #"{"x":{"date":"31/12/2026"}}"#])
    func storedNonsenseIsRefused(text: String) {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(Answers.self, from: Data(text.utf8)) }
    }

    @Test func aKindAskedWronglyIsNoAnswer() {
        let answers = Answers(["t": .text("a")])
        #expect(answers.date("t") == nil)
        #expect(answers.texts("t").isEmpty)
        #expect(!answers.isTicked("t"))
        #expect(answers.attachments("t").isEmpty)
        #expect(answers.rows("t").isEmpty)
        #expect(answers.text("u") == nil)
    }

    @Test func differencesComeInTheOrderOfTheForm() {
        let form = Form(id: "f", fields: [Field("b", .text(max: 9)), Field("a", .text(max: 9))])
        let before = Answers(["a": .text("1"), "b": .text("1"), "old": .text("x"), "same": .ticked])
        let after = Answers(["a": .text("2"), "b": .cleared, "new": .ticked, "same": .ticked])
        let changes = after.difference(from: before, in: form)
        #expect(changes.map(\.key) == ["b", "a", "new", "old"])
        #expect(changes[0] == AnswerChange(key: "b", before: .text("1"), after: nil))
        #expect(changes[1] == AnswerChange(key: "a", before: .text("1"), after: .text("2")))
        #expect(after.difference(from: after).isEmpty)
    }
}
