// The clerk asks for what is missing.

import Basics
public import Forms

/// `request-supplement`: the supplement slip (form 02) names what is wanted and until when; the legal clock stops.
public struct RequestSupplement: Act {
    public let slug = "request-supplement"
    public let allowed: [Role: Set<Stage>] = [.clerk: [.filed]]
    public var papers: [PaperKind] { [.supplementSlip] }

    public func rehearse(_ outcome: String, _ settled: inout Settled, _ form: ApplicantForm) -> RehearsedAct {
        guard !settled.wasAskedForSupplement else { return .barred }
        (settled.wasAskedForSupplement, settled.owesSupplement) = (true, true)
        return .done
    }

    public func leadsTo(_ outcome: String, _ settled: Settled) -> Set<Stage> { [.supplementRequested] }

    /// TT 01/2018/TT-VPCP: asked for once. The bound is a rule of the desk and is said so.
    public func bar(_ actor: Actor, _ state: CaseState) -> String? {
        state.supplementsAsked > 0 ? "supplement-once" : nil
    }
    /// The most days a requester can be given: longer, and a new request is the honest way.
    static let daysMax = 90

    public func form(_ context: CaseContext) -> Form {
        Form(
            id: slug,
            fields: [
                Field("wanted", .longText(max: 4_000), isRequired: true),
                Field("fields", .choices(pages(context)), isRequired: false, labelKey: "field.pages"), .reason,
                Field(
                    "until",
                    .date(DateLimits(notBefore: .today(plus: 1), notAfter: .today(plus: Self.daysMax))),
                    isRequired: true),
            ])
    }

    /// The pages that the requester may be asked to change.
    private func pages(_ context: CaseContext) -> Options {
        let words = context.procedure.words
        return Options(
            context.form.pages(having: context.service.formFeatures).map { page in
                let key = "page.\(page.key)"
                let name = BilingualText(vi: words[key, .vi] ?? page.key, en: words[key, .en] ?? page.key)
                return Option(page.key, .text(name))
            })
    }

    public func decide(_ answers: Answers, _ context: CaseContext) throws -> [CaseEvent] {
        guard let until = answers.date("until") else { throw Rejection.process("a date passed the form unread") }
        let request = SupplementRequest(
            wanted: answers.words("wanted").split(separator: "\n").map { String($0).trimmed }.filter { !$0.isEmpty },
            reason: answers.words("reason"), pages: answers.texts("fields"), until: until,
            vouchDays: context.vouchDays, askedOn: context.today, askedBy: context.signatory)
        return [
            .supplementRequested(request: request),
            .paperIssued(paper: try Issuing.paper(.supplementSlip, signer: context.signatory, context)),
        ]
    }
}
