// Stored events of every version are read for ever, and what cannot be read is told plainly.

import Basics
import Foundation
import TestKit
import Testing

@testable import Casework

/// What the name of a golden file says: `<type>[.v<version>][-<variant>].json`.
struct GoldenEvent {
    let type: String
    let version: Int

    init?(file: String) {
        let name = file.hasSuffix(".json") ? String(file.dropLast(5)) : file
        guard let match = name.wholeMatch(of: #/(\w+?)(?:\.v(\d+))?(?:-[\w-]+)?/#) else { return nil }
        type = String(match.output.1)
        version = match.output.2.flatMap { Int($0) } ?? 1
    }
}

struct EventVersionTests {
    private static let files = Result {
        try FileManager.default.contentsOfDirectory(atPath: EventTests.folder.path).sorted()
    }

    @Test func everySampleIsRead() throws {
        for file in try Self.files.get() {
            let golden = try #require(GoldenEvent(file: file), "\(file)")
            let payload = try String(contentsOf: EventTests.folder.appending(path: file), encoding: .utf8)
            let event = try CaseEventReader.read(type: golden.type, version: golden.version, payload: payload)
            #expect(event.name == golden.type, "\(file)")
        }
    }

    @Test func everyVersionOfEveryEventHasASample() throws {
        let samples = Set(
            try Self.files.get().compactMap(GoldenEvent.init).map { StoredShape(type: $0.type, version: $0.version) })
        let needed = CaseEvent.names.flatMap { name in
            (1...CaseEvent.version(of: name)).map { StoredShape(type: name, version: $0) }
        }
        #expect(samples == Set(needed))
    }

    @Test func everyVersionBeforeTheCurrentOneHasAReader() {
        let old = CaseEvent.names.flatMap { name in
            (1..<CaseEvent.version(of: name)).map { StoredShape(type: name, version: $0) }
        }
        #expect(Set(OldEventShapes.readers.keys) == Set(old))
    }

    @Test(arguments: [
        ("exploded", 1, "{}", "this program knows no event 'exploded' (version 1)"),
        ("submitted", 9, "{}", "this program does not know version 9 of 'submitted'"),
        ("submitted", 0, "{}", "this program does not know version 0 of 'submitted'"),
        ("submitted", 1, "SECRET", "an event 'submitted' is not of the shape of version 1"),
        (
            "submitted", 1, #"{"submitted":{"by":{"name":"SECRET"}}}"#,
            "an event 'submitted' is not of the shape of version 1"
        ),
        (
            "returnedToFiler", 1, #"{"withdrawn":{"reason":"SECRET"}}"#,
            "an event 'returnedToFiler' (version 1) holds one of another type"
        ),
    ])
    func whatCannotBeReadIsToldByTypeAndVersion(type: String, version: Int, payload: String, reason: String) {
        #expect(throws: UnreadableEvent(reason: reason)) {
            try CaseEventReader.read(type: type, version: version, payload: payload)
        }
    }

    @Test func anOldShapeIsReadByItsOwnReader() throws {
        let shape = StoredShape(type: "withdrawn", version: 0)
        let readers: [StoredShape: OldEventShapes.Reader] = [
            shape: { payload in .withdrawn(reason: try TapeDecoder.value([String].self, of: payload).joined()) }
        ]
        let event = try CaseEventReader.read(shape, #"["Không còn ","nhu cầu"]"#, old: readers)
        #expect(event == .withdrawn(reason: "Không còn nhu cầu"))
        #expect(throws: UnreadableEvent(reason: "an event 'withdrawn' is not of the shape of version 0")) {
            try CaseEventReader.read(shape, "{}", old: readers)
        }
    }
}
