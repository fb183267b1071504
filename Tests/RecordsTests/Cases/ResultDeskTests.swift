// Each opening of a result is in the log before its data is there; looking again at once is the same opening.

import Basics
import Casework
import Storage
import TestKit
import Testing

@testable import Records

@Suite struct ResultDeskTests {
    private func fulfilled(_ sample: DeskSample) async throws -> CaseState {
        let id = try await sample.draft()
        try await sample.bring(id, through: "issue")
        _ = try await sample.worker.runDue(at: DeskSample.now)
        return try await sample.state(id)
    }

    private func openings(_ state: CaseState, _ sample: DeskSample) async throws -> [StoredEntry] {
        let release = try #require(state.release)
        return try await sample.store.read { try $0.entries(of: "release:\(release)") }.filter { $0.type == "opened" }
    }

    private func later(_ seconds: Int) -> Timestamp { DeskSample.now.adding(seconds: seconds) }

    @Test func lookingAgainAtOnceIsTheSameOpening() async throws {
        let sample = try await DeskSample(populated: true)
        let state = try await fulfilled(sample)
        let desk = ResultDesk(store: sample.store)
        func open(_ format: ResultFormat, by actor: Actor, after seconds: Int) async throws {
            let result = try await desk.open(state, as: format, by: actor, at: later(seconds))
            #expect(result?.blocks.map(\.rows) == [3])
        }
        let (filer, official) = (DeskSample.filer, DeskSample.official)
        for second in 0..<5 { try await open(.page, by: filer, after: second) }
        #expect(try await openings(state, sample).count == 1)
        try await open(.csv, by: filer, after: 5)
        try await open(.page, by: official, after: 5)
        #expect(try await openings(state, sample).count == 3, "another form, another person")
        try await open(.page, by: filer, after: Limits.sameOpeningSeconds - 1)
        #expect(try await openings(state, sample).count == 3)
        try await open(.page, by: filer, after: Limits.sameOpeningSeconds)
        try await open(.page, by: filer, after: -5)
        #expect(
            try await openings(state, sample).count == 5, "the minute is over; a clock that was set back proves nothing"
        )
    }

    @Test func openingsOfTheDayAreCountedForTheRecipientAlone() async throws {
        let sample = try await DeskSample(populated: true)
        let state = try await fulfilled(sample)
        let desk = ResultDesk(store: sample.store, quotas: Quotas([.openings: 1]))
        func open(_ format: ResultFormat, by actor: Actor) async throws {
            _ = try await desk.open(state, as: format, by: actor, at: DeskSample.now)
        }
        try await open(.page, by: DeskSample.filer)
        try await open(.page, by: DeskSample.filer)
        let tomorrow = DeskSample.now.date.adding(days: 1)
        let spent = Rejection.overQuota(SpentQuota(kind: .openings, limit: 1, until: tomorrow))
        await #expect(throws: spent) { try await open(.csv, by: DeskSample.filer) }
        #expect(try await openings(state, sample).count == 1, "what is refused was not opened")
        try await open(.csv, by: Samples.person(.inspector))
        #expect(try await openings(state, sample).count == 2)
    }

    /// A stream that the test feeds.
    private func fed() -> (
        AsyncThrowingStream<[UInt8], any Error>, AsyncThrowingStream<[UInt8], any Error>.Continuation
    ) {
        AsyncThrowingStream<[UInt8], any Error>.makeStream()
    }

    @Test func aPDFIsDrawnOnceWhoeverAsksAndWhoeverGoesAway() async throws {
        let sample = try await DeskSample(populated: true)
        let state = try await fulfilled(sample)
        let desk = ResultDesk(store: sample.store)
        let opened = try await desk.open(state, as: .pdf, by: DeskSample.filer, at: DeskSample.now)
        let result = try #require(opened)
        let (stream, pen) = fed()
        let pieces = try await desk.drawPDF(of: result, by: DeskSample.filer, at: DeskSample.now) { stream }
        await #expect(throws: PaperNotDrawn.self) {
            _ = try await desk.drawPDF(of: result, by: DeskSample.filer, at: DeskSample.now) { fed().0 }
        }
        #expect(try await desk.keptPDF(of: result.release.id) == nil)
        // The reader takes the first piece and goes away; the rest is drawn and kept all the same.
        let reader = Task {
            for try await piece in pieces { return piece }
            return []
        }
        pen.yield([1])
        pen.yield([2])
        #expect(try await reader.value == [1])
        pen.yield([3])
        pen.finish()
        var kept: [UInt8]?
        for _ in 0..<500 where kept == nil {
            kept = try await desk.keptPDF(of: result.release.id)
            if kept == nil { try await Task.sleep(for: .milliseconds(10)) }
        }
        #expect(kept == [1, 2, 3])
    }

    @Test func whatCannotBeDrawnIsTriedAnew() async throws {
        struct NoInk: Error {}
        let sample = try await DeskSample(populated: true)
        let state = try await fulfilled(sample)
        let desk = ResultDesk(store: sample.store)
        let opened = try await desk.open(state, as: .pdf, by: DeskSample.filer, at: DeskSample.now)
        let result = try #require(opened)
        await #expect(throws: NoInk.self) {
            _ = try await desk.drawPDF(of: result, by: DeskSample.filer, at: DeskSample.now) { throw NoInk() }
        }
        let (stream, pen) = fed()
        let pieces = try await desk.drawPDF(of: result, by: DeskSample.filer, at: DeskSample.now) { stream }
        pen.yield([1])
        pen.yield([2])
        pen.finish(throwing: NoInk())
        var taken: [UInt8] = []
        await #expect(throws: NoInk.self) { for try await piece in pieces { taken += piece } }
        #expect(taken == [1], "half a file is never taken for one")
        #expect(try await desk.keptPDF(of: result.release.id) == nil)
    }
}
