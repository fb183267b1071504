// Choices, declarations, attachments and passwords.

import Basics
import Testing

@testable import Forms

struct ChoiceReadingTests {
    private let options = Options([Option("a", .key("a")), Option("b", .key("b")), Option("c", .key("c"))])

    @Test func takesOneOption() {
        #expect(reading(.choice(options), ["x": ["b"]]).value == .text("b"))
        #expect(reading(.choice(options), ["x": [""]]).codes == ["problem.choose-one"])
        #expect(reading(.choice(options), ["x": ["a", "b"]]).codes == ["problem.given-twice"])
        #expect(reading(.choice(options), ["x": ["d"]]).codes == ["problem.unknown-choice"])
        #expect(reading(.choice(options), ["x": ["A"]]).codes == ["problem.unknown-choice"])
    }

    @Test func takesSomeOptionsInTheOrderOfTheForm() {
        #expect(reading(.choices(options), ["x": ["c", "a", "c"]]).value == .texts(["a", "c"]))
        #expect(reading(.choices(options), [:]).codes == ["problem.choose-at-least-one"])
        let unknown = reading(.choices(options), ["x": ["z", "a", "d"]])
        #expect(unknown.value == nil)
        #expect(unknown.codes == ["problem.unknown-choice", "problem.unknown-choice"])
    }

    @Test func showsAnUnknownChoiceCutShort() {
        let form = Form(id: "t", fields: [Field("x", .choice(options))])
        let long = form.read(["x": String(repeating: "y", count: 500)] as FieldValues, today: .test).1
        #expect(long.first?.parameters["value"]?.count == 80)
        let hostile = form.read(["x": "\u{202E}evil"] as FieldValues, today: .test).1
        #expect(hostile.first?.parameters["value"] == "evil")
    }

    @Test func fillsNamedLists() {
        let form = Form(
            id: "t", fields: [Field("x", .choice(Options(name: "list"))), Field("y", .choices(Options(name: "other")))])
        let filled = form.filling("list", with: options.options)
        #expect(filled.read(["x": "b", "y": "b"] as FieldValues, today: .test).0.text("x") == "b")
        #expect(filled.field("y")?.kind == .choices(Options(name: "other")))
        #expect(filled.filling("list", with: []).field("x")?.kind == .choice(Options(name: "list")))
    }

    @Test(arguments: ["on", "true", "1", "yes"])
    func aTickIsAnyValueABrowserSends(raw: String) {
        #expect(reading(.declaration, ["x": [raw]]).value == .ticked)
    }

    @Test(arguments: [[], [""], ["false"], [" "]])
    func aDeclarationMustBeMade(raw: [String]) {
        #expect(reading(.declaration, ["x": raw]).codes == ["problem.not-ticked"])
        #expect(reading(.declaration, isRequired: false, ["x": raw]).codes.isEmpty)
    }

    @Test func attachmentsAreIdentifiers() throws {
        let first = AttachmentID(at: Timestamp(.test), random: Array(repeating: 1, count: 10))
        let second = AttachmentID(at: Timestamp(.test), random: Array(repeating: 2, count: 10))
        #expect(reading(.attachment(max: 2), ["x": [first.text, second.text]]).value == .attachments([first, second]))
        #expect(
            reading(.attachment(max: 1), ["x": [first.text, second.text]]).codes == ["problem.too-many-attachments"])
        #expect(reading(.attachment(max: 1), ["x": ["../etc/passwd"]]).codes == ["problem.attachment-unknown"])
        #expect(reading(.attachment(max: 1), [:]).codes == ["problem.attachment-missing"])
    }

    @Test func aPasswordIsNeverAnAnswer() {
        let given = Form(id: "t", fields: [Field("x", .password)]).read(["x": " s3cret "] as FieldValues, today: .test)
        #expect(given.1.isEmpty)
        #expect(given.0 == Answers())
        #expect(given.0.values.isEmpty)
        #expect(reading(.password, [:]).codes == ["problem.password-missing"])
        #expect(reading(.password, ["x": [String(repeating: "x", count: 257)]]).codes == ["problem.too-long"])
    }
}
