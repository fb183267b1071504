// What a supplement changed in a request, before and after.

import Basics
import Casework
import Forms
import Records
import Registry

/// The answers that differ from what the office saw when it asked for the supplement.
struct RequestChanges {
    let summary: RequestSummary
    /// Keys of fields, `subjects` or `documents`.
    let changed: [String]

    private var t: Strings { summary.t }
    private var state: CaseState { summary.state }

    var table: TableView {
        TableView(
            caption: t("cases.changes.heading"),
            columns: [
                .init(t("cases.changes.what")), .init(t("cases.changes.before")), .init(t("cases.changes.after")),
            ],
            rows: changed.map { key in
                let (before, after) = values(of: key)
                return [.text(RequestSummary.label(of: key, t)), .text(before), .text(after)]
            }, empty: t("cases.changes.none")
        ).hidingCaption()
    }

    private func values(of key: String) -> (String, String) {
        switch key {
        case "subjects":
            let before = t("cases.persons", ["count": String(state.subjectsAtFiling?.count ?? 0)])
            let after = t("cases.changes.new-list", ["count": String(state.subjects?.count ?? 0)])
            return (before, after)
        case "documents":
            return (EnclosureLines.summary(state.enclosuresAtFiling, t), EnclosureLines.summary(state.enclosures, t))
        default:
            guard let field = summary.dossier.form.field(key) else { return ("", "") }
            return (
                (summary.lines(of: field, in: state.answersAtFiling) ?? []).joined(separator: "; "),
                (summary.lines(of: field, in: state.answers) ?? []).joined(separator: "; ")
            )
        }
    }
}
