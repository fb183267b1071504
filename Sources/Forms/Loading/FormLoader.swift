// Reads the form of a procedure from its file.

public import Basics
import Formats

/// Loads `form.xml`:
///
///     <form id="written-request" source="…" mark="R">
///       <page key="purpose">
///         <choice key="purpose_code" list="purposes"/>
///         <long-text key="purpose_text" max="2000" hint="true"/>
///         <date key="use_until" not-before="today" not-after="today+731"/>
///
/// A field is required unless `required="false"`; `hint="true"` gives it the hint text `hint.<key>`; `visible-when`
/// takes a FEEL condition over fields that stand before it on the page; `asked-of` says who is asked it, where it is
/// not everybody.
public enum FormLoader {
    /// The form, or `nil` when the file cannot be used; the findings say what is wrong, all of it at once.
    public static func load(_ bytes: [UInt8], file: String) -> (ApplicantForm?, [Diagnostic]) {
        let (form, findings) = walk(bytes, file: file)
        return (findings.hasErrors ? nil : form, findings)
    }

    /// The form out of a text that was checked when a case was begun under it: what has become stricter since does not
    /// reach it.
    public static func read(_ bytes: [UInt8]) -> ApplicantForm? { walk(bytes, file: "").0 }

    private static func walk(_ bytes: [UInt8], file: String) -> (ApplicantForm?, [Diagnostic]) {
        var reader = ElementReader(file: file)
        guard let root = reader.root(bytes, named: "form") else { return (nil, reader.diagnostics) }
        var walk = FormWalk(reader: reader)
        let form = walk.form(root)
        return (form, walk.reader.diagnostics)
    }
}

/// One pass over the tree of a form file.
private struct FormWalk {
    static let kinds: Set = [
        "text", "long-text", "number", "date", "choice", "choices", "declaration", "attachment", "table",
    ]

    /// One for the whole form: the pages share one set of answers.
    var fields: FieldWalk
    var reader: ElementReader {
        get { fields.reader }
        set { fields.reader = newValue }
    }

    init(reader: ElementReader) {
        fields = FieldWalk(reader: reader)
        fields.hasAudiences = true
    }

    mutating func form(_ root: XMLElement) -> ApplicantForm {
        reader.expect(root, attributes: ["id", "source", "mark"], children: ["page"])
        let id = reader.text("id", of: root)
        var pages: [ApplicantForm.Page] = []
        for element in root.children("page") {
            let page = page(element, id: id)
            if pages.contains(where: { $0.key == page.key }) { reader.report(element, "two pages have this key") }
            pages.append(page)
        }
        if pages.isEmpty { reader.report(root, "the form has no page") }
        return ApplicantForm(id: id, pages: pages, provenance: reader.provenance(of: root))
    }

    private mutating func page(_ element: XMLElement, id: String) -> ApplicantForm.Page {
        reader.expect(element, attributes: ["key", "needs"], children: FormWalk.kinds)
        let key = reader.text("key", of: element)
        var need: ApplicantForm.Need?
        if element.attribute("needs") != nil {
            need = reader.word("needs", of: element, as: ApplicantForm.Need.self)
        }
        fields.beginPage()
        var read: [Field] = []
        for child in element.children where FormWalk.kinds.contains(child.name) {
            if let field = fields.field(child) { read.append(field) }
        }
        if read.isEmpty { reader.report(element, "the page has no field") }
        return ApplicantForm.Page(
            key: key, form: Form(id: "\(id)/\(key)", fields: read), need: need, line: element.line)
    }
}
