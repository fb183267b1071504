// Text fields: normal form, limits, what is refused.

import Basics
import Testing

@testable import Forms

struct TextReadingTests {
    @Test(arguments: [
        ("  mở tài khoản ", "mở tài khoản"), ("a\tb", "a b"), ("\u{00A0}a\u{00A0}", "a"),
        ("Tie\u{0302}\u{0301}ng", "Tiếng"), ("plain", "plain"),
        ("Nguyễn\u{200B} Văn\u{200C} \u{2060}A\u{AD}n\u{FEFF}\u{200D}\u{FE0F}", "Nguyễn Văn An"),
        ("Nguyễn\u{3000}Văn\u{A0}An\u{2009}", "Nguyễn Văn An"), ("e\u{34F}\u{301}", "é"),
    ])
    func takesTheNormalForm(raw: String, expected: String) throws {
        let result = reading(.text(max: 50), ["x": [raw]])
        #expect(result.codes.isEmpty)
        let value = try #require(result.value)
        #expect(value == .text(expected))
        guard case .text(let text) = value else { return }
        #expect(Array(text.unicodeScalars) == Array(expected.unicodeScalars), "stored in form C, scalar by scalar")
    }

    @Test(arguments: ["", " ", "\t\n", "\u{00A0}"])
    func asksForWhatIsMissing(raw: String) {
        #expect(reading(.text(max: 5), ["x": [raw]]).codes == ["problem.required"])
        #expect(reading(.text(max: 5), [:]).codes == ["problem.required"])
        let optional = reading(.text(max: 5), isRequired: false, ["x": [raw]])
        #expect(optional.value == nil)
        #expect(optional.codes.isEmpty)
    }

    @Test func countsCharactersAfterNormalising() {
        #expect(reading(.text(max: 5), ["x": ["  Tie\u{0302}\u{0301}ng  "]]).value == .text("Tiếng"))
        #expect(reading(.text(max: 4), ["x": ["Tiếng"]]).codes == ["problem.too-long"])
        let (_, problems) = Form(id: "t", fields: [Field("x", .text(max: 4))])
            .read(FieldValues(["x": ["Tiếng"]]), today: .test)
        #expect(problems.first?.parameters == ["max": "4", "length": "5"])
    }

    @Test(arguments: [
        "a\u{0}b", "a\u{7}b", "a\u{1B}[31m", "a\u{7F}", "a\u{85}b", "a\u{202E}b", "a\u{2066}b",
        "a\u{FFFF}",
        "a\u{2028}b", "a\nb", "a\r\nb",
    ])
    func refusesWhatCannotBePrintedOnOneLine(raw: String) {
        #expect(reading(.text(max: 50), ["x": [raw]]).codes == ["problem.control-character"])
    }

    @Test(arguments: [("a\r\nb", "a\nb"), ("a\rb", "a\nb"), ("a\n\nb\n", "a\n\nb"), ("a\r\r\nb", "a\n\nb")])
    func keepsLinesOfLongText(raw: String, expected: String) {
        #expect(reading(.longText(max: 50), ["x": [raw]]).value == .text(expected))
    }

    @Test func namesTheCharacterThatCannotBeUsed() {
        for (raw, name) in [("a\u{7}b", "U+0007"), ("a\u{202E}b", "U+202E"), ("a\nb", "U+000A")] {
            let (_, problems) = Form(id: "t", fields: [Field("x", .text(max: 9))])
                .read(FieldValues(["x": [raw]]), today: .test)
            #expect(problems.map(\.parameters) == [["character": name]])
        }
        let shown: [Unicode.Scalar] = ["\u{1F600}", "漢", "\u{300}", "\u{E000}", "a"]
        #expect(Unicode.Scalar.codePoints(shown) == "U+1F600 😀, U+6F22 漢, U+0300, U+E000, U+0061 a")
    }

    @Test func refusesTheSameFieldTwice() {
        #expect(reading(.text(max: 50), ["x": ["a", "b"]]).codes == ["problem.given-twice"])
    }

    @Test func normalisingTwiceChangesNothing() throws {
        for raw in ["  a ", "e\u{0301}", "x\r\ny", "Nguyễn Thị Đào", "\u{1E9B}\u{0323}", "\u{200B} a \u{200B}"] {
            let once = try CleanText.clean(raw, allowsLines: true)
            #expect(try CleanText.clean(once, allowsLines: true) == once)
        }
    }

    @Test func theShortWayAndTheLongWayAgreeOnEveryCharacter() {
        // A tab at the end forces the long way and is then trimmed off.
        for value in (0..<0x3000).map(UInt32.init) + [0xFEFF, 0xFFFF, 0x1F600] {
            guard let scalar = Unicode.Scalar(value), value != 9, value != 10, value != 13 else { continue }
            let text = "a\(Character(scalar))b"
            let short = try? CleanText.clean(text, allowsLines: false)
            let long = try? CleanText.clean(text + "\t", allowsLines: false)
            #expect(short.map { Array($0.utf8) } == long.map { Array($0.utf8) }, "U+\(String(value, radix: 16))")
        }
    }
}
