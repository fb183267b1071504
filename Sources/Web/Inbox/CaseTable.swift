// Cases as lines of a list.

import Basics
import Casework
import Records
import Storage

/// The table of an inbox or of a list of cases.
struct CaseTable {
    let environment: CaseEnvironment
    /// Each line waits on the reader: its due day is theirs.
    let isInbox: Bool

    func view(
        _ page: ListPage<CaseLine>, caption: String, empty: String, _ context: PageContext
    ) throws -> TableView {
        let t = context.t
        let actor = try context.signedIn().actor
        let isInside = Permissions.isInside(actor)
        let today = environment.clock().date
        return TableView(
            caption: caption,
            columns: [
                .init(t("inbox.code")), .init(t("inbox.organization")), .init(t("inbox.service")),
                .init(t("inbox.stage")), .init(t("inbox.received")), .init(t("inbox.due")),
            ],
            rows: page.lines.map { line in
                [
                    code(line, actor, t),
                    .text(line.organization),
                    .text(environment.procedures.catalogue[line.service].map { t($0.name) } ?? line.service),
                    .tag(tag(line, isInside, t)),
                    .text(line.filedAt?.date.dayFirst ?? "–"),
                    due(line, today, t),
                ]
            }, empty: empty
        ).hidingCaption()
    }

    /// The way to the case, and whose it is where it is one person's.
    private func code(_ line: CaseLine, _ actor: Actor, _ t: Strings) -> CellView {
        let link = CellView.link(line.code ?? t("inbox.draft-of", ["moment": line.at.dayFirst]), .of(line.id))
        guard let assignee = line.assignee else { return link }
        let isOwn = assignee.account == actor.account
        return link.with(isOwn ? TagView(t("inbox.own"), .blue) : TagView(assignee.name, .grey))
    }

    /// The due day, and in words how far it is while somebody at the office, or the reader, has to do something.
    private func due(_ line: CaseLine, _ today: LocalDate, _ t: Strings) -> CellView {
        guard let due = line.dueOn else { return .text("–") }
        let day = CellView.text(due.dayFirst)
        guard isInbox || line.stage.clock == .runs,
            let distance = environment.procedures.calendar.distance(to: due, from: today)
        else { return day }
        switch distance {
        case .late(0): return day.with(TagView(t("inbox.late"), .red))
        case .late(let days): return day.with(TagView(t("inbox.late-by", ["days": String(days)]), .red))
        case .today: return day.with(TagView(t("inbox.due-today"), .yellow))
        case .left(let days):
            let isSoon = days <= Limits.dueSoonWorkingDays
            return day.with(TagView(t("inbox.days-left", ["days": String(days)]), isSoon ? .yellow : .grey))
        }
    }

    /// The stage in the words that the procedure of the service has today: the texts a case keeps would have to be read
    /// for each line.
    private func tag(_ line: CaseLine, _ isInside: Bool, _ t: Strings) -> TagView {
        if line.isManual { return TagView(t("inbox.manual"), .yellow) }
        let words = environment.procedures.words(of: line.service).map(t.with) ?? t
        return CaseView.tag(line.stage, isInside: isInside, words)
    }
}
