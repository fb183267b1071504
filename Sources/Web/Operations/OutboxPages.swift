// The operators' desk: what the server could not do, what nobody goes on with, and one item of it.

import Basics
import Casework
import Formats
import Hummingbird
import Records
import Storage

/// `/admin/outbox` and `/admin/outbox/{case}/{work}`: for administrators; to all others they do not exist.
struct OutboxPages: PageGroup {
    let environment: OutboxEnvironment

    func add(to site: Site) {
        site.get(.adminOutbox, .roles([.admin])) { context in try await list(context) }
        site.get(.adminWork, .roles([.admin])) { context in
            try await show(try await environment.work(context), context)
        }
    }

    private func list(_ context: PageContext) async throws -> Response {
        let t = context.t
        let queue = context.query("queue").flatMap(WorkQueue.init(rawValue:)) ?? .outbox
        let place = try context.place(in: .failedWork)
        let (shown, check) = try await environment.accounts.store.read { db in
            (try db.failedWork(in: queue, at: place), try db.newestWaitingReport())
        }
        let wording = OutboxWording(t: t)
        let checked = check.map { check in
            t(
                "outbox.check.done",
                [
                    "at": check.at.dayFirst, "cases": String(check.report.cases),
                    "faulty": String(check.report.faulty), "unreadable": String(check.report.unreadable),
                ])
        }
        let page = Page(
            .outbox, title: t("outbox.title"),
            [
                "done": context.done(t) { "outbox.done.\($0)" }, "items": table(shown.lines, wording).pageValue,
                "pages": PageTurns(shown).view(at: SitePath(.adminOutbox).with(["queue": queue.rawValue])),
                "queues": .list(
                    WorkQueue.allCases.map { one in
                        [
                            "queuePath": SitePath(.adminOutbox).with(["queue": one.rawValue]).pageValue,
                            "queueLabel": .text(t("outbox.queue.\(one.rawValue)")), "isShown": .flag(one == queue),
                        ]
                    }),
                "checked": .text(checked ?? t("outbox.check.never")),
                "findings": check.map { findings($0.report.named, wording).pageValue } ?? .none,
            ])
        return try environment.accounts.pages.render(page, context)
    }

    private func table(_ lines: [FailedWork], _ wording: OutboxWording) -> TableView {
        let t = wording.t
        return TableView(
            caption: t("outbox.title"),
            columns: [
                .init(t("outbox.case")), .init(t("outbox.kind")), .init(t("outbox.standing")),
                .init(t("outbox.tries"), isNumeric: true), .init(t("outbox.since")), .init(t("outbox.fault")),
            ],
            rows: lines.map { work in
                let kind: CellView =
                    if let id = work.caseID, let place = work.place {
                        .link(wording.kind(work), .work(place, of: id))
                    } else {
                        .text(wording.kind(work))
                    }
                return [
                    .text(wording.code(work.code)), kind, .tag(wording.tag(work)), .text(String(work.attempts)),
                    .text(work.since.dayFirst), .text(work.fault),
                ]
            }, empty: t("outbox.none")
        ).hidingCaption()
    }

    private func findings(_ named: [WaitingReport.Finding], _ wording: OutboxWording) -> TableView {
        let t = wording.t
        return TableView(
            caption: t("outbox.check.title"),
            columns: [.init(t("outbox.case")), .init(t("outbox.id")), .init(t("outbox.check.fault"))],
            rows: named.map { one in
                [
                    .text(wording.code(one.code)), .text(one.caseID.text),
                    .text(t("outbox.check.fault.\(one.fault.rawValue)")),
                ]
            }, empty: t("outbox.check.none")
        ).hidingCaption()
    }

    private func show(_ work: FailedWork, _ context: PageContext) async throws -> Response {
        let (t, wording) = (context.t, OutboxWording(t: context.t))
        let (words, names) = try await environment.accounts.store.read { db in
            let words = try db.operatorWords(of: work)
            return (words, try db.names(of: Set(words.map(\.who))))
        }
        var steps: [PageValue] = []
        var obstacles: [PageValue] = []
        for step in OutboxStep.allCases {
            if let obstacle = try await environment.obstacle(to: step, work) {
                let why = t("outbox.obstacle.\(obstacle.rawValue)")
                obstacles.append(.text(t("outbox.cannot.\(step.rawValue)", ["why": why])))
            } else if let id = work.caseID, let place = work.place {
                steps.append([
                    "stepPath": SitePath.work(place, of: id, step: step.rawValue).pageValue,
                    "stepLabel": .text(t("outbox.step.\(step.rawValue).title")),
                ])
            }
        }
        let page = Page(
            .outboxWork, title: "\(wording.kind(work)) – \(t("outbox.title"))",
            [
                "heading": .text(wording.kind(work)), "summary": SummaryListView(wording.rows(work)).pageValue,
                "steps": .list(steps), "obstacles": .list(obstacles),
                "said": words.isEmpty ? .none : wording.said(words, names).pageValue,
                "hasSaid": .flag(!words.isEmpty),
                "back": BackLinkView(SitePath(.adminOutbox), t("outbox.title")).pageValue,
            ])
        return try environment.accounts.pages.render(page, context)
    }
}

extension OutboxEnvironment {
    /// The item of the address; what is done by now, or being tried, leads back to the list.
    func work(_ context: PageContext) async throws -> FailedWork {
        let id = try context.caseID()
        guard let place = context.parameters.get("work") else { throw PageError.notFound }
        let key = FailedWork.key(place, of: id)
        guard let work = try await accounts.store.read({ db in try db.failedWork(key) }) else {
            throw PageError.conflict(location: SitePath(.adminOutbox).description)
        }
        return work
    }
}
