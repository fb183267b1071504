// States are stored in snapshots: what one holds, and what events make of it, changes with the version of `apply`.

import Basics
import Forms
import Foundation
import Registry
import TestKit
import Testing

@testable import Casework

struct StateTests {
    private static let folder = repositoryRoot.appending(path: "Tests/Golden/states")

    /// A case to which everything has happened once, whether or not it could.
    private func everything(_ count: Int = EventSamples.all.count) throws -> CaseState {
        let events = EventSamples.all.prefix(count).map { ($0.event, Samples.monday) }
        return try #require(CaseState(id: Samples.id(1), events: events))
    }

    private func json(_ state: CaseState) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(state) + Data("\n".utf8)
    }

    /// When this fails, either a sample of an event is new, or states that are stored out there would be read wrong:
    /// then `CaseState.applyVersion` is raised. `TRINHKY_GOLDEN=1` writes the file of the version.
    @Test func theFoldIsThatOfItsVersion() throws {
        let file = Self.folder.appending(path: "v\(CaseState.applyVersion).json")
        let state = try everything()
        if ProcessInfo.processInfo.environment["TRINHKY_GOLDEN"] == "1" {
            try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
            try json(state).write(to: file)
        }
        let stored = try Data(contentsOf: file)
        #expect(try TapeDecoder.value(of: String(decoding: stored, as: UTF8.self)) == state)
        #expect(stored == (try json(state)))
    }

    @Test(arguments: 1...EventSamples.all.count) func aStateComesBackAsItWas(events: Int) throws {
        let state = try everything(events)
        let again = try TapeDecoder.value(CaseState.self, of: String(decoding: try json(state), as: UTF8.self))
        #expect(again == state)
        #expect(again.version == events)
    }

    @Test func aPageIsChangedFromTheVersionThatSavedIt() throws {
        var given = try GivenCase("auth.identity")
        let before = given.state.version
        given.note(.draftSaved(page: "purpose", answers: .init(["purpose_text": .text("a")])))
        given.note(.subjectsReplaced(list: .init(id: Samples.id(50), count: 1, digest: "")))
        #expect(given.state.isChanged(page: "purpose", since: before))
        #expect(!given.state.isChanged(page: "purpose", since: before + 1))
        #expect(given.state.isChanged(page: "subjects", since: before + 1))
        #expect(!given.state.isChanged(page: "documents", since: 0))
    }
}
