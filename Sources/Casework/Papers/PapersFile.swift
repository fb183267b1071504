// Reads the entries of a `papers.xml`.

import Basics
import Formats
import Forms

/// Loads `papers.xml`:
///
///     <papers>
///       <paper kind="approval-decision" letter="letters/approval-decision.xml" size="14" notation="QĐ"
///              type="Quyết định" series="outgoing" facts="office requester case grant signer" mark="V" source="…">
///         <name lang="vi">Quyết định cho phép</name>
///         <name lang="en">Approval decision</name>
///         <subject>Quyết định cho phép {organization} …</subject>
///       </paper>
///
/// `notation` is left out for a công văn, `drafted-by="desk"` marks the slips of the reception desk, `persons="true"`
/// prints the persons, `refers-to` names an earlier paper of the case. A `<form>` is an official form that the paper
/// follows in its time, with a letter of its own where the contents differ. Words of a paper are Vietnamese; only its
/// name is shown on pages.
enum PapersFile {
    /// Who drafts a paper where it is not the unit of the office.
    private enum Drafter: String, CaseIterable { case desk }
    /// Decree 30/2020, Appendix I: body text has 13 or 14 points.
    private static let sizes = 13...14
    private static let attributes: Set<String> = [
        "kind", "letter", "size", "notation", "drafted-by", "type", "series", "refers-to", "facts", "persons", "source",
        "mark",
    ]

    static func load(_ bytes: [UInt8], file: String) -> ([PaperEntry], [Diagnostic]) {
        var reader = ElementReader(file: file)
        guard let root = reader.root(bytes, named: "papers") else { return ([], reader.diagnostics) }
        reader.expect(root, attributes: [], children: ["paper"])
        var entries: [PaperEntry] = []
        for element in root.children("paper") {
            guard let entry = entry(element, &reader) else { continue }
            if let other = entries.first(where: { $0.kind == entry.kind }) {
                reader.report(element, "the paper \(entry.kind.rawValue) stands on line \(other.line) already")
            } else {
                entries.append(entry)
            }
        }
        if entries.isEmpty { reader.report(root, "there is no <paper>") }
        return (entries, reader.diagnostics)
    }

    /// The entry; `nil` for one that lacks what nothing harmless can stand for.
    private static func entry(_ element: XMLElement, _ reader: inout ElementReader) -> PaperEntry? {
        reader.expect(element, attributes: attributes, children: ["name", "subject", "form"])
        let kind = reader.text("kind", of: element)
        if !kind.isEmpty, !isSlug(kind) {
            reader.report(element, "a paper is named by small letters, digits and hyphens, not \(kind)")
        }
        let letter = reader.text("letter", of: element)
        let size = reader.number("size", of: element)
        if !sizes.contains(size) {
            reader.report(element, "size must be \(sizes.lowerBound) or \(sizes.upperBound)")
        }
        let series = reader.word("series", of: element, as: PaperEntry.Series.self) ?? .none
        let notation = optional("notation", of: element, &reader)
        if let notation, series == .none || !isNotation(notation) {
            let what =
                series == .none
                ? "a paper without a number has no notation"
                : "notation must be letters and digits such as QĐ, not \"\(notation)\""
            reader.report(element, what)
        }
        let drafter =
            element.attribute("drafted-by") == nil
            ? nil : reader.word("drafted-by", of: element, as: Drafter.self)
        if drafter != nil, notation == nil { reader.report(element, "a slip of the desk has its notation") }
        let entry = PaperEntry(
            kind: PaperKind(rawValue: kind), letter: letter,
            forms: PaperForms.read(element, own: letter, &reader), bodySize: size, notation: notation,
            isOfDesk: drafter == .desk, series: series,
            type: optional("type", of: element, &reader),
            refersTo: optional("refers-to", of: element, &reader).map(PaperKind.init(rawValue:)),
            facts: facts(element, &reader), printsPersons: reader.flag("persons", of: element, default: false),
            name: reader.bilingual("name", of: element), subject: subject(element, series, &reader),
            provenance: reader.provenance(of: element), line: element.line)
        return kind.isEmpty || letter.isEmpty ? nil : entry
    }

    private static func facts(_ element: XMLElement, _ reader: inout ElementReader) -> Set<FactGroup> {
        var groups: Set<FactGroup> = []
        for word in reader.text("facts", of: element).split(separator: " ") {
            guard let group = FactGroup(rawValue: String(word)), FactGroup.named.contains(group) else {
                let known = FactGroup.named.map(\.rawValue).joined(separator: ", ")
                reader.report(element, "there are no facts \(word); there are \(known)")
                continue
            }
            if !groups.insert(group).inserted { reader.report(element, "the facts \(word) are named twice") }
        }
        return groups
    }

    /// A register holds what is numbered, and the requester's own document when it comes in.
    private static func subject(
        _ element: XMLElement, _ series: PaperEntry.Series, _ reader: inout ElementReader
    ) -> String {
        let found = element.children("subject")
        let text = found.first.map { ElementReader.paragraph($0.text) } ?? ""
        let isNeeded = series == .outgoing || element.attribute("kind") == PaperKind.request.rawValue
        if found.count > 1 || (isNeeded || !found.isEmpty) && text.isEmpty {
            reader.report(element, "the paper needs one <subject> with a text, for the register")
        }
        if text.replacing(PaperEntry.organizationPlace, with: "").contains(where: { "{}".contains($0) }) {
            reader.report(element, "a subject has no other place than \(PaperEntry.organizationPlace)")
        }
        return text
    }

    private static func optional(
        _ name: String, of element: XMLElement, _ reader: inout ElementReader
    ) -> String? {
        element.attribute(name) == nil ? nil : reader.text(name, of: element)
    }

    private static func isSlug(_ text: String) -> Bool {
        text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "-") }
    }

    private static func isNotation(_ text: String) -> Bool { text.allSatisfy { $0.isLetter || $0.isNumber } }
}
