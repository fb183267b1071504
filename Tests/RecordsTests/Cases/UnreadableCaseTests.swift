// A case that cannot be read any more, by order or by its version, is refused in plain words.

import Basics
import Casework
import Storage
import TestKit
import Testing

import struct Forms.FieldValues

@testable import Records

@Suite struct UnreadableCaseTests {
    @Test func aCaseWithErasedEventsIsADesignedRefusal() async throws {
        let sample = try await DeskSample()
        let (id, other) = (try await sample.draft(), try await sample.draft())
        try await sample.bring(id, through: "vouch")
        let position = try #require(
            try await sample.store.read { db in try db.caseEvents(id).first { $0.event.name == "draftSaved" }?.position
            })
        let order = ErasureOrder(what: "answers", orderedBy: "Cục trưởng", paper: "41/QĐ-C06")
        try await sample.store.write { db in
            try db.erase([position], on: order, by: .machineOperator("lan"), at: DeskSample.now)
        }
        let refusal = StorageError.erased(
            "what entry \(position) of the log (draftSaved) said was taken away by order")
        await #expect(throws: refusal) { try await sample.state(id) }
        await #expect(throws: refusal) { try await sample.desk.look(id, DeskSample.filer, at: DeskSample.now) }
        let stranger = Samples.person(.filer, of: Samples.bank)
        #expect(try await sample.desk.look(id, stranger, at: DeskSample.now) == nil, "they never knew of it")
        await #expect(throws: Rejection.notFound) {
            try await sample.desk.perform(
                "withdraw", on: id, by: stranger, input: FieldValues(), expected: nil, isReauthenticated: false,
                at: DeskSample.now)
        }
        await #expect(throws: refusal) {
            try await sample.desk.perform(
                "accept", on: id, by: Samples.person(.clerk, at: DeskSample.office), input: FieldValues(),
                expected: nil,
                isReauthenticated: false, at: DeskSample.now)
        }
        #expect(try await sample.store.read { try $0.entries(of: "case:\(id)") }.count > 3)
        try await sample.act("submit", other)
        #expect(try await DatabaseAudit(sample.store).verifyLog().ledger.isSound)
    }

    /// The payload of an erased entry is gone; one that this program cannot read is there, and said to be unreadable.
    @Test func anEventOfALaterProgramIsNamedByTypeAndVersion() async throws {
        let sample = try await DeskSample()
        let id = try await sample.draft()
        let seq = try await sample.state(id).version
        let entry = LedgerEntry(
            type: "submitted", version: 9, at: DeskSample.now, actor: Actor.system.envelope, payload: #"{"SECRET":1}"#)
        try await sample.store.write { try $0.append([entry], to: "case:\(id)", expecting: seq) }
        let fault = StorageError.corrupt(
            "event \(seq + 1) of case \(id): this program does not know version 9 of 'submitted'")
        await #expect(throws: fault) { try await sample.state(id) }
    }
}
