// From the answer of the competence table to a filed request.

import Basics
import FEEL
import Foundation
import Workflow

enum Filing {
    /// The decision tables of the procedure, by name.
    static let competenceDecision = "competence"
    static let termDecision = "term"

    /// The request is filed: it gets its dossier code and its place in the incoming register, and its paper is kept.
    /// `routing` is what the competence table said; `null` puts the case into the central manual queue.
    static func events(_ routing: Value, _ context: CaseContext) throws -> [CaseEvent] {
        let competence = competence(routing, context)
        let office = competence.office ?? .central
        return [
            .filed(
                code: try context.numbers.nextDossierCode(office: office, on: context.today),
                incomingNumber: try context.numbers.nextIncoming(office: office, on: context.today),
                receivedAt: context.now, competence: competence, term: try term(context)),
            Issuing.request(context),
        ]
    }

    /// What the tables ask about a request.
    static func inputs(_ context: CaseContext) -> [String: Value] {
        let organization = context.state.organization
        return [
            "requesterClass": .string(organization.requesterClass.rawValue),
            "level": .string(organization.level.rawValue),
            "province": .string(organization.province),
            "serviceGroup": .string(context.service.group.word),
            "receivedOn": .date(context.today),
        ]
    }

    private static func competence(_ routing: Value, _ context: CaseContext) -> Competence {
        func word(_ key: String) -> String { routing.asContext?[key]?.asString ?? "" }
        let authority = word("authority")
        // The district and commune tiers have no office in the system: such a request waits for a clerk, too.
        let office: OfficeCode? =
            switch authority {
            case "central": .central
            case "province": OfficeCode(context.state.organization.province)
            default: nil
            }
        guard let office, context.offices[office] != nil else {
            return Competence(office: nil, authority: authority, position: "", rule: "", article: "")
        }
        return Competence(
            office: office, authority: authority, position: word("position"), rule: word("rule"),
            article: word("article"))
    }

    private static func term(_ context: CaseContext) throws -> Term {
        let term = try context.evaluate(termDecision, ["receivedOn": .date(context.today)]).asContext
        guard let number = term?["workingDays"]?.asNumber, let days = Int(number.description), days > 0,
            let article = term?["article"]?.asString
        else {
            throw Rejection.process("no rule gives the term for a request of \(context.today)")
        }
        return Term(workingDays: days, article: article)
    }
}
