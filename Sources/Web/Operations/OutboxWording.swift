// Failed work as operators see it: of a case its code alone, of a fault its code.

import Basics
import Casework
import Records

/// Wording of one item for one reader.
struct OutboxWording {
    let t: Strings

    /// What was to be done.
    func kind(_ work: FailedWork) -> String {
        let key = "outbox.kind.\(work.kind)"
        return t.has(key) ? t(key) : work.kind
    }

    /// The case, or that it has no code yet.
    func code(_ code: String?) -> String { code ?? t("outbox.no-code") }

    /// How it stands; the colour only repeats the word.
    func tag(_ work: FailedWork) -> TagView {
        work.isGivenUp ? TagView(t("outbox.standing.given-up"), .red) : TagView(t("outbox.standing.tried"), .yellow)
    }

    func rows(_ work: FailedWork) -> [SummaryListView.Row] {
        var rows = [
            SummaryListView.Row(t("outbox.case"), code(work.code)),
            .init(t("outbox.id"), work.key), .init(t("outbox.kind"), kind(work)),
            .init(t("outbox.standing"), tag(work).text), .init(t("outbox.tries"), String(work.attempts)),
            .init(t("outbox.since"), work.since.dayFirst), .init(t("outbox.fault"), work.fault),
        ]
        if !work.isGivenUp { rows.append(.init(t("outbox.next"), work.dueAt.dayFirst)) }
        return rows
    }

    /// What operators said of it.
    func said(_ words: [OperatorWord], _ names: [AccountID: String]) -> TimelineView {
        TimelineView(
            words.map { word in
                let who =
                    switch word.who.who {
                    case .account(let id): names[id] ?? ""
                    case .machineOperator(let name): name
                    default: ""
                    }
                return .init(
                    t("outbox.said.\(word.act.rawValue)"), at: word.at.dayFirst, moment: word.at.description, who: who,
                    note: word.reason)
            })
    }
}

extension FailedWork {
    /// Where it stands below its case, in an address: a key has slashes.
    var place: String? {
        guard let caseID, key.hasPrefix("\(caseID)/") else { return nil }
        return String(key.dropFirst("\(caseID)/".count)).replacing("/", with: ".")
    }

    /// The key of the item at a place.
    static func key(_ place: String, of id: CaseID) -> String { "\(id)/\(place.replacing(".", with: "/"))" }

    /// Tells the item as it was shown from what became of it.
    var shown: String { "\(attempts) \(dueAt.milliseconds)" }
}
