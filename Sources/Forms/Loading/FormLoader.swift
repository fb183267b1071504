// Reads the form of a procedure from its file.

public import Basics
import Formats

/// Loads `form.xml`:
///
///     <form id="written-request" version="1" source="…" mark="R">
///       <page key="purpose">
///         <choice key="purpose_code" list="purposes"/>
///         <long-text key="purpose_text" max="2000" hint="true"/>
///         <date key="use_until" not-before="today" not-after="today+731"/>
///
/// A field is required unless `required="false"`; `hint="true"` gives it the hint text `hint.<key>`; `visible-when`
/// takes a FEEL condition over fields that stand before it on the page.
public enum FormLoader {
    /// The form, or `nil` when the file cannot be used; the findings say what is wrong, all of it at once.
    public static func load(_ bytes: [UInt8], file: String) -> (ApplicantForm?, [Diagnostic]) {
        var reader = ElementReader(file: file)
        guard let root = reader.root(bytes, named: "form") else { return (nil, reader.diagnostics) }
        var walk = FormWalk(reader: reader)
        let form = walk.form(root)
        return (walk.reader.diagnostics.hasErrors ? nil : form, walk.reader.diagnostics)
    }
}

/// One pass over the tree of a form file.
private struct FormWalk {
    static let kinds: Set = [
        "text", "long-text", "date", "choice", "choices", "declaration", "attachment", "table",
    ]
    static let fieldAttributes: Set = ["key", "required", "hint", "visible-when"]

    var reader: ElementReader
    /// Keys of the whole form: the pages share one set of answers.
    private var keys: Set<String> = []

    init(reader: ElementReader) { self.reader = reader }

    mutating func form(_ root: XMLElement) -> ApplicantForm {
        reader.expect(root, attributes: ["id", "version", "source", "mark"], children: ["page"])
        let id = reader.text("id", of: root)
        let version = reader.number("version", of: root)
        var pages: [ApplicantForm.Page] = []
        for element in root.children("page") {
            let page = page(element, id: id, version: version)
            if pages.contains(where: { $0.key == page.key }) { reader.report(element, "two pages have this key") }
            pages.append(page)
        }
        if pages.isEmpty { reader.report(root, "the form has no page") }
        return ApplicantForm(id: id, version: version, pages: pages, provenance: reader.provenance(of: root))
    }

    private mutating func page(_ element: XMLElement, id: String, version: Int) -> ApplicantForm.Page {
        reader.expect(element, attributes: ["key", "needs"], children: FormWalk.kinds)
        let key = reader.text("key", of: element)
        var need: ApplicantForm.Need?
        if element.attribute("needs") != nil {
            need = reader.word("needs", of: element, as: ApplicantForm.Need.self)
        }
        var fields: [Field] = []
        for child in element.children where FormWalk.kinds.contains(child.name) {
            if let field = field(child) { fields.append(field) }
        }
        if fields.isEmpty { reader.report(element, "the page has no field") }
        return ApplicantForm.Page(
            key: key, form: Form(id: "\(id)/\(key)", version: version, fields: fields), need: need)
    }

    private mutating func field(_ element: XMLElement) -> Field? {
        let key = reader.text("key", of: element)
        guard let kind = kind(element) else { return nil }
        guard keys.insert(key).inserted else {
            reader.report(element, "two fields have this key")
            return nil
        }
        return Field(
            key, kind, isRequired: reader.flag("required", of: element, default: true),
            visibleWhen: condition(element),
            hintKey: reader.flag("hint", of: element, default: false) ? "hint.\(key)" : nil)
    }

    private mutating func condition(_ element: XMLElement) -> Condition? {
        guard let text = element.attribute("visible-when") else { return nil }
        do {
            return try Condition(text)
        } catch {
            reader.report(element, "visible-when is no condition: \(error)")
            return nil
        }
    }

    private mutating func kind(_ element: XMLElement) -> FieldKind? {
        switch element.name {
        case "text", "long-text":
            expect(element, ["max"])
            let max = reader.number("max", of: element)
            if element.attribute("max") != nil, max < 1 || max > Limits.fieldCharactersMax {
                reader.report(element, "max must lie between 1 and \(Limits.fieldCharactersMax)")
            }
            return element.name == "text" ? .text(max: max) : .longText(max: max)
        case "date":
            expect(element, ["not-before", "not-after"])
            return .date(
                DateLimits(notBefore: bound("not-before", of: element), notAfter: bound("not-after", of: element)))
        case "choice", "choices":
            expect(element, ["list"], children: ["option"])
            let options = options(element)
            return element.name == "choice" ? .choice(options) : .choices(options)
        case "declaration":
            expect(element, [])
            return .declaration
        case "attachment":
            expect(element, ["max"])
            return .attachment(max: reader.number("max", of: element, default: 1))
        case "table":
            expect(element, ["rows-max"], children: ["column"])
            return .table(table(element))
        default: return nil
        }
    }

    private mutating func expect(_ element: XMLElement, _ attributes: Set<String>, children: Set<String> = []) {
        reader.expect(element, attributes: FormWalk.fieldAttributes.union(attributes), children: children)
    }

    /// A list by name, or options written out.
    private mutating func options(_ element: XMLElement) -> Options {
        var options: [Option] = []
        for child in element.children("option") {
            reader.expect(child, attributes: ["code"], children: ["name"])
            let code = reader.text("code", of: child)
            if options.contains(where: { $0.code == code }) { reader.report(child, "two options have this code") }
            options.append(Option(code, .text(reader.bilingual("name", of: child))))
        }
        let list = element.attribute("list")
        if (list == nil) == options.isEmpty { reader.report(element, "give either a list or options") }
        return Options(name: list, options)
    }

    /// `today`, `today+30`, `today-30` or a fixed day.
    private mutating func bound(_ name: String, of element: XMLElement) -> DateLimits.Bound? {
        guard let text = element.attribute(name)?.trimmed else { return nil }
        if text == "today" { return .today() }
        if text.hasPrefix("today"), let days = Int(text.dropFirst(5)) { return .today(plus: days) }
        if let day = LocalDate(text) { return .on(day) }
        reader.report(element, "\(name) must be today, today+DAYS or a day such as 2021-07-05, not \"\(text)\"")
        return nil
    }

    private mutating func table(_ element: XMLElement) -> Table {
        var columns: [Column] = []
        for child in element.children("column") {
            reader.expect(child, attributes: ["key", "max", "required"])
            let key = reader.text("key", of: child)
            if columns.contains(where: { $0.key == key }) { reader.report(child, "two columns have this key") }
            columns.append(
                Column(
                    key, isRequired: reader.flag("required", of: child, default: true),
                    max: reader.number("max", of: child, default: 200)))
        }
        if columns.isEmpty { reader.report(element, "the table has no column") }
        return Table(columns: columns, rowsMax: reader.number("rows-max", of: element))
    }
}
