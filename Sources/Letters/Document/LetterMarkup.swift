// Letter markup, version 1: the small XML vocabulary in which issued letters are stored for ever.

import Basics
import Casework
import Formats

/// Reads letter markup. The vocabulary is closed: an element, attribute or value it does not know is an error, so that
/// a typing mistake in a template cannot silently drop a sentence from a letter.
///
///     <letter version="1" kind="refusal" size="13|14" title="…" author="…" created="2026-11-23"
///             orientation="portrait|landscape" draft="true|false">
///       <foot>…</foot>
///       <heading><superior/><agency/><number/><subject/><date/></heading>
///       <title name="QUYẾT ĐỊNH" reference="(Kèm theo …)">abstract</title>
///       <centred>…</centred>  <basis>…</basis>  <addressee><to>…</to>…</addressee>  <p>…</p>
///       <article number="1">…</article>  <clause number="1">…</clause>  <point letter="a">…</point>
///       <row label="Mã hồ sơ">value</row>              <note>…</note>
///       <table numbered="true|false"><column width="2" align="left|centre|right">STT</column>…<tr><td>…</td>…</tr>…
///       <closing><to>…</to>…<signature><authority/><title/><remark/><name/></signature>…</closing>
///       <annex name="PHỤ LỤC" reference="(Kèm theo …)">abstract</annex>
///     </letter>
///
/// White space runs count as one space; a no-break space stays. Optional parts may be left out. Later versions of the
/// vocabulary get a new number, and version 1 keeps drawing as it does, since stored letters must not change.
public enum LetterMarkup {
    /// Decree 30/2020, Appendix I: body text has 13 or 14 points.
    private static let sizes = 13...14

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
        return try document(MarkupElement(root))
    }

    private static func document(_ root: MarkupElement) throws(LetterError) -> LetterDocument {
        try root.expect(
            "letter", attributes: ["version", "kind", "size", "title", "author", "created", "orientation", "draft"])
        guard try root.required("version") == "1" else { throw root.fault("unknown version of letter markup") }
        let kind = PaperKind(rawValue: try root.required("kind"))
        guard let size = Int(try root.required("size")), sizes.contains(size) else {
            throw root.fault("'size' is neither \(sizes.lowerBound) nor \(sizes.upperBound)")
        }
        guard let created = LocalDate(try root.required("created")) else { throw root.fault("'created' is no date") }
        var document = LetterDocument(
            kind: kind, bodySize: size, title: root.attribute("title"), author: root.attribute("author"),
            created: created,
            orientation: try root.choice("orientation", otherwise: .portrait),
            isDraft: try root.flag("draft"), foot: nil, blocks: [])
        for element in root.children {
            if element.name == "foot" {
                document.foot = try element.onlyText()
            } else {
                document.blocks.append(try block(element))
            }
        }
        return document
    }

    private static func block(_ element: MarkupElement) throws(LetterError) -> LetterBlock {
        switch element.name {
        case "heading": return .heading(try heading(element))
        case "title":
            return .title(
                name: try element.required("name"), abstract: try element.onlyText(attributes: ["name", "reference"]),
                reference: element.attribute("reference"))
        case "centred": return .centred(try element.onlyText())
        case "basis": return .basis(try element.onlyText())
        case "addressee": return .addressee(try element.texts(of: "to"))
        case "p": return .paragraph(mark: nil, text: try element.onlyText())
        case "article":
            let mark = LetterMark(text: "Điều \(try element.required("number")).", isBold: true)
            return .paragraph(mark: mark, text: try element.onlyText(attributes: ["number"]))
        case "clause":
            let mark = LetterMark(text: "\(try element.required("number")).", isBold: false)
            return .paragraph(mark: mark, text: try element.onlyText(attributes: ["number"]))
        case "point":
            let mark = LetterMark(text: "\(try element.required("letter")))", isBold: false)
            return .paragraph(mark: mark, text: try element.onlyText(attributes: ["letter"]))
        case "row":
            return .row(label: try element.required("label"), value: try element.onlyText(attributes: ["label"]))
        case "table": return .table(try table(element))
        case "closing": return try closing(element)
        case "annex":
            return .annex(
                name: try element.required("name"), abstract: try element.onlyText(attributes: ["name", "reference"]),
                reference: element.attribute("reference"))
        case "note": return .note(try element.onlyText())
        default: throw element.fault("unknown element '\(element.name)'")
        }
    }

    private static func heading(_ element: MarkupElement) throws(LetterError) -> LetterHeading {
        let parts = try element.parts(["superior", "agency", "number", "subject", "date"])
        return LetterHeading(
            superior: parts["superior"] ?? "", agency: parts["agency"] ?? "", number: parts["number"] ?? "",
            subject: parts["subject"] ?? "", placeAndDate: parts["date"] ?? "")
    }

    private static func table(_ element: MarkupElement) throws(LetterError) -> LetterTable {
        try element.expect("table", attributes: ["numbered"])
        var table = LetterTable(columns: [], rows: [], hasColumnNumbers: try element.flag("numbered"))
        for child in element.children {
            switch child.name {
            case "column":
                guard let width = Double(try child.required("width")), width > 0, width < 1000 else {
                    throw child.fault("a column's width is a positive number")
                }
                table.columns.append(
                    .init(
                        heading: try child.onlyText(attributes: ["width", "align"]), width: width,
                        alignment: try child.choice("align", otherwise: .left)))
            case "tr":
                let cells = try child.texts(of: "td")
                guard cells.count == table.columns.count else {
                    throw child.fault("a row of \(cells.count) cells in a table of \(table.columns.count) columns")
                }
                table.rows.append(cells)
            default: throw child.fault("unknown element '\(child.name)' in a table")
            }
        }
        guard !table.columns.isEmpty else { throw element.fault("a table without columns") }
        return table
    }

    private static func closing(_ element: MarkupElement) throws(LetterError) -> LetterBlock {
        try element.expect("closing", attributes: [])
        var distribution: [String] = []
        var signatures: [LetterSignature] = []
        for child in element.children {
            switch child.name {
            case "to": distribution.append(try child.onlyText())
            case "signature":
                let parts = try child.parts(["authority", "title", "remark", "name"])
                signatures.append(
                    LetterSignature(
                        authority: parts["authority"] ?? "", title: parts["title"] ?? "",
                        remark: parts["remark"] ?? "", name: parts["name"] ?? ""))
            default: throw child.fault("unknown element '\(child.name)' in a closing")
            }
        }
        guard signatures.count <= 2 else { throw element.fault("more than two signatures side by side") }
        return .closing(distribution: distribution, signatures: signatures)
    }
}
