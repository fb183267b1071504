// Events are for ever: there is a sample of each, its stored form is a golden file, and old forms stay readable.

import Basics
import Forms
import Foundation
import TestKit
import Testing
import Workflow

@testable import Casework

struct EventTests {
    static let folder = repositoryRoot.appending(path: "Tests/Golden/events")

    static func json(_ event: CaseEvent) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(event), as: UTF8.self) + "\n"
    }

    @Test func everyEventHasAName() throws {
        #expect(Set(EventSamples.all.map(\.event.name)) == Set(CaseEvent.names))
        #expect(CaseEvent.names.count == Set(CaseEvent.names).count)
        // The cases as the source declares them: a new one without a sample and a name is noticed here.
        let source = String(
            decoding: try Data(contentsOf: repositoryRoot.appending(path: "Sources/Casework/CaseEvent.swift")),
            as: UTF8.self)
        let cases = source.matches(of: #/(?m)^    case (\w+)/#).map { String($0.output.1) }
        #expect(cases == CaseEvent.names)
    }

    @Test(arguments: EventSamples.all.map(\.file)) func storedFormStays(file: String) throws {
        let event = try #require(EventSamples.all.first { $0.file == file }).event
        let path = Self.folder.appending(path: "\(file).json")
        if ProcessInfo.processInfo.environment["TRINHKY_GOLDEN"] == "1" {
            try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
            try Data(try Self.json(event).utf8).write(to: path)
        }
        let stored = try Data(contentsOf: path)
        #expect(String(decoding: stored, as: UTF8.self) == (try Self.json(event)))
        #expect(try TapeDecoder.value(of: String(decoding: stored, as: UTF8.self)) == event)
        #expect(try JSONDecoder().decode(CaseEvent.self, from: stored) == event)
        let golden = try #require(GoldenEvent(file: file))
        #expect(golden.type == event.name && golden.version == CaseEvent.version(of: event.name))
    }

    @Test func thereIsNoStoredFormWithoutASample() throws {
        // Samples of older versions stay; `EventVersionTests` holds them against their readers.
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).filter { file in
            GoldenEvent(file: file).map { $0.version == CaseEvent.version(of: $0.type) } ?? true
        }
        #expect(Set(files) == Set(EventSamples.all.map { "\($0.file).json" }))
    }

    @Test func theOnlyKeyIsTheName() throws {
        for (_, event) in EventSamples.all {
            let object = try JSONSerialization.jsonObject(with: JSONEncoder().encode(event)) as? [String: Any]
            #expect(object.map { Array($0.keys) } == [event.name])
        }
    }

    @Test(arguments: [
        "{}", #"{"exploded":{}}"#, #"{"submitted":{}}"#, #"{"closed":{},"supplementLapsed":{}}"#, "[]", "null",
        #"{"documentRemoved":{"document":"7"}}"#, #"{"issued":{"by":{"name":"a","position":{}},"on":"2021-02-30"}}"#,
    ])
    func whatIsNoEventIsToldSo(json: String) {
        #expect(throws: (any Error).self) { try TapeDecoder.value(CaseEvent.self, of: json) }
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(CaseEvent.self, from: Data(json.utf8)) }
    }

    @Test func everyEventCanBeTakenInAtAnyTime() throws {
        for stage in GivenCase.stages {
            let given = try GivenCase.at(stage)
            for (file, event) in EventSamples.all {
                var state = given.state
                state.apply(event, at: given.now)
                #expect(state.version == given.state.version + 1, "\(file)")
            }
        }
    }

    @Test func aCaseBeginsWithItsCreation() throws {
        let created = try #require(EventSamples.all.first).event
        #expect(CaseState(id: Samples.id(1), events: []) == nil)
        for (_, event) in EventSamples.all where event.name != "created" {
            #expect(CaseState(id: Samples.id(1), events: [(event, Samples.monday), (created, Samples.monday)]) == nil)
        }
        let state = try #require(CaseState(id: Samples.id(1), events: [(created, Samples.monday)]))
        #expect(state.version == 1 && state.stage == .draft && state.createdAt == Samples.monday)
        #expect(state.requester == Requester(Samples.notary) && state.service == "auth.blood-type")
    }
}
