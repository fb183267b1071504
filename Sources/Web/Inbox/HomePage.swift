// What somebody sees first.

import Basics
import Casework
import Hummingbird
import Records
import Storage

/// `/`: how much waits, how much of it is late, the first things that wait, and the latest cases.
struct HomePage {
    let environment: CaseEnvironment

    func show(_ context: PageContext) async throws -> Response {
        let t = context.t
        let actor = try context.signedIn().actor
        let overdue = inbox(.overdue), soon = inbox(.soon)
        let found = try await environment.store.read { db in
            (
                waiting: try db.inbox(of: actor, size: 10), latest: try db.cases(visibleTo: actor, size: 10),
                counts: try [CaseFilter(), overdue, soon].map { try db.inboxCount(of: actor, $0) },
                remarks: try db.remarkWaitCount(for: actor)
            )
        }
        let totals =
            totals(found.counts, t) + (found.remarks.map { total($0, "remarks", SitePath(.remarks), t) } ?? [])
        let showsCases = !actor.roles.isDisjoint(with: Self.readers)
        let page = Page(
            .home, title: t("inbox.home"),
            [
                "waiting": try CaseTable(environment: environment, isInbox: true)
                    .view(found.waiting, caption: t("inbox.title"), empty: t("inbox.empty"), context).pageValue,
                "latest": try CaseTable(environment: environment, isInbox: false)
                    .view(found.latest, caption: t("inbox.latest"), empty: t("inbox.no-cases"), context).pageValue,
                "newCasePath": actor.roles.contains(.filer) ? SitePath.newCase.pageValue : .none,
                "recordPath": actor.roles.contains(.citizen) ? SitePath(.ownRecord).pageValue : .none,
                "moreWaiting": found.waiting.next != nil ? SitePath.tasks.pageValue : .none,
                "moreLatest": found.latest.next != nil ? SitePath.cases.pageValue : .none,
                "showsCases": .flag(showsCases),
                // Nothing ever waits on an inspector.
                "showsWaiting": .flag(!actor.roles.isDisjoint(with: Self.readers.subtracting([.inspector]))),
                "totals": .list(totals), "hasTotals": .flag(!totals.isEmpty),
                "explanation": .text(explanation(actor, t)),
            ])
        return try environment.pages.render(page, context)
    }

    private static let readers: Set<Role> = [.filer, .official, .clerk, .officer, .approver, .inspector]

    private func inbox(_ due: CaseListQuery.Due) -> CaseFilter {
        var filter = CaseFilter()
        filter.due = due.days(on: environment.clock().date, environment.procedures.calendar)
        return filter
    }

    /// How much waits in all, what of it is late and what soon will be, each as a way there; nothing that is none.
    private func totals(_ counts: [BoundedCount], _ t: Strings) -> [PageValue] {
        let paths = [
            SitePath.tasks, SitePath.tasks.with(["due": CaseListQuery.Due.overdue.rawValue]),
            SitePath.tasks.with(["due": CaseListQuery.Due.soon.rawValue]),
        ]
        return zip(zip(["waiting", "overdue", "soon"], paths), counts)
            .flatMap { total($1, $0.0, $0.1, t) }
    }

    private func total(_ count: BoundedCount, _ name: String, _ path: SitePath, _ t: Strings) -> [PageValue] {
        guard count.number > 0 else { return [] }
        let key = "inbox.total.\(name)\(count.isMore ? "-more" : "")"
        return [["totalPath": path.pageValue, "totalLabel": .text(t(key, ["count": String(count.number)]))]]
    }

    /// One sentence on what this person does here.
    private func explanation(_ actor: Actor, _ t: Strings) -> String {
        let order: [Role] = [.citizen, .approver, .officer, .clerk, .official, .filer, .inspector, .admin]
        return order.first(where: actor.roles.contains).map { t("inbox.explanation.\($0.rawValue)") } ?? ""
    }
}
