// Who asks when somebody begins a request.

import Basics
public import Casework
public import Registry
public import Storage

extension Connection {
    /// The requester that this person begins requests for, as they stand today: their organisation, or a citizen
    /// themselves. `nil` where there is none, as for people of an office or a citizen who is in no record.
    public func requester(of actor: Actor) throws -> Requester? {
        if let organization = try actor.organization.flatMap({ try organization($0) }) {
            return Requester(organization, under: try organization.superior.flatMap { try self.organization($0) })
        }
        guard let account = actor.person, let person = try ownRecord(of: actor) else { return nil }
        return Requester(person, account: account, communes: try communes())
    }

    /// The record of the person for whom somebody acts; `nil` where they act for no person.
    public func ownRecord(of actor: Actor) throws -> PersonRecord? {
        guard actor.roles.contains(.citizen), let account = actor.person else { return nil }
        return try personalID(of: account).flatMap { try person($0) }
    }

    /// The number of the person whose account it is.
    func personalID(of account: AccountID) throws -> PersonalID? {
        try one("SELECT personal_id FROM account WHERE id = \(account)")?.optionalText(at: 0)
            .flatMap { PersonalID($0) }
    }
}
