// Filling in a request: what is kept, what is refused, and who may.

import Basics
import Casework
import Registry
import Storage
import TestKit
import Testing

import struct Forms.Answers
import struct Forms.FieldValues
import struct Forms.Problem

@testable import Records

@Suite struct DraftingTests {
    private func answers(_ text: String?) -> Answers {
        var answers = Answers()
        answers["purpose_text"] = text.map { .text($0) }
        return answers
    }

    @Test func eachPageIsKeptAtOnceAndSavingTheSameAgainWritesNothing() async throws {
        let sample = try await DeskSample()
        let id = try await sample.begin()
        try await save(sample, id, "Một")
        let version = try await sample.state(id).version
        try await save(sample, id, "Một")
        #expect(try await sample.state(id).version == version)
        try await save(sample, id, "Hai")
        #expect(try await sample.state(id).answers.text("purpose_text") == "Hai")
    }

    @Test func savingsAtOnceAllLandOneAfterTheOther() async throws {
        let sample = try await DeskSample()
        let id = try await sample.begin()
        let before = try await sample.state(id).version
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<8 { group.addTask { try await save(sample, id, "Bản \(number)") } }
            try await group.waitForAll()
        }
        #expect(try await sample.state(id).version == before + 8)
    }

    @Test func strangersDoNotKnowTheDraftOfficialsMayNotEditItNobodyMayOnceItIsSubmitted()
        async throws
    {
        let sample = try await DeskSample()
        let id = try await sample.draft()
        let stranger = Samples.person(.filer, of: Samples.bank)
        await #expect(throws: Rejection.notFound) { try await save(sample, id, "x", by: stranger) }
        await #expect(throws: Rejection.forbidden(act: "edit")) {
            try await save(sample, id, "x", by: DeskSample.official)
        }
        for act in ["submit", "vouch", "accept"] {
            try await sample.act(act, id)
            let state = try await sample.state(id)
            await #expect(throws: Rejection.conflict(version: state.version, stage: state.stage)) {
                try await save(sample, id, "x")
            }
            await #expect(throws: Rejection.conflict(version: state.version, stage: state.stage)) {
                try await sample.replaceSubjects(try DeskSample.rows(1), of: id)
            }
        }
    }

    @Test func aListOfPersonsIsStoredOnceAndGoesWhenAnotherReplacesItInADraft() async throws {
        let sample = try await DeskSample()
        let id = try await sample.begin()
        try await sample.replaceSubjects(try DeskSample.rows(3), of: id)
        let first = try #require(try await sample.state(id).subjects)
        try await sample.replaceSubjects(try DeskSample.rows(3), of: id)
        #expect(try await sample.state(id).subjects == first)
        try await sample.replaceSubjects(try DeskSample.rows(2), of: id)
        let second = try #require(try await sample.state(id).subjects)
        #expect(second.id != first.id && second.count == 2)
        #expect(try await sample.store.read { try $0.subjects(of: first.id, limit: 10) }.isEmpty)
        let erasure: Erasure? = try await sample.store.read {
            try $0.entries(of: Erasure.stream(of: id)).first?.decoded()
        }
        #expect(erasure?.contents?.map(\.id) == [first.id.text])
        let report = try await DatabaseAudit(sample.store).verify(schema: try await sample.store.schema())
        #expect(report.isSound, "\(report)")
    }

    @Test func aListThatAnOfficeHasSeenStaysAsItIsWhenAnotherReplacesIt() async throws {
        let sample = try await DeskSample()
        let id = try await sample.draft()
        let first = try #require(try await sample.state(id).subjects)
        try await sample.bring(id, through: "vouch")
        let state = try await sample.state(id)
        let asked = GivenCase.input(
            "request-supplement", state, try ShippedProcedure.loaded().service(state.service))
        try await sample.act(
            "request-supplement", id, FieldValues(asked.values.merging(["fields": ["subjects"]]) { $1 }))
        try await sample.replaceSubjects(try DeskSample.rows(2), of: id)
        let kept = try await sample.store.read { try $0.subjects(of: first.id, limit: 10) }
        #expect(SubjectList(id: first.id, subjects: kept).reference == first)
    }

    @Test func documentsTheSameOneOnceTwentyAtMostGoneFromTheCaseWhenTakenAway() async throws {
        let sample = try await DeskSample()
        let id = try await sample.begin()
        for number in 0..<Limits.documentsMax { try await attach(sample, id, number) }
        let again = Problem("document_file", code: "problem.document-again", ["name": "0.pdf"])
        await #expect(throws: Rejection.invalid([again])) { try await attach(sample, id, 0) }
        #expect(try await sample.state(id).documents.count == Limits.documentsMax)
        let refusal = try await sample.refusal { try await attach(sample, id, Limits.documentsMax) }
        guard case .invalid = refusal else {
            Issue.record("\(String(describing: refusal))")
            return
        }
        let document = try #require(try await sample.state(id).documents.first)
        #expect(try await sample.store.read { try $0.attachment(document, of: id) } == Array("%PDF 0".utf8))
        try await sample.desk.detach(document.id, from: id, by: DeskSample.filer, at: DeskSample.now)
        #expect(try await sample.state(id).documents.contains(document) == false)
        #expect(try await sample.store.read { try $0.attachment(document, of: id) } == nil, "its bytes are gone too")
        let other = try await sample.begin()
        #expect(try await sample.store.read { try $0.attachment(document, of: other) } == nil)
    }

    /// A case can hold only so many events: drafting must leave room for what the office and the process have to write.
    @Test func savingForEverIsRefusedBeforeTheCaseCanHoldNothingMore() async throws {
        let sample = try await DeskSample()
        let id = try await sample.draft()
        let version = try await sample.state(id).version
        try await sample.store.write { db in
            let entries = try (version..<Limits.draftEventsMax).map { number in
                try LedgerEntry(
                    type: "draftSaved", at: DeskSample.now, actor: DeskSample.filer,
                    payload: CaseEvent.draftSaved(page: "purpose", answers: self.answers("Bản \(number)")))
            }
            try db.append(entries, to: "case:\(id)", expecting: version)
        }
        await #expect(throws: Rejection.rule("too-many-changes")) { try await save(sample, id, "Thêm") }
        try await sample.bring(id, through: "accept")
        #expect(try await sample.state(id).stage == .accepted)
    }

    private func save(
        _ sample: DeskSample, _ id: CaseID, _ text: String, by actor: Actor = DeskSample.filer
    ) async throws {
        try await sample.desk.save(page: "purpose", answers(text), of: id, by: actor, at: DeskSample.now)
    }

    private func attach(_ sample: DeskSample, _ id: CaseID, _ number: Int) async throws {
        let content = Array("%PDF \(number)".utf8)
        let document = AttachmentReference(
            id: AttachmentID(at: DeskSample.now, random: Random.bytes(10)), fileName: "\(number).pdf",
            sizeBytes: content.count, digest: Digest(of: content).hex)
        try await sample.desk.attach(document, content: content, to: id, by: DeskSample.filer, at: DeskSample.now)
    }
}
