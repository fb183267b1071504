// The signed decision as the grant.

import Basics
import Casework
import Registry

/// What an issued approval lets out.
public enum DecisionGrant {
    /// A decision about a list is carried out once, right after its issue.
    public static let listUsesAllowed = 1

    /// How many marginals of counts a decision allows (decision 038).
    public static let marginalsAllowed = Limits.grantMarginalsUsual

    /// The grant of an issued approval: exactly what the decision says, no field, person, day or use more.
    static func grant(_ state: CaseState, _ service: ServiceEntry, id: GrantID) throws -> Grant {
        guard let decision = state.decision, decision.kind != .refusal, let issuedOn = state.issuedOn,
            let until = decision.until, let paper = state.issuedDecision,
            let number = paper.reference
        else { throw Rejection.process("the case has no issued approval") }
        // Tables name nobody: what people are counted by is their scope.
        let codes = service.scope == .tables ? [] : decision.fields
        let fields = codes.compactMap { PersonField(rawValue: $0) }
        guard fields.count == codes.count, issuedOn <= until else {
            throw Rejection.process("the decision names what the registry does not know, or has run out")
        }
        return try Grant(
            id: id, basis: .decision(GrantDecision(caseID: state.id, number: number, date: paper.date)),
            recipient: state.requester.reference, service: service.granted, fields: fields,
            scope: try scope(state, service, decision), uses: try uses(service, decision), valid: issuedOn...until)
    }

    private static func scope(
        _ state: CaseState, _ service: ServiceEntry, _ decision: Proposal
    ) throws -> GrantScope {
        if service.scope == .named { return .named(by: service.keys) }
        if service.scope == .tables {
            guard let tables = decision.tables else { throw Rejection.process("an approval of tables says of when") }
            return .tables(
                GrantedTables(dimensions: decision.fields, provinces: tables.provinces, day: tables.day))
        }
        guard let list = state.subjects else { throw Rejection.process("an issued approval has persons") }
        return .list(GrantedSubjects(list, rows: decision.rows))
    }

    private static func uses(_ service: ServiceEntry, _ decision: Proposal) throws -> GrantedUses {
        switch service.scope {
        case .list: return GrantedUses(listUsesAllowed, per: .list)
        case .named:
            guard let calls = decision.calls else { throw Rejection.process("an approval of calls says how many") }
            return GrantedUses(calls, per: .call)
        case .tables: return GrantedUses(marginalsAllowed, per: .marginal)
        }
    }
}
