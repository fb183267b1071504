// What XMLReader reads, where it says things stand, and what it refuses.

import Basics
import Formats
import Testing

private func read(_ text: String) throws -> XMLElement { try XMLReader.read(Array(text.utf8), file: "a.xml") }

private func refusal(_ text: String) -> [Diagnostic] { refusal(Array(text.utf8)) }

private func refusal(_ bytes: [UInt8]) -> [Diagnostic] {
    do throws(XMLFault) {
        _ = try XMLReader.read(bytes, file: "a.xml")
        return []
    } catch { return error.diagnostics }
}

@Suite struct XMLReaderTests {
    @Test func readsElementsAttributesAndText() throws {
        let root = try read("<a x='1' y=\"2\">one<b/>two<c>three</c></a>")
        #expect(root.name == "a")
        #expect(root.attribute("x") == "1")
        #expect(root.attribute("y") == "2")
        #expect(root.attribute("z") == nil)
        #expect(root.text == "onetwo")
        #expect(root.children.map(\.name) == ["b", "c"])
        #expect(root.first("c")?.text == "three")
        #expect(root.first("d") == nil)
        #expect(root.children("b").count == 1)
    }

    @Test func resolvesNamespaces() throws {
        let root = try read("<a xmlns='urn:1' xmlns:p='urn:2' p:x='1' x='2'><p:b/><b/><c xmlns=''/></a>")
        #expect(root.namespace == "urn:1")
        #expect(root.declarations == ["": "urn:1", "p": "urn:2"])
        #expect(root.attribute("x", namespace: "urn:2") == "1")
        #expect(root.attribute("x") == "2")
        #expect(root.children("b").count == 2)
        #expect(root.children("b", namespace: "urn:2").count == 1)
        #expect(root.first("b", namespace: "urn:1")?.namespace == "urn:1")
        #expect(root.first("c")?.namespace == "")
    }

    @Test func tellsTheLineOnWhichEachTagBegins() throws {
        let root = try read("<?xml version='1.0'?>\n<!-- one\ntwo -->\n<a\n  x='1'\n  y='2'>\n <b/>\n\n <c\n /></a>")
        #expect(root.line == 4)
        #expect(root.children.map(\.line) == [7, 9])
    }

    @Test(arguments: [
        ("&amp;", "&"), ("&lt;&gt;", "<>"), ("&quot;&apos;", "\"'"), ("&#38;", "&"), ("&#x110;", "Đ"),
        ("&amp;#38;", "&#38;"),
        ("a &amp; b &amp;amp; c", "a & b &amp; c"), ("Đỗ Thị Ước", "Đỗ Thị Ước"), ("&amp;&amp;", "&&"),
        ("&#38;#38;", "&#38;"),
        ("x&#10;y", "x\ny"),
    ])
    func resolvesReferences(_ written: String, _ meant: String) throws {
        let root = try read("<a x=\"\(written)\">\(written)</a>")
        #expect(root.text == meant)
        #expect(root.attribute("x") == meant)
    }

    @Test func joinsCharacterDataSections() throws {
        #expect(try read("<a>1<![CDATA[<&]]>2<!-- no -->3<?no no?></a>").text == "1<&23")
    }

    @Test func keepsWhiteSpace() throws {
        #expect(try read("<a> \n <b/> </a>").text == " \n  ")
    }

    /// libxml2 shows the bytes on a line of their own.
    @Test func findingsAreOneLine() {
        let found = refusal(Array("<a>".utf8) + [0xE9, 0x20, 0x41, 0x42] + Array("</a>".utf8))
        #expect(!found.isEmpty)
        #expect(found.allSatisfy { !$0.message.contains { $0.isNewline } }, "\(found)")
        #expect(found.contains { $0.message.contains("; Bytes: 0xE9") }, "\(found)")
    }

    @Test func readsOtherEncodings() throws {
        let latin = Array("<?xml version='1.0' encoding='ISO-8859-1'?><a>".utf8) + [0xE9] + Array("</a>".utf8)
        #expect(try XMLReader.read(latin, file: "a.xml").text == "é")
        let wide: [UInt8] = [0xFF, 0xFE] + "<a>Đ</a>".utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
        #expect(try XMLReader.read(wide, file: "a.xml").text == "Đ")
        let marked: [UInt8] = [0xEF, 0xBB, 0xBF] + Array("<a>Đ</a>".utf8)
        #expect(try XMLReader.read(marked, file: "a.xml").text == "Đ")
    }

    @Test(arguments: [
        ("", 0), (" ", 1), ("<a>", 1), ("<a>\n</b>", 2), ("<a>\n\n<b x='1' x='2'/></a>", 3), ("<a/>\n<b/>", 2),
        ("<a>\n&none;</a>", 2), ("<a x='\n\n&none;'/>", 3), ("<a>\n<p:b/></a>", 2), ("<a>\u{1}</a>", 1), ("text", 1),
        ("<a>&#0;</a>", 1), ("<a x=1/>", 1), ("<a x='<'/>", 1), ("<a>]]></a>", 1), ("<a>\n&#x1;</a>", 2),
    ])
    func refusesWhatIsNotWellFormed(_ text: String, _ line: Int) {
        let findings = refusal(text)
        #expect(findings.first?.line == line)
        #expect(findings.allSatisfy { $0.severity == .error && $0.file == "a.xml" && !$0.message.isEmpty })
    }

    @Test func collectsAllFindings() {
        let findings = refusal("<a>\n<p:b/>\n<q:c/>\n<r:d/></a>")
        #expect(findings.map(\.line) == [2, 3, 4])
    }

    @Test func refusesBytesThatAreNotUTF8() {
        #expect(refusal(Array("<a>".utf8) + [0xC3, 0x28] + Array("</a>".utf8)).first?.line == 1)
    }

    @Test(arguments: [
        "<!DOCTYPE a><a/>", "<!DOCTYPE a SYSTEM 'http://127.0.0.1:9/a.dtd'><a/>",
        "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>",
        "<!DOCTYPE a [<!ENTITY % e SYSTEM 'file:///etc/passwd'>%e;]><a/>",
        "<!DOCTYPE a [<!ENTITY a '0'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;'>]><a x='&c;'>&c;</a>",
    ])
    func refusesDocumentTypes(_ text: String) {
        let findings = refusal("<!-- -->\n" + text)
        #expect(findings.first?.message == "a document type declaration is not allowed")
        #expect(findings.first?.line == 2)
    }

    @Test func refusesTheBillionLaughsAtOnce() {
        var text = "<!DOCTYPE a [<!ENTITY e0 'ha'>"
        for level in 1...30 { text += "<!ENTITY e\(level) '" + String(repeating: "&e\(level - 1);", count: 10) + "'>" }
        let clock = ContinuousClock()
        let elapsed = clock.measure { #expect(!refusal(text + "]><a>&e30;</a>").isEmpty) }
        #expect(elapsed < .seconds(1))
    }

    @Test func refusesDeepNesting() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "<a>\n", count: depth) + String(repeating: "</a>", count: depth)
        }
        #expect(try read(nested(Limits.xmlDepthMax)).line == 1)
        let findings = refusal(nested(Limits.xmlDepthMax + 1))
        #expect(findings.count == 1)
        #expect(findings.first?.line == Limits.xmlDepthMax + 1)
        #expect(!refusal(nested(100_000)).isEmpty)
    }

    @Test func refusesTooManyBytes() throws {
        let frame = "<a></a>".utf8.count
        let full = "<a>" + String(repeating: "x", count: Limits.xmlBytesMax - frame) + "</a>"
        #expect(try read(full).text.utf8.count == Limits.xmlBytesMax - frame)
        #expect(refusal(full + " ").first?.line == 0)
    }

    @Test func followsNoInclusion() throws {
        let root = try read(
            "<a xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include href='/etc/passwd' parse='text'/></a>")
        #expect(root.children.map(\.name) == ["include"])
        #expect(root.text == "")
    }

    @Test func readsFromManyTasksAtOnce() async {
        let names = await withTaskGroup(of: String?.self) { group in
            for index in 0..<200 { group.addTask { try? read("<a><b\(index)/></a>").children.first?.name } }
            return await group.reduce(into: Set<String>()) { if let name = $1 { $0.insert(name) } }
        }
        #expect(names.count == 200)
    }

    /// libxml2 takes an age over an element with very many attributes: it is refused before, where it stands.
    @Test func attributesAreBounded() throws {
        func element(_ count: Int) -> String {
            "<!-- <b x='\"> -->\n<a " + (0..<count).map { "a\($0)=\"<'\"" }.joined(separator: " ") + "/>"
        }
        let most = element(Limits.xmlAttributesMax).replacing("<'", with: "'")
        #expect(try read(most).attribute("a255") == "'")
        let found = refusal(element(200_000))
        #expect(found.map(\.line) == [2])
        #expect(found.first?.message == "an element has more than 256 attributes")
        let wide = Array(element(300).utf16).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(refusal([0xFF, 0xFE] + wide).map(\.message) == ["an element has more than 256 attributes"])
        let text = "<a><![CDATA[ a < b \(String(repeating: "\"x\" ", count: 1_000)) ]]></a>"
        #expect(try read(text).text.count > 4_000)
    }
}
