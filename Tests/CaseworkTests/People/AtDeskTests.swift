// Who enters what a person brings to a desk.

import Basics
import Registry
import TestKit
import Testing

@testable import Casework

struct AtDeskTests {
    private static let person = AccountID(at: Timestamp(milliseconds: 0), random: Array(repeating: 7, count: 10))

    private func state(desk: OfficeCode?, of requester: Requester? = nil) throws -> CaseState {
        let given = try GivenCase("provide.fields")
        var theirs = given.state.requester
        theirs.reference = .person(Self.person)
        var creation = given.state.creation
        (creation.requester, creation.desk) = (requester ?? theirs, desk)
        return try #require(CaseState(id: given.state.id, events: [(.created(creation: creation), given.now)]))
    }

    @Test func aClerkOfTheDeskEntersForThePerson() throws {
        let state = try state(desk: OfficeCode("00070"))
        let clerk = Samples.person(.clerk, at: OfficeCode("00070"))
        let entering = try #require(clerk.atDesk(of: state))
        #expect(entering.envelope.who == clerk.envelope.who && entering.envelope.authority == Self.person)
        #expect(entering.envelope.channel == .paper && entering.isOf(state.requester))
        #expect(entering.roles == [.citizen, .filer] && entering.office == nil)
        #expect(Permissions.maySee(clerk, state) && Permissions.mayOpenResult(entering, state))
        #expect(!Permissions.mayOpenResult(clerk, state) && !Permissions.isEditor(clerk, state))
    }

    @Test func nobodyElseDoes() throws {
        let (desk, other) = (OfficeCode("00070"), OfficeCode("26740"))
        let entered = try state(desk: desk)
        for role in [Role.officer, .approver] {
            #expect(Samples.person(role, at: desk).atDesk(of: entered) == nil, "\(role)")
        }
        let elsewhere = Samples.person(.clerk, at: other)
        #expect(elsewhere.atDesk(of: entered) == nil && !Permissions.maySee(elsewhere, entered))
        let online = try state(desk: nil)
        #expect(Samples.person(.clerk, at: desk).atDesk(of: online) == nil)
        let organization = try GivenCase("provide.fields").state.requester
        #expect(Samples.person(.clerk, at: desk).atDesk(of: try state(desk: desk, of: organization)) == nil)
    }
}
