// What came of each of many cases, on the page that answers.

import Basics
import Casework
import Forms
import Hummingbird
import Logging
import Records

/// The outcomes of one act on many cases, each with its own word.
struct DealtCases {
    let dealt: [DealtCase]
    let t: Strings

    /// For the sentence above the table.
    var counts: [String: String] {
        let done = dealt.count { if case .done = $0.outcome { true } else { false } }
        return ["done": String(done), "count": String(dealt.count)]
    }

    var table: TableView {
        TableView(
            caption: t("cases.many.outcomes"),
            columns: [.init(t("inbox.code")), .init(t("cases.many.outcome")), .init(t("cases.many.why"))],
            rows: dealt.map { one in
                [
                    .link(one.code ?? t("cases.unfiled"), .of(one.id)), .tag(tag(one.outcome)),
                    .text(explanation(one.outcome)),
                ]
            }, empty: ""
        ).hidingCaption()
    }

    private func tag(_ outcome: ChosenOutcome) -> TagView {
        if case .done = outcome { return TagView(t("cases.many.is-done"), .green) }
        return TagView(t("cases.many.is-not-done"), .red)
    }

    private func explanation(_ outcome: ChosenOutcome) -> String {
        switch outcome {
        case .done: ""
        case .alone(let reason): Self.words(reason, t)
        case .refused(.rule(let rule)) where t.has("acts.rule.\(rule)"): t("acts.rule.\(rule)")
        case .refused(.conflict): t("cases.many.refused.conflict")
        case .refused(.invalid(let problems)):
            problems.map { ProblemWording(t: t).text($0) }.joined(separator: " ")
        case .refused: t("cases.many.refused.closed")
        case .failed: t("cases.many.refused.failed")
        }
    }

    static func words(_ reason: WaitingCase.Reason, _ t: Strings) -> String {
        switch reason {
        case .look: t("cases.many.alone.look")
        case .input: t("cases.many.alone.input")
        }
    }

    /// What the server could not do is for its operators too.
    static func logFailures(among dealt: [DealtCase], of act: String, _ context: PageContext) {
        for one in dealt {
            guard case .failed(let error) = one.outcome else { continue }
            context.logger.error(
                "an act on many cases failed for one",
                metadata: ["case": "\(one.id)", "act": "\(act)", "error": "\(type(of: error))"])
        }
    }
}
