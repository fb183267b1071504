// The enclosures of a request in words: what they are, where they open, what became of the paper.

import Basics
import Casework
import Records
import Registry

/// Lines about the enclosures of one case.
struct EnclosureLines {
    let dossier: Dossier

    private var t: Strings { dossier.t }
    private var state: CaseState { dossier.state }

    /// What an enclosure is called: its title, or else its kind.
    static func name(of document: AttachmentReference, _ t: Strings) -> String {
        document.title.isEmpty ? name(of: document.kind, t) : document.title
    }

    static func name(of kind: Evidence.Kind, _ t: Strings) -> String { t("acts.evidence.\(kind.rawValue)") }

    /// Everything enclosed: each file opens under its own name, paper says whether it has come.
    var lines: [SummaryListView.Line] {
        let files = state.documents.map { document in
            SummaryListView.Line(
                document.fileName, SitePath(.caseDocument, state.id.text, document.id.text),
                note: Self.name(of: document, t))
        }
        return files + state.onPaper.map { SummaryListView.Line(Self.name(of: $0, t), note: paper) }
    }

    private var paper: String {
        guard let clerk = state.acceptedBy, let moment = state.acceptedAt else {
            return t("cases.documents.paper-waiting")
        }
        return t("cases.documents.paper-confirmed", ["name": clerk.name, "day": moment.date.dayFirst])
    }

    /// What is asked for, whether it must be there, and how it is given.
    func asked(on day: LocalDate) -> [String] {
        state.evidence(of: dossier.service, on: day).map { evidence in
            let given =
                switch state.standing(of: evidence.kind) {
                case .enclosed: "cases.evidence.enclosed"
                case .onPaper: "cases.evidence.on-paper"
                case .byAccount: "cases.evidence.by-account"
                case .missing: "cases.evidence.missing"
                }
            let need = evidence.isRequired ? ["cases.evidence.required"] : []
            let isGiven = state.standing(of: evidence.kind) != .missing
            let asked = evidence.isRequired || isGiven ? [] : ["cases.evidence.asked"]
            let words = need + asked + (isGiven || evidence.isRequired ? [given] : [])
            let share = evidence.isPerPerson ? [named].compactMap(\.self) : []
            return "\(Self.name(of: evidence.kind, t)) (\((words.map { t($0) } + share).joined(separator: "; ")))"
        }
    }

    /// For how many persons of the list a file is named; `nil` where the list names none, as when one paper is about
    /// all of them.
    private var named: String? {
        guard let list = state.subjects, let enclosures = list.enclosures else { return nil }
        return t("cases.evidence.named", ["persons": String(enclosures.persons), "count": String(list.count)])
    }

    /// Both lists as one line of text, for comparing before and after.
    static func summary(_ enclosures: Enclosures, _ t: Strings) -> String {
        if enclosures.isEmpty { return t("cases.no-documents") }
        let files = enclosures.documents.map { "\(name(of: $0, t)) – \($0.fileName)" }
        let papers = enclosures.onPaper.map { "\(name(of: $0, t)) (\(t("cases.evidence.on-paper")))" }
        return (files + papers).joined(separator: "; ")
    }
}
