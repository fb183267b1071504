// What a page says when the case has moved on since somebody opened it.

import Basics
import Casework
import Forms
import Hummingbird
import Records
import Storage

/// What happened meanwhile, by what the reader may see, and what they had typed.
struct Overtaken {
    let environment: CaseEnvironment
    let dossier: Dossier

    private var t: Strings { dossier.t }
    private var state: CaseState { dossier.state }

    /// The page in place of the form of an act that is not open any more: the act as it was done, or else what happened
    /// after the version that the person had before them.
    func page(
        of act: any Act, after version: Int?, typed: [SummaryListView.Row], _ context: PageContext
    ) async throws -> Response {
        let id = state.id
        let done = try await environment.store.read { db in try db.lastDone(act.slug, in: id) }
        // The version comes from outside and may be any number.
        let before = min(max(0, version ?? state.version - 1), state.version)
        // Whoever typed something wants to know what came in between; whoever looks, whether it was done.
        let shown = typed.isEmpty ? done : nil
        let items = try await happened(in: shown ?? before..<state.version)
        let isDone = shown != nil
        let page = Page(
            .overtaken, title: dossier.title(t("\(act.words).title")),
            [
                "heading": .text(isDone ? t("\(act.words).done") : t("errors.conflict.heading")),
                "lead": .text(t(isDone ? "cases.overtaken.done" : "cases.overtaken.moved")),
                "happened": TimelineView(items).pageValue,
                "typed": typed.isEmpty ? .none : SummaryListView(typed).pageValue,
                "casePath": SitePath.of(id).pageValue,
                "back": BackLinkView(.of(id), dossier.heading).pageValue,
            ])
        return try environment.pages.render(
            page.with(state: state.stage.rawValue, caseCode: state.code).with(status: .conflict), context)
    }

    /// What happened in these versions of the case, as the timeline tells it.
    func happened(in versions: Range<Int>) async throws -> [TimelineView.Item] {
        let id = state.id
        let (events, names) = try await environment.store.read { db in
            let events = try db.caseEvents(id, after: versions.lowerBound).filter { $0.seq <= versions.upperBound }
            return (events, try db.names(of: Set(events.map(\.actor))))
        }
        return Timeline(dossier: dossier, names: names, offices: environment.procedures.offices).items(events)
    }
}
