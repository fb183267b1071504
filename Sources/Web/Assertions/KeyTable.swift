// Keys of clients as people see them.

import Basics
import Records
import Tokens

/// Wording of keys for one reader.
struct KeyTable {
    let t: Strings

    /// The standing; colours only repeat the word.
    func tag(_ standing: ClientKeyStanding) -> TagView {
        let colour: TagView.Colour =
            switch standing {
            case .offered: .yellow
            case .confirmed: .green
            case .refused, .withdrawn: .grey
            }
        return TagView(t("accounts.key.\(standing.rawValue)"), colour)
    }

    var columns: [TableView.Column] {
        [
            .init(t("accounts.keys.id")), .init(t("accounts.keys.algorithm")), .init(t("accounts.keys.thumbprint")),
            .init(t("accounts.keys.offered")), .init(t("accounts.keys.standing")), .init(t("accounts.keys.step")),
        ]
    }

    func cells(_ key: ClientKey, step: CellView) -> [CellView] {
        [
            .text(key.registered.id), .text(key.registered.key.algorithm.rawValue),
            .text(key.registered.key.thumbprint), .text(key.offeredAt.dayFirst), .tag(tag(key.standing)), step,
        ]
    }

    /// Why a key is not taken, at the field where it was typed.
    func view(_ problem: ClientKeyProblem) -> ProblemView {
        let text =
            switch problem {
            case .unreadable(let fault): t("accounts.key.problem.\(fault.rawValue)")
            case .known: t("accounts.key.problem.known")
            case .tooMany: t("accounts.key.problem.too-many", ["max": String(Limits.clientKeysMax)])
            case .overtaken: t("accounts.key.problem.overtaken")
            }
        return ProblemView(field: "key", text: text)
    }
}
