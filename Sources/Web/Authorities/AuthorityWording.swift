// Authorities in words.

import Basics
import Casework
import Forms
import Records

/// What the pages say of an authority.
struct AuthorityWording {
    let t: Strings
    let procedures: Procedures

    func kind(_ kind: SigningAuthority.Kind) -> String { t("authorities.kind.\(kind.rawValue)") }

    /// The signature block, line by line.
    static func block(_ authority: SigningAuthority) -> [String] {
        authority.position.lines.map { $0.uppercased() }
    }

    func days(_ authority: SigningAuthority) -> String {
        guard let until = authority.until else {
            return t("authorities.since", ["from": authority.from.dayFirst])
        }
        return t("authorities.days", ["from": authority.from.dayFirst, "until": until.dayFirst])
    }

    func services(_ authority: SigningAuthority) -> [String] {
        guard !authority.services.isEmpty else { return [t("authorities.all-services")] }
        return authority.services.map { code in procedures.catalogue[code].map { t($0.name) } ?? code }
    }

    func paper(_ authority: SigningAuthority) -> String {
        t("authorities.paper", ["paper": authority.paper, "date": authority.paperDate.dayFirst])
    }

    /// How it stands today.
    func tag(_ record: AuthorityRecord, today: LocalDate) -> TagView {
        switch record.standing {
        case .proposed: TagView(t("authorities.standing.proposed"), .yellow)
        case .refused: TagView(t("authorities.standing.refused"), .grey)
        case .ended: TagView(t("authorities.standing.ended"), .grey)
        case .confirmed where record.authority.isInForce(on: today):
            TagView(t("authorities.standing.current"), .green)
        case .confirmed where record.authority.from > today: TagView(t("authorities.standing.coming"), .blue)
        case .confirmed: TagView(t("authorities.standing.over"), .grey)
        }
    }

    /// What is signed under it: by whom, how, when, on which paper.
    func terms(_ line: AuthorityLine) -> [SummaryListView.Row] {
        let authority = line.record.authority
        return [
            SummaryListView.Row(t("authorities.holder"), line.record.holder, line.username),
            SummaryListView.Row(t("authorities.office"), line.office).inVietnamese(t),
            SummaryListView.Row(t("authorities.field.kind"), kind(authority.kind)),
            SummaryListView.Row(t("authorities.block"), lines: Self.block(authority)).inVietnamese(t),
            SummaryListView.Row(t("authorities.services"), lines: services(authority)),
            SummaryListView.Row(t("authorities.period"), days(authority)),
            SummaryListView.Row(t("authorities.field.paper"), paper(authority)).inVietnamese(t),
        ]
    }

    /// How it stands, and who did what when.
    func history(_ record: AuthorityRecord, names: [AccountID: String], today: LocalDate) -> [SummaryListView.Row] {
        var rows = [
            SummaryListView.Row(t("authorities.state"), tag(record, today: today).text),
            SummaryListView.Row(t("authorities.proposed"), by(record.proposedBy, record.proposedAt, names)),
        ]
        if let who = record.reopenedBy, let at = record.reopenedAt {
            rows.append(SummaryListView.Row(t("authorities.reopened"), by(who, at, names)))
        }
        if let who = record.decidedBy, let at = record.decidedAt {
            let key = record.standing == .refused ? "refused" : "confirmed"
            rows.append(SummaryListView.Row(t("authorities.\(key)"), by(who, at, names)))
        }
        if let who = record.endedBy, let at = record.endedAt {
            rows.append(SummaryListView.Row(t("authorities.ended"), by(who, at, names)))
        }
        if !record.reason.isEmpty { rows.append(SummaryListView.Row(t("authorities.field.reason"), record.reason)) }
        return rows
    }

    private func by(_ who: ActorEnvelope.Who, _ at: Timestamp, _ names: [AccountID: String]) -> String {
        let name =
            switch who {
            case .account(let id): names[id] ?? ""
            case .machineOperator(let name): t("authorities.operator", ["name": name])
            case .client, .system, .unknown: t("authorities.server")
            }
        return t("authorities.by", ["name": name, "at": at.dayFirst])
    }
}

extension AuthorityProblem {
    /// At which field of a form it is, and what to say there.
    func view(_ t: Strings) -> ProblemView {
        switch self {
        case .missing(let field):
            ProblemView(field: field.rawValue, text: t("authorities.problem.no-\(field.rawValue)"))
        case .tooLong(let field):
            ProblemView(
                field: field.rawValue,
                text: t("authorities.problem.too-long", ["max": String(Limits.positionCharactersMax)]))
        case .textNotUsable(let field):
            ProblemView(field: field.rawValue, text: t("authorities.problem.not-usable"))
        case .prefixed(let field): ProblemView(field: field.rawValue, text: t("authorities.problem.prefixed"))
        case .unknownService: ProblemView(field: "services", text: t("authorities.problem.unknown-service"))
        case .endsBeforeItBegins: ProblemView(field: "until", text: t("authorities.problem.ends-before"))
        case .isOver: ProblemView(field: "until", text: t("authorities.problem.is-over"))
        case .paperTooLate: ProblemView(field: "paper_date", text: t("authorities.problem.paper-too-late"))
        case .noApprover: ProblemView(field: "account", text: t("authorities.problem.no-approver"))
        case .alreadyLed(let until):
            ProblemView(
                field: "kind",
                text: until.map { t("authorities.problem.already-led-until", ["day": $0.dayFirst]) }
                    ?? t("authorities.problem.already-led"))
        case .own: ProblemView(field: nil, text: t("authorities.problem.own"))
        case .sameHand: ProblemView(field: nil, text: t("authorities.problem.same-hand"))
        case .noAccount: ProblemView(field: nil, text: t("authorities.problem.no-account"))
        case .newAccount: ProblemView(field: nil, text: t("authorities.problem.new-account"))
        case .notTheirs: ProblemView(field: "kind", text: t("authorities.problem.not-theirs"))
        case .overtaken: ProblemView(field: nil, text: t("authorities.problem.overtaken"))
        }
    }
}
