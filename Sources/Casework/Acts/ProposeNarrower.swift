// The officer proposes to grant less than was asked for.

import Basics
public import Forms
import Registry

/// `propose-narrower`: fewer fields, fewer persons or calls, or an earlier last day, with the reason. It must take
/// something away and leave something.
public struct ProposeNarrower: Act {
    public let slug = "propose-narrower"
    public let allowed: [Role: Set<Stage>] = [.officer: [.accepted]]
    public var page: ActPage {
        .with {
            $0.showsPersons = true
            $0.preparesDecision = true
            $0.showsWatch = true
            $0.restsOnGround = true
        }
    }

    public func rehearse(_ outcome: String, _ settled: inout Settled, _ form: ApplicantForm) -> RehearsedAct {
        settled.grant(.narrower, by: slug, form)
    }

    public func leadsTo(_ outcome: String, _ settled: Settled) -> Set<Stage> { [.proposed] }

    /// Everything asked for is ticked, so that narrowing is taking away.
    public func preset(_ context: CaseContext) -> [String: [String]] {
        guard let returned = context.returned(.narrower) else {
            return ["fields": context.state.requestedFields(of: context.service)]
        }
        var inputs = FieldValues(Grounds.preset(returned, for: slug, context))
        inputs.values["fields"] = returned.fields
        inputs.values["subjects"] = returned.rows.map { [RowSelection.text($0)] }
        inputs.values[CallScope.field] = returned.calls.map { [String($0)] }
        if let until = returned.until, until != context.state.answers.date("use_until") {
            inputs.set("until", to: until)
        }
        return inputs.values
    }

    public func form(_ context: CaseContext) -> Form {
        let asked = context.state.answers.date("use_until")
        return Form(
            id: slug,
            fields: [
                Field(
                    "fields", .choices(Options(context.state.requestedFields(of: context.service).map(Option.field))),
                    isRequired: true)
            ] + scopeFields(context) + [
                Field(
                    "until", .date(DateLimits(notBefore: .today(), notAfter: asked.map(DateLimits.Bound.on))),
                    isRequired: false)
            ] + Grounds.fields(for: slug, context) + [.reason])
    }

    public func problems(_ answers: Answers, _ context: CaseContext) -> [Problem] {
        Grounds.problems(answers, isRequired: false)
    }

    public func decide(_ answers: Answers, _ context: CaseContext) throws -> [CaseEvent] {
        let state = context.state
        let (rows, calls) = (try rows(answers, context), answers.number(CallScope.field))
        let askedCalls = state.requestedCalls(of: context.service)
        let asked = state.requestedFields(of: context.service)
        let fields = asked.filter(Set(answers.texts("fields")).contains)
        // A decision must not name fewer fields than its grant has.
        let codes = fields.compactMap { PersonField(rawValue: $0) }
        guard
            context.service.scope == .tables
                || context.service.granted.completed(codes).map(\.rawValue) == fields
        else {
            throw Rejection.invalid([Problem("fields", code: "problem.keys-together")])
        }
        let until = answers.date("until") ?? state.answers.date("use_until")
        guard
            fields.count < asked.count || rows != nil || calls.map({ $0 != askedCalls }) ?? false
                || until != state.answers.date("use_until")
        else {
            throw Rejection.invalid([Problem("fields", code: "problem.nothing-narrowed")])
        }
        let proposal = Proposal(
            kind: .narrower, fields: fields, rows: rows, calls: calls ?? askedCalls,
            tables: state.requestedTables(of: context.service), until: until,
            reason: answers.words("reason"),
            article: Grounds.article(answers, for: slug, context), officer: context.signatory)
        guard !proposal.isOver(on: context.today) else { throw Rejection.rule("period-over") }
        return [.proposed(proposal: proposal)]
    }

    /// The rows of the list that stay, or how many calls; of tables what they count by is narrowed, and nothing else.
    private func scopeFields(_ context: CaseContext) -> [Field] {
        switch context.service.scope {
        case .list: return [Field("subjects", .text(max: 4_000), isRequired: false)]
        case .named:
            let calls = context.state.requestedCalls(of: context.service) ?? 1
            return [Field(CallScope.field, .number(1...max(calls, 1)), isRequired: false)]
        case .tables: return []
        }
    }

    /// The rows that are granted; `nil` for all of them, and where there is no list.
    private func rows(_ answers: Answers, _ context: CaseContext) throws -> [Int]? {
        let count = context.state.subjects?.count ?? 0
        guard let rows = RowSelection.read(answers.words("subjects"), count: count) else {
            throw Rejection.invalid([Problem("subjects", code: "problem.not-rows", ["count": String(count)])])
        }
        return rows.count == count ? nil : rows
    }
}
