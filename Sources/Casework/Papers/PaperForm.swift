// The official forms that papers follow, by class of requester and day.

public import Basics
import Formats
import Forms

/// One `<form>` of a paper in `papers.xml`: while it is in force the paper has its contents and carries its symbol.
public struct PaperForm: Hashable, Sendable {
    /// What stands at the head of the paper, such as `DC02`.
    public var symbol: String
    /// The official name of the form, by which pages call the paper.
    public var title: String
    /// The instrument that has it, such as `Thông tư số 17/2024/TT-BCA`.
    public var issuedBy: String
    /// The paper it is printed on.
    public var sheet: PaperSheet
    /// The path of the letter with its contents.
    var letter: String
    /// The requesters it is for.
    var classes: Set<RequesterClass>
    var from: LocalDate
    /// The first day on which it is no longer used.
    var before: LocalDate?
    /// Where that is known from: no form goes without.
    var provenance: Provenance

    /// Whether a request of that class, received on that day, goes by it. Without a request, only a form for everybody
    /// is meant.
    func applies(to requester: RequesterClass?, on day: LocalDate) -> Bool {
        let isForThem = requester.map(classes.contains) ?? (classes.count == RequesterClass.allCases.count)
        return isForThem && day >= from && (before.map { day < $0 } ?? true)
    }
}

extension PaperEntry {
    /// The form that the paper follows for such a request; `nil` where none was in force.
    public func form(for requester: RequesterClass?, on day: LocalDate) -> PaperForm? {
        forms.first { $0.applies(to: requester, on: day) }
    }

    /// The paper with the letter of that form.
    public func following(_ form: PaperForm?) -> PaperEntry {
        var entry = self
        if let form { entry.letter = form.letter }
        return entry
    }

    /// The paper with each letter it may have.
    var variants: [PaperEntry] {
        var letters: Set = [letter]
        return [self] + forms.filter { letters.insert($0.letter).inserted }.map { following($0) }
    }
}

/// Reads the forms of a paper.
struct PaperForms {
    private static let attributes: Set<String> = [
        "symbol", "title", "issued-by", "letter", "classes", "from", "before", "sheet", "source", "mark",
    ]

    /// The forms of an entry, with what is wrong with them. `own` is the letter of the paper itself.
    static func read(_ element: XMLElement, own: String, _ reader: inout ElementReader) -> [PaperForm] {
        var forms: [PaperForm] = []
        for child in element.children("form") {
            reader.expect(child, attributes: attributes, children: [])
            let before = reader.date("before", of: child, isRequired: false)
            let form = reader.date("from", of: child).map { from in
                PaperForm(
                    symbol: reader.text("symbol", of: child), title: reader.text("title", of: child),
                    issuedBy: reader.text("issued-by", of: child), sheet: sheet(of: child, &reader),
                    letter: child.attribute("letter") == nil ? own : reader.text("letter", of: child),
                    classes: reader.classes("classes", of: child), from: from, before: before,
                    provenance: reader.provenance(of: child))
            }
            guard let form else { continue }
            if let before, before <= form.from { reader.report(child, "the form ends before it begins") }
            if forms.contains(where: { meets($0, form) }) {
                reader.report(child, "two forms of one paper are in force for the same requesters on one day")
            }
            forms.append(form)
        }
        return forms
    }

    private static func sheet(of form: XMLElement, _ reader: inout ElementReader) -> PaperSheet {
        form.attribute("sheet") == nil ? .a4 : reader.word("sheet", of: form, as: PaperSheet.self) ?? .a4
    }

    private static func meets(_ one: PaperForm, _ other: PaperForm) -> Bool {
        !one.classes.isDisjoint(with: other.classes) && (one.before.map { other.from < $0 } ?? true)
            && (other.before.map { one.from < $0 } ?? true)
    }
}
