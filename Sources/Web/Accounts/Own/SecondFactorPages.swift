// One's own second factor: set up with a QR code, replaced, taken away.

import Basics
import Casework
import Formats
import Hummingbird
import Letters
import Records

struct SecondFactorPages: PageGroup {
    let environment: AccountEnvironment

    /// What the one form of the page asks for.
    private enum Step: String, CaseIterable {
        /// A secret for a new app.
        case begin
        /// Its first code.
        case confirm
        /// New recovery codes.
        case codes
        case remove
    }

    func add(to site: Site) {
        site.get(.accountSecondFactor) { context in try await show([], context) }
        site.post(.accountSecondFactor, again: { context in try await show([], context) }) { form, context in
            try await take(form, context)
        }
    }

    private func take(_ form: FormData, _ context: PageContext) async throws -> Response {
        guard let step = form.first("step").flatMap(Step.init(rawValue:)) else { throw PageError.unprocessable }
        let person = try context.signedIn().actor
        let now = environment.clock()
        guard let id = person.account, let state = try await environment.accounts.secondFactor(of: person, now: now)
        else { throw PageError.notFound }
        if step == .confirm {
            let code = String((form.first("code") ?? "").prefix(Limits.codeCharactersMax))
            let codes = try await environment.accounts.setSecondFactor(code: code, by: person, now: now)
            guard let codes else {
                return try await show(
                    [ProblemView(field: "code", text: context.t("accounts.factor.code-refused"))], context)
            }
            return try show(codes: codes, context)
        }
        if let problem = try await environment.refusal(ofPassword: form, context) {
            return try await show([problem], chosen: step, context)
        }
        switch step {
        case .codes:
            guard let codes = try await environment.accounts.renewRecoveryCodes(by: person, now: now) else {
                throw PageError.conflict(location: SitePath(.accountSecondFactor).description)
            }
            return try show(codes: codes, context)
        case .remove:
            guard !state.isDemanded else { throw PageError.forbidden }
            try await environment.accounts.removeSecondFactor(of: id, by: person, now: now)
            return .redirect(to: .account.with(["done": "second-factor-removed"]))
        case .begin, .confirm:
            try await environment.accounts.offerSecondFactor(to: id, now: now)
            return .redirect(to: SitePath(.accountSecondFactor))
        }
    }

    private func show(
        _ problems: [ProblemView], chosen: Step? = nil, _ context: PageContext
    ) async throws -> Response {
        let t = context.t
        let person = try context.signedIn()
        let state = try await environment.accounts.secondFactor(of: person.actor, now: environment.clock())
        guard let state else { throw PageError.notFound }
        let form = state.offered == nil ? stepForm(state, problems, chosen, t) : codeForm(problems, t)
        let page = Page(
            .secondFactor, title: t("accounts.factor.title"),
            [
                "form": form.pageValue, "lead": .text(t(lead(state, person.duty))),
                "offered": try state.offered.map { try offered($0, to: person, t) } ?? .none,
                "back": person.duty == nil ? BackLinkView(.account, t("accounts.own.title")).pageValue : .none,
            ])
        return try environment.pages.render(
            page.with(status: problems.isEmpty ? .ok : .unprocessableContent), context)
    }

    private func lead(_ state: SecondFactorState, _ duty: AccountDuty?) -> String {
        if state.offered != nil { return "accounts.factor.lead-offered" }
        if duty != nil { return "accounts.factor.lead-demanded" }
        return state.isSet ? "accounts.factor.lead-set" : "accounts.factor.lead"
    }

    private func stepForm(
        _ state: SecondFactorState, _ problems: [ProblemView], _ chosen: Step?, _ t: Strings
    ) -> FormView {
        let password = FieldView.password(
            "password", label: t("accounts.password.current"), autocomplete: "current-password")
        guard state.isSet else {
            return FormView(
                action: SitePath(.accountSecondFactor), fields: [password], problems: problems,
                submit: t("accounts.factor.begin")
            ).with(hidden: [("step", Step.begin.rawValue)])
        }
        let steps: [Step] = state.isDemanded ? [.begin, .codes] : [.begin, .codes, .remove]
        let options = steps.map {
            OptionView($0.rawValue, t("accounts.factor.step.\($0.rawValue)"), isChosen: $0 == chosen ?? .begin)
        }
        return FormView(
            action: SitePath(.accountSecondFactor),
            fields: [.radios("step", label: t("accounts.factor.what"), options: options), password],
            problems: problems, submit: t("accounts.factor.go-on"))
    }

    private func codeForm(_ problems: [ProblemView], _ t: Strings) -> FormView {
        FormView(
            action: SitePath(.accountSecondFactor),
            fields: [
                .text("code", label: t("accounts.factor.first-code")).with(
                    autocomplete: "one-time-code", width: .medium)
            ], problems: problems, submit: t("accounts.factor.confirm")
        ).with(hidden: [("step", Step.confirm.rawValue)])
    }

    /// The secret as a picture and as letters.
    private func offered(_ secret: SecondFactorSecret, to person: SignedIn, _ t: Strings) throws -> PageValue {
        let (issuer, name) = (SitePath.encoded(t("layout.product")), SitePath.encoded(person.username))
        // The Key Uri Format of authenticator apps; what it leaves out is the usual: SHA-1, six digits, 30 seconds.
        let address = "otpauth://totp/\(issuer):\(name)?secret=\(secret.base32)&issuer=\(issuer)"
        let picture = QRPicture(code: try QRCode(address), label: t("accounts.factor.picture"))
        return ["pictureMarkup": .markup(picture.markup), "typed": .text(secret.typed)]
    }

    /// The recovery codes, which are in no other place.
    private func show(codes: [String], _ context: PageContext) throws -> Response {
        let t = context.t
        let page = Page(
            .recoveryCodes, title: t("accounts.codes.title"),
            [
                "codes": .list(codes.map { ["line": .text($0)] }), "goOn": SitePath.home.pageValue,
            ])
        return try environment.pages.render(page.with(address: .account), context)
    }
}
