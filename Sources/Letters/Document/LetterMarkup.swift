// Letter markup, version 1: the small XML vocabulary in which issued letters are stored for ever.

import Basics
import Casework
import Formats

/// Reads letter markup. The vocabulary is closed: an element, attribute or value it does not know is an error, so that
/// a typing mistake in a template cannot silently drop a sentence from a letter.
///
///     <letter version="1" kind="refusal" size="13|14" title="…" author="…" created="2026-11-23"
///             sheet="A4|A5" orientation="portrait|landscape" draft="true|false">
///       <foot code="what the QR code says">…</foot>
///       <heading><superior/><agency/><number/><subject/><date/></heading>
///       <title name="QUYẾT ĐỊNH" reference="(Kèm theo …)">abstract</title>
///       <centred>…</centred>  <basis>…</basis>  <addressee><to>…</to>…</addressee>  <p>…</p>
///       <article number="1">…</article>  <clause number="1">…</clause>  <point letter="a">…</point>
///       <row label="Mã hồ sơ">value</row>              <note>…</note>
///       <table numbered="true|false" columns-max="10">
///         <column width="2" align="left|centre|right">STT</column>…<tr><td>…</td>…</tr>…
///       <closing><to>…</to>…<signature><authority/><title/><remark/><name/></signature>…</closing>
///       <annex name="PHỤ LỤC" reference="(Kèm theo …)">abstract</annex>
///       <cover superior="…" agency="…" name="SỔ ĐĂNG KÝ VĂN BẢN ĐI"><line>Năm: 2026</line>…</cover>
///     </letter>
///
/// White space runs count as one space; a no-break space stays. Optional parts may be left out. Later versions of the
/// vocabulary get a new number, and version 1 keeps drawing as it does, since stored letters must not change.
public enum LetterMarkup {
    /// The letter that the markup describes.
    public static func read(_ xml: [UInt8]) throws(LetterError) -> LetterDocument {
        guard xml.count <= Limits.xmlBytesMax else { throw .tooLarge(bytes: xml.count) }
        let root: XMLElement
        do {
            root = try XMLReader.read(xml, file: "letter")
        } catch {
            let first = error.diagnostics.first
            throw .markupFaulty(line: first?.line ?? 0, reason: first?.message ?? "not XML")
        }
        var check = VocabularyCheck()
        check.run(root)
        if let fault = check.faults.first { throw .markupFaulty(line: fault.line, reason: fault.reason) }
        return try document(root)
    }

    // What follows relies on the vocabulary: attributes and elements are the ones it has.

    private static func document(_ root: XMLElement) throws(LetterError) -> LetterDocument {
        guard let size = Int(root.words("size")), let created = LocalDate(root.words("created")) else {
            preconditionFailure("the vocabulary holds size and day of a letter")
        }
        var document = LetterDocument(
            kind: PaperKind(rawValue: root.words("kind")), bodySize: size, title: root.words("title"),
            author: root.words("author"), created: created,
            sheet: .init(rawValue: root.words("sheet")) ?? .a4,
            orientation: .init(rawValue: root.words("orientation")) ?? .portrait,
            isDraft: root.words("draft") == "true", foot: nil, blocks: [])
        for element in root.children {
            if element.name == "foot" {
                document.foot = LetterFoot(text: element.words, code: element.words("code"))
            } else {
                document.blocks.append(try block(element))
            }
        }
        return document
    }

    private static func block(_ element: XMLElement) throws(LetterError) -> LetterBlock {
        switch element.name {
        case "heading": .heading(heading(element))
        case "title":
            .title(name: element.words("name"), abstract: element.words, reference: element.words("reference"))
        case "centred": .centred(element.words)
        case "basis": .basis(element.words)
        case "addressee": .addressee(element.children.map(\.words))
        case "p": .paragraph(mark: nil, text: element.words)
        case "article": marked(element, "Điều \(element.words("number")).", isBold: true)
        case "clause": marked(element, "\(element.words("number")).")
        case "point": marked(element, "\(element.words("letter")))")
        case "row": .row(label: element.words("label"), value: element.words)
        case "table": .table(table(element))
        case "closing": closing(element)
        case "annex":
            .annex(name: element.words("name"), abstract: element.words, reference: element.words("reference"))
        case "note": .note(element.words)
        case "cover":
            .cover(
                LetterCover(
                    superior: element.words("superior"), agency: element.words("agency"), name: element.words("name"),
                    lines: element.children.map(\.words)))
        default: throw .markupFaulty(line: element.line, reason: "unknown element '\(element.name)'")
        }
    }

    private static func marked(_ element: XMLElement, _ mark: String, isBold: Bool = false) -> LetterBlock {
        .paragraph(mark: LetterMark(text: mark, isBold: isBold), text: element.words)
    }

    private static func heading(_ element: XMLElement) -> LetterHeading {
        LetterHeading(
            superior: element.part("superior"), agency: element.part("agency"), number: element.part("number"),
            subject: element.part("subject"), placeAndDate: element.part("date"))
    }

    private static func table(_ element: XMLElement) -> LetterTable {
        LetterTable(
            columns: element.children("column").map { column in
                LetterTable.Column(
                    heading: column.words, width: Double(column.words("width")) ?? 1,
                    alignment: .init(rawValue: column.words("align")) ?? .left)
            },
            rows: element.children("tr").map { $0.children.map(\.words) },
            hasColumnNumbers: element.words("numbered") == "true", columnsMax: Int(element.words("columns-max")))
    }

    private static func closing(_ element: XMLElement) -> LetterBlock {
        let signatures = element.children("signature").map { signature in
            LetterSignature(
                authority: signature.part("authority"), title: signature.part("title"),
                remark: signature.part("remark"), name: signature.part("name"))
        }
        return .closing(distribution: element.children("to").map(\.words), signatures: signatures)
    }
}

extension XMLElement {
    /// The text with single spaces.
    fileprivate var words: String { singleSpaced(text) }

    /// The attribute's value with single spaces, or empty.
    fileprivate func words(_ attribute: String) -> String { self.attribute(attribute).map(singleSpaced) ?? "" }

    /// The text of a child, or empty.
    fileprivate func part(_ name: String) -> String { first(name)?.words ?? "" }
}
