// Fulfilment of the grant that everybody has about themselves.

public import Basics

/// A grant about its recipient alone, opened on one day. Nothing is claimed and nobody is looked up: whose record it is
/// stands in the grant.
public struct OwnFulfilment: Sendable {
    public let grant: Grant
    public let person: PersonalID

    /// Opens the grant, or says why it stays shut. That uses are left is checked where they are counted.
    public init(grant: Grant, on date: LocalDate) throws(FulfilmentRefusal) {
        try grant.requireValid(on: date)
        guard case .oneself(let person) = grant.scope, grant.uses.per == .call, grant.service.shape == .values else {
            throw .otherScope
        }
        self.grant = grant
        self.person = person
    }

    /// What must be read of the person beside number, name, date of birth and sex.
    public var fieldsRead: [PersonField] { grant.fields }

    /// The values of the granted fields. A record of somebody else is `otherList`.
    public func answer(
        _ record: PersonRecord, relations: PersonRelations = .init()
    ) throws(FulfilmentRefusal) -> AnswerRow {
        guard record.personalID == person else { throw .otherList }
        let view = GrantedView(grant: grant, record: record, reason: .notIdentified)
        return AnswerRow(row: 1, personalID: person, isIdentified: true, verdict: nil, fields: view.values(relations))
    }
}
