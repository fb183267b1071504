// The clerk sends the case to the authority that is competent.

public import Forms

/// `transfer`: to another office, or — for a request that no rule covers — the naming of the competent one by hand.
/// The reason stays on the case for everybody to see.
public struct Transfer: Act {
    public let slug = "transfer"
    public let allowed: [Role: Set<Stage>] = [.clerk: [.filed]]
    public var page: ActPage { .with { $0.namesOffice = true } }

    public func rehearse(_ outcome: String, _ settled: inout Settled, _ form: ApplicantForm) -> RehearsedAct {
        settled.hasOffice = true
        return .done
    }

    public func leadsTo(_ outcome: String, _ settled: Settled) -> Set<Stage> { [.filed] }

    public func form(_ context: CaseContext) -> Form {
        let offices = context.offices.filter { context.state.awaitsAssignment || $0.key != context.state.office }
        let options = Options.offices(offices, near: context.state.requester)
        return Form(id: slug, fields: [Field("authority", .choice(options)), .reason])
    }

    public func decide(_ answers: Answers, _ context: CaseContext) throws -> [CaseEvent] {
        let target = OfficeCode(answers.words("authority"))
        guard let from = context.state.office else { throw Rejection.process("a case at intake has no office") }
        guard let office = context.offices[target] else { throw Rejection.process("there is no office \(target)") }
        let competence = Competence(
            office: target, authority: office.level.rawValue, position: "", rule: "", article: "",
            reason: answers.words("reason"))
        // A case that stays where it is came in there already.
        let number = target == from ? nil : try context.numbers.nextIncoming(office: target, on: context.today)
        return [.transferred(competence: competence, from: from, incomingNumber: number)]
    }
}
