// `take-back`: what waits for the official comes back to the filer.

import Basics
import TestKit
import Testing
import Workflow

@testable import Casework

struct TakeBackTests {
    @Test func theRequestIsADraftAgain() throws {
        var given = try GivenCase.at(.awaitingVouch)
        let events = try given.act("take-back", by: given.filer)
        #expect(events.map(\.name) == ["acted"])
        #expect(given.state.stage == .draft && given.state.code == nil)
        #expect(given.state.marking.tasks.map(\.node) == ["draft"])
        #expect(Permissions.mayEdit(given.filer, given.state, page: "purpose"))
        try given.act("submit", by: given.filer)
        try given.act("vouch", by: given.official)
        #expect(given.state.stage == .filed)
    }

    @Test func onceVouchedForItCannotBeTakenBack() throws {
        let given = try GivenCase.at(.filed)
        #expect(
            try given.refusal("take-back", by: given.filer) == .conflict(version: given.state.version, stage: .filed))
    }

    @Test func isARightThatWaitsInNoInbox() throws {
        let given = try GivenCase.at(.awaitingVouch)
        let task = try #require(given.state.marking.tasks.first)
        #expect(task.role == "official" && task.acts == ["vouch", "return-to-filer"])
        #expect(Permissions.permitted(given.filer, given.state).map(\.slug) == ["take-back"])
        #expect(Permissions.permitted(given.official, given.state).map(\.slug) == ["vouch", "return-to-filer"])
    }

    @Test func isGuarded() throws { try expectGuarded("take-back", by: .filer, at: .awaitingVouch) }
}
