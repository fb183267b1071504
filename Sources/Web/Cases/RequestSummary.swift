// What a request says, as labels and values: for the check page, the case page and whoever decides.

import Basics
import Casework
import Forms
import Records
import Registry

/// The answers of a request in the order of its form.
struct RequestSummary {
    let dossier: Dossier
    /// What stands in the record where a person wants another value, for who decides on that.
    let standing: StandingValue?

    init(_ dossier: Dossier, standing: StandingValue? = nil) {
        self.dossier = dossier
        self.standing = standing
    }

    var t: Strings { dossier.t }
    var state: CaseState { dossier.state }

    /// The rows, with a link to each page that may be changed.
    func rows(mayChange: (_ page: String) -> Bool = { _ in false }) -> [SummaryListView.Row] {
        var rows = [
            SummaryListView.Row(t("cases.organization\(dossier.manner)"), state.requester.name),
            SummaryListView.Row(t("cases.service"), t(dossier.service.name)),
        ]
        for page in dossier.pages {
            let change = mayChange(page.key) ? SitePath.page(page.key, of: state.id) : nil
            rows += self.rows(of: page, change: change)
        }
        if let standing {
            let value = standing.value?.printed(t.language) ?? t("cases.standing-none")
            rows.append(SummaryListView.Row(t("cases.standing-value"), value))
        }
        return rows
    }

    private func rows(of page: ApplicantForm.Page, change: SitePath?) -> [SummaryListView.Row] {
        if page.key == "subjects" {
            let count = t("cases.persons", ["count": String(state.subjects?.count ?? 0)])
            return [SummaryListView.Row(t("procedure.page.subjects"), lines: [count], change: change)]
        }
        // Statements in full, each a sentence of its own.
        if page.form.fields.allSatisfy({ $0.kind == .declaration }) {
            let made = page.form.fields.filter { state.answers.isTicked($0.key) }
            let lines = made.map { t("procedure.\($0.labelKey)") }
            return [SummaryListView.Row(t("procedure.page.\(page.key)"), lines: lines, change: change)]
        }
        return page.form.fields.filter { page.form.isVisible($0, state.answers) }.compactMap { field in
            let label = t("procedure.\(field.labelKey)")
            if field.documentsMax != nil { return SummaryListView.Row(label, lines: enclosures, change: change) }
            guard let lines = lines(of: field, in: state.answers) else { return nil }
            return SummaryListView.Row(label, lines: lines, change: change)
        }
    }

    private var enclosures: [SummaryListView.Line] {
        let lines = EnclosureLines(dossier: dossier).lines
        return lines.isEmpty ? [SummaryListView.Line(t("cases.no-documents"))] : lines
    }

    /// What was said in an act of the procedure's own.
    func rows(of act: GenericAct, _ answers: Answers) -> [SummaryListView.Row] {
        let form = Form(id: act.slug, fields: act.fields)
        return act.fields.filter { form.isVisible($0, answers) }.compactMap { field in
            guard let lines = lines(of: field, in: answers) else { return nil }
            return SummaryListView.Row(t("procedure.\(field.labelKey)"), lines: lines)
        }
    }

    /// What a changed part of a request is called.
    static func label(of key: String, _ t: Strings) -> String {
        switch key {
        case "subjects": t("procedure.page.subjects")
        case "documents": t("procedure.page.documents")
        default: t("procedure.field.\(key)")
        }
    }

    /// The value of a plain field in these answers; `nil` for what is shown elsewhere.
    func lines(of field: Field, in answers: Answers) -> [String]? {
        switch answers[field.key] {
        case .text(let text): return [label(text, field)]
        case .texts(let codes): return codes.map { label($0, field) }
        case .date(let date): return [date.dayFirst]
        case .number(let number): return [String(number)]
        case .ticked: return [t("cases.yes")]
        case .attachments, .rows, .cleared: return nil
        case nil: return ["–"]
        }
    }

    /// An option by its label, any other text as it is.
    private func label(_ text: String, _ field: Field) -> String {
        let options: [Option]
        switch field.kind {
        case .choice(let list), .choices(let list): options = list.options
        default: options = []
        }
        guard let option = options.first(where: { $0.code == text }) else { return text }
        switch option.label {
        case .text(let label): return t(label)
        case .key(let key): return t("procedure.\(key)")
        }
    }
}
