// What is worth a second look, in sentences.

import Casework
import Records

/// The reasons of a report with their counts, warnings first.
struct WatchGroup: PageValueConvertible {
    let report: WatchReport
    let t: Strings

    var sentences: [String] { report.reasons.map(sentence) }

    var pageValue: PageValue {
        [
            "reasons": .list(
                report.reasons.map { reason in
                    [
                        "tagText": .text(t("cases.watch.\(reason.weight.rawValue)")),
                        "tagColour": .text(Self.colour(reason.weight).rawValue), "sentence": .text(sentence(reason)),
                    ]
                })
        ]
    }

    private func sentence(_ reason: WatchReason) -> String {
        t("procedure.watch.\(reason.code)", report.counts.mapValues { String($0) })
    }

    private static func colour(_ weight: WatchWeight) -> TagView.Colour {
        switch weight {
        case .warning: .red
        case .notice: .yellow
        }
    }
}

extension CaseEnvironment {
    /// The group for whoever decides on the case; nothing for others, and where there is nothing to say.
    func watchGroup(_ dossier: Dossier, _ actor: Actor) async throws -> PageValue {
        let report = try await desk.watch(dossier.state, dossier.procedure, for: actor, at: clock())
        return report.map { WatchGroup(report: $0, t: dossier.t).pageValue } ?? .none
    }
}
