// Reads the acts that a procedure brings itself.

import Basics
import Formats
import Forms

/// Loads `acts.xml`:
///
///     <acts>
///       <act key="check-contract" password="true">
///         <long-text key="finding" max="1000"/>
///         <outcome code="in-order"/>
///         <outcome code="not-in-order"/>
///       </act>
///
/// The words are in the procedure's `strings`: `act.<key>.title`, `.explanation`, `.button`, `.done`, `.field.<field>`,
/// `.hint.<field>` where there is one, and with outcomes `.outcome` and `.outcome.<code>`.
enum ActsFile {
    static let path = "acts.xml"

    static func load(_ bytes: [UInt8], file: String) -> ([GenericAct], [Diagnostic]) {
        var reader = ElementReader(file: file)
        guard let root = reader.root(bytes, named: "acts") else { return ([], reader.diagnostics) }
        reader.expect(root, attributes: [], children: ["act"])
        var acts: [GenericAct] = []
        for element in root.children("act") {
            guard let act = act(element, &reader) else { continue }
            if acts.contains(where: { $0.slug == act.slug }) {
                reader.report(element, "two acts have the key \(act.slug)")
            }
            acts.append(act)
        }
        return (acts, reader.diagnostics)
    }

    private static func act(_ element: XMLElement, _ reader: inout ElementReader) -> GenericAct? {
        let kinds: Set<String> = ["text", "long-text", "date", "choice", "choices", "declaration"]
        reader.expect(
            element, attributes: ["key", "password", "opens-request", "shows-persons"],
            children: kinds.union(["outcome"]))
        let slug = reader.text("key", of: element)
        guard !slug.isEmpty else { return nil }
        if slug.wholeMatch(of: #/[a-z][a-z0-9-]*/#) == nil || slug.count > Limits.formKeyCharactersMax {
            reader.report(element, "an act is named by small letters, digits and hyphens, not \(slug)")
        }
        if Acts.named(slug) != nil { reader.report(element, "\(slug) is an act of the server already") }
        var walk = FieldWalk(reader: reader, prefix: "act.\(slug).")
        let fields = element.children.filter { kinds.contains($0.name) }.compactMap { walk.field($0) }
        reader = walk.reader
        for field in fields where field.kind.options?.name != nil {
            reader.report(element, "\(field.key): lists of the server are for forms; an act writes its options out")
        }
        var outcomes: [String] = []
        for child in element.children("outcome") {
            reader.expect(child, attributes: ["code"])
            let code = reader.code("code", of: child)
            if outcomes.contains(code) { reader.report(child, "two outcomes have the code \(code)") }
            outcomes.append(code)
        }
        if outcomes.count == 1 { reader.report(element, "one outcome is no choice: give several, or none") }
        var page = ActPage()
        page.asksForPassword = reader.flag("password", of: element, default: false)
        page.opensRequest = reader.flag("opens-request", of: element, default: false)
        page.showsPersons = reader.flag("shows-persons", of: element, default: false)
        return GenericAct(
            slug: slug, fields: fields, outcomes: outcomes.isEmpty ? [slug] : outcomes, page: page, line: element.line)
    }
}
