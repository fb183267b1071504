// The public check of a letter: genuine or not, by the code on it.

import Basics
import Casework
import Formats
import Hummingbird
import Records
import Registry
import Storage

/// `/verify` and `/verify/{code}`: open to everybody, so they say no more than the letter itself does.
struct VerifyPages: PageGroup {
    let environment: CaseEnvironment

    func add(to site: Site) {
        site.get(.verify, .everyone) { context in try show(nil, typed: "", context) }
        site.post(
            .verify, .everyone, bounds: .document,
            refused: { fault, context in
                let problem = fault == .malformed ? "verify.file-broken" : "verify.file-too-large"
                return try show(("file", problem), typed: "", context)
            }
        ) { form, context in
            if let file = form.files.first(where: { $0.field == "file" && !$0.bytes.isEmpty }) {
                return try await check(file.bytes, context)
            }
            let typed = form.first("code")?.trimmed ?? ""
            guard !typed.isEmpty else { return try show(("code", "verify.nothing"), typed: "", context) }
            guard let code = VerificationCode.read(typed) else {
                return try show(("code", "verify.unknown"), typed: typed, context)
            }
            return .redirect(to: SitePath(.verifyCode, code))
        }
        site.get(.verifyCode, .everyone) { context in
            let typed = context.parameters.get("code") ?? ""
            guard let code = VerificationCode.read(typed), let found = try await paper(code) else {
                return try show(("code", "verify.unknown"), typed: typed, context)
            }
            return try show(found, banner(found, context.t), context)
        }
    }

    /// Says what an uploaded file is.
    private func check(_ file: [UInt8], _ context: PageContext) async throws -> Response {
        let t = context.t
        switch try await environment.store.read({ db in try db.proof(of: file) }) {
        case .paper(let proof):
            guard let found = try await paper(proof.code) else { throw PageError.failed }
            return try show(found, fileBanner(found.standing, t), context)
        case .altered(let proof):
            guard let found = try await paper(proof.code) else { throw PageError.failed }
            let banner = BannerView(.information, title: t("verify.altered-title"), text: t("verify.altered"))
            return try show(found, banner, context)
        case .result(let result):
            return try show(
                result, BannerView(.success, title: t("verify.result-title"), text: t("verify.result")), context)
        case .alteredResult(let result):
            let banner = BannerView(.information, title: t("verify.altered-title"), text: t("verify.result-altered"))
            return try show(result, banner, context)
        case .foreign: return try show(("file", "verify.foreign"), typed: "", context)
        }
    }

    private func paper(_ code: String) async throws -> VerifiedPaper? {
        try await environment.store.read { [procedures = environment.procedures] db in
            try procedures.paper(verificationCode: code, db)
        }
    }

    /// The form, with what is wrong with the field that was filled in.
    private func show(
        _ problem: (field: String, key: String)?, typed: String, _ context: PageContext
    ) throws -> Response {
        let t = context.t
        let problems = problem.map { [ProblemView(field: $0.field, text: t($0.key, Limits.uploadWords))] } ?? []
        let form = FormView(
            action: SitePath(.verify),
            fields: [
                .text("code", label: t("verify.code"), value: String(typed.prefix(40))).with(width: .medium),
                .file("file", label: t("verify.file"), hint: t("verify.file-hint", Limits.uploadWords), accept: ""),
            ],
            problems: problems, submit: t("verify.submit"))
        let page = Page(.verifyForm, title: t("verify.title"), ["form": form.pageValue])
        return try environment.pages.render(page.with(status: problems.isEmpty ? .ok : .notFound), context)
    }

    private func show(_ found: VerifiedPaper, _ banner: BannerView, _ context: PageContext) throws -> Response {
        let t = context.t
        let rows =
            [SummaryListView.Row(t("verify.kind"), t(found.name))]
            + (found.paper.office == nil ? requesters(found, t) : offices(found, t))
        return try show(banner, SummaryListView(rows), context)
    }

    /// Which data the file holds, and what allowed it; none of the data.
    private func show(_ result: IssuedResult, _ banner: BannerView, _ context: PageContext) throws -> Response {
        let t = context.t
        let released = [
            SummaryListView.Row(t("verify.released"), result.at.dayFirst),
            .init(t("verify.persons"), String(result.rows)),
        ]
        let rows = [SummaryListView.Row(t("verify.kind"), t("verify.result-kind"))] + basis(of: result, t) + released
        return try show(banner, SummaryListView(rows), context)
    }

    private func basis(of result: IssuedResult, _ t: Strings) -> [SummaryListView.Row] {
        switch result.basis {
        case .decision(let decision):
            return [
                SummaryListView.Row(t("verify.case"), result.caseCode ?? "–"),
                .init(t("verify.decision"), "\(decision.number) – \(decision.date.dayFirst)"),
                .init(t("verify.decision-standing"), t(result.standing)),
            ]
        case .law(let article): return [SummaryListView.Row(t("verify.law"), article).inVietnamese(t)]
        }
    }

    private func show(_ banner: BannerView, _ summary: SummaryListView, _ context: PageContext) throws -> Response {
        let page = Page(
            .verifyLetter, title: "\(banner.title) – \(context.t("verify.title"))",
            ["banner": banner.pageValue, "summary": summary.pageValue])
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
            if let authority = signer.authority { rows.append(basis(authority, signer.decidedOn, t)) }
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

    /// With which authority they signed, on the day on which they did: the paper may bear a later one.
    private func basis(_ authority: SigningAuthority, _ day: LocalDate?, _ t: Strings) -> SummaryListView.Row {
        let wording = AuthorityWording(t: t, procedures: environment.procedures)
        return SummaryListView.Row(
            t("verify.authority"),
            lines: [
                wording.kind(authority.kind), wording.paper(authority), wording.days(authority),
            ] + (day.map { [t("verify.in-force", ["day": $0.dayFirst])] } ?? []))
    }

    private func row(_ key: String, _ signatory: Signatory, _ t: Strings) -> SummaryListView.Row {
        SummaryListView.Row(t(key), signatory.name, CaseView.title(of: signatory)).inVietnamese(t)
    }

    /// Genuine is not enough: a paper may have been issued here and hold no longer, or not be there yet.
    private func banner(_ found: VerifiedPaper, _ t: Strings) -> BannerView {
        guard found.isDrawn else {
            return BannerView(.information, title: t("verify.not-drawn-title"), text: t("verify.not-drawn"))
        }
        return banner(found.standing, genuine: "genuine", t)
    }

    /// The file itself is ours: nothing in it has to be compared.
    private func fileBanner(_ standing: PaperStanding, _ t: Strings) -> BannerView {
        banner(standing, genuine: "genuine-file", t)
    }

    private func banner(_ standing: PaperStanding, genuine: String, _ t: Strings) -> BannerView {
        switch standing {
        case .valid: BannerView(.success, title: t("verify.genuine-title"), text: t("verify.\(genuine)"))
        case .replaced:
            BannerView(.information, title: t("verify.replaced-title"), text: t("verify.replaced"))
        case .recalled:
            BannerView(.information, title: t("verify.recalled-title"), text: t("verify.recalled"))
        }
    }
}
