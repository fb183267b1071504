// What XMLWriter writes is read back as it was meant, and looks as a person expects.

import Basics
import Formats
import Testing

private func document(_ text: String, attribute: String? = nil) -> [UInt8] {
    var writer = XMLWriter()
    writer.open("a", attributes: attribute.map { [("x", $0)] } ?? [])
    writer.text(text)
    writer.close()
    return writer.bytes
}

@Suite struct XMLWriterTests {
    @Test func indentsElementsAndKeepsMixedContent() {
        var writer = XMLWriter()
        writer.open("a", attributes: [("xmlns:p", "urn:1"), ("p:x", "Đ")])
        writer.open("b")
        writer.element("c", text: "one")
        writer.element("d")
        writer.close()
        writer.open("e")
        writer.text("two ")
        writer.element("f", text: "three")
        writer.text(" four")
        writer.close()
        writer.close()
        #expect(
            String(decoding: writer.bytes, as: UTF8.self) == """
                <?xml version="1.0" encoding="UTF-8"?>
                <a xmlns:p="urn:1" p:x="Đ">
                  <b>
                    <c>one</c>
                    <d/>
                  </b>
                  <e>two <f>three</f> four</e>
                </a>

                """)
    }

    @Test func writesOnOneLineWhenAsked() {
        var writer = XMLWriter(indent: 0, declaration: false)
        writer.open("a")
        writer.element("b")
        writer.close()
        #expect(String(decoding: writer.bytes, as: UTF8.self) == "<a><b/></a>\n")
    }

    @Test(arguments: [
        "", "plain", "a & b < c > d \" e ' f", "]]>", "&amp;", "Nguyễn Thị Đào", "line\nline", "tab\tx", "\r\n",
        "\u{1F600}",
        "\"\u{301} onclick=", "<\u{338}", " leading and trailing ", "\u{85}\u{2028}", "\u{FFFD}\u{E000}",
    ])
    func isReadBackAsItWas(_ text: String) throws {
        let root = try XMLReader.read(document(text, attribute: text), file: "a.xml")
        #expect(Array(root.text.unicodeScalars) == Array(text.unicodeScalars))
        #expect(root.attribute("x").map { Array($0.unicodeScalars) } == Array(text.unicodeScalars))
    }

    @Test func replacesWhatXMLForbids() throws {
        let allowed: Set<UInt32> = [9, 10, 13]
        for code in (UInt32(0)..<32).filter({ !allowed.contains($0) }) + [0xFFFE, 0xFFFF] {
            let text = "a\(Character(Unicode.Scalar(code) ?? "?"))b"
            let root = try XMLReader.read(document(text, attribute: text), file: "a.xml")
            #expect(root.text == "a\u{FFFD}b")
            #expect(root.attribute("x") == "a\u{FFFD}b")
        }
    }

    @Test func carriesEveryOtherCharacter() throws {
        var text = String.UnicodeScalarView()
        for code in stride(from: UInt32(0x20), to: 0x11000, by: 7) where code != 0xFFFE && code != 0xFFFF {
            if let scalar = Unicode.Scalar(code) { text.append(scalar) }
        }
        #expect(try Array(XMLReader.read(document(String(text)), file: "a.xml").text.unicodeScalars) == Array(text))
    }

    @Test func givesTheSameBytesForTheSameCalls() {
        #expect(document("x", attribute: "y") == document("x", attribute: "y"))
    }
}
