// The public check of a letter: genuine or not, by the code on it.

import Basics
import Casework
import Formats
import Hummingbird
import Records
import Storage

/// `/verify` and `/verify/{code}`: open to everybody, so they say no more than the letter itself does.
struct VerifyPages: PageGroup {
    let environment: CaseEnvironment

    func add(to site: Site) {
        site.get(.verify, .everyone) { context in try show(nil, typed: "", context) }
        site.post(.verify, .everyone) { form, context in
            let typed = form.first("code")?.trimmed ?? ""
            guard let code = VerificationCode.read(typed) else { return try show(false, typed: typed, context) }
            return .redirect(to: SitePath(.verifyCode, code))
        }
        site.get(.verifyCode, .everyone) { context in
            let typed = context.parameters.get("code") ?? ""
            guard let code = VerificationCode.read(typed) else { return try show(false, typed: typed, context) }
            let found = try await environment.store.read { [procedures = environment.procedures] db in
                try procedures.paper(verificationCode: code, db)
            }
            guard let found else { return try show(false, typed: code, context) }
            return try show(found, context)
        }
    }

    /// The form; `false` says that the code just given belongs to no letter.
    private func show(_ isKnown: Bool?, typed: String, _ context: PageContext) throws -> Response {
        let t = context.t
        let problems = isKnown == false ? [ProblemView(field: "code", text: t("verify.unknown"))] : []
        let form = FormView(
            action: SitePath(.verify),
            fields: [.text("code", label: t("verify.code"), value: String(typed.prefix(40))).with(width: .medium)],
            problems: problems, submit: t("verify.submit"))
        let page = Page(.verifyForm, title: t("verify.title"), ["form": form.pageValue])
        return try environment.pages.render(page.with(status: problems.isEmpty ? .ok : .notFound), context)
    }

    private func show(_ found: VerifiedPaper, _ context: PageContext) throws -> Response {
        let t = context.t
        let rows =
            [SummaryListView.Row(t("verify.kind"), t(found.name))]
            + (found.paper.office == nil ? requesters(found, t) : offices(found, t))
        let banner = banner(found.standing, t)
        let page = Page(
            .verifyLetter, title: "\(banner.title) – \(t("verify.title"))",
            ["banner": banner.pageValue, "summary": SummaryListView(rows).pageValue])
        return try environment.pages.render(page, context)
    }

    /// What an office issued.
    private func offices(_ found: VerifiedPaper, _ t: Strings) -> [SummaryListView.Row] {
        var rows = [SummaryListView.Row(t("verify.date"), found.paper.date.dayFirst)]
        if let number = found.paper.reference { rows.append(.init(t("verify.number"), number)) }
        if let office = found.office {
            rows.append(.init(t("verify.office"), t(office.names)))
        }
        if let signer = found.paper.signer {
            rows.append(row("verify.signer", signer, t))
        } else {
            rows.append(.init(t("verify.signer"), t("verify.by-system")))
        }
        return rows + [.init(t("verify.requester"), found.requester.name)]
    }

    /// The requester's own document, by what is printed on it; who answered for it in the system may be somebody else.
    private func requesters(_ found: VerifiedPaper, _ t: Strings) -> [SummaryListView.Row] {
        let head = found.head
        let document = [
            SummaryListView.Row(t("verify.date"), head.placeAndDate).inVietnamese(t),
            SummaryListView.Row(t("verify.number"), head.number),
            SummaryListView.Row(t("verify.office"), found.requester.name),
        ]
        let people =
            head.signatories.map { row("verify.signer", $0, t) }
            + (found.paper.signer.map { [row("verify.voucher", $0, t)] } ?? [])
        return document + people
            + head.addressees.map { SummaryListView.Row(t("verify.addressee"), $0).inVietnamese(t) }
    }

    private func row(_ key: String, _ signatory: Signatory, _ t: Strings) -> SummaryListView.Row {
        SummaryListView.Row(t(key), signatory.name, CaseView.title(of: signatory)).inVietnamese(t)
    }

    /// Genuine is not enough: a paper may have been issued here and hold no longer.
    private func banner(_ standing: PaperStanding, _ t: Strings) -> BannerView {
        switch standing {
        case .valid: BannerView(.success, title: t("verify.genuine-title"), text: t("verify.genuine"))
        case .replaced:
            BannerView(.information, title: t("verify.replaced-title"), text: t("verify.replaced"))
        case .recalled:
            BannerView(.information, title: t("verify.recalled-title"), text: t("verify.recalled"))
        }
    }
}
