// From the answer of the competence table to a filed request.

import Basics
import FEEL
import Foundation
import Workflow

enum Filing {
    /// The request is filed: it gets its dossier code and its place in the incoming register, and its paper is kept.
    /// What the competence decision said is `null` where no rule covers the request: that puts the case into the
    /// central manual queue.
    static func events(_ context: CaseContext) throws -> [CaseEvent] {
        let results = context.state.effectResults
        let competence = competence(results[.competence]?.value ?? .null, context)
        let office = competence.office ?? .central
        return [
            .filed(
                code: try context.numbers.nextDossierCode(office: office, on: context.today),
                incomingNumber: try context.numbers.nextIncoming(office: office, on: context.today),
                receivedAt: context.now, competence: competence,
                term: try term(results[.term]?.value ?? .null, context)),
            .paperIssued(paper: Issuing.request(context)),
        ]
    }

    /// The office at whose desk a request was handed in.
    private static let desk = "desk"

    /// What a competence decision can name: the tiers of offices, the office of the desk, and the districts of before
    /// 2025-03-01, whose requests wait for a clerk.
    static let authorities = Office.Level.allCases.map(\.rawValue) + [desk, "district"]

    /// What the table says, with the office of that tier where the requester sits. A rule may name an authority that
    /// has no office in the system: then the rule is kept, and a clerk names the office.
    private static func competence(_ routing: Value, _ context: CaseContext) -> Competence {
        func word(_ key: String) -> String { routing.asContext?[key]?.asString ?? "" }
        let requester = context.state.requester
        let office: OfficeCode? =
            switch Office.Level(rawValue: word("authority")) {
            case .central: .central
            case .province: OfficeCode(requester.province)
            case .commune: requester.commune.map(OfficeCode.init)
            case nil: word("authority") == desk ? context.state.creation.desk : nil
            }
        return Competence(
            office: office.flatMap { context.offices[$0]?.code }, authority: word("authority"),
            position: word("position"), rule: word("rule"), article: word("article"))
    }

    private static func term(_ ruling: Value, _ context: CaseContext) throws -> Term {
        let term = ruling.asContext
        guard let number = term?["workingDays"]?.asNumber, let days = Int(number.description), days > 0,
            let article = term?["article"]?.asString
        else {
            throw Rejection.process("no rule gives the term for a request of \(context.today)")
        }
        return Term(workingDays: days, article: article)
    }
}
