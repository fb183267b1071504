// What an organisation may do in a day: counted where it is done, refused with nothing written, and begun anew.

import Basics
import Casework
import Registry
import Storage
import TestKit
import Testing

import struct Forms.Answers

@testable import Records

@Suite struct QuotaTests {
    private func desk(_ sample: DeskSample, _ limits: [QuotaKind: Int]) -> CaseDesk {
        CaseDesk(
            store: sample.store, procedures: sample.procedures, papers: sample.shelf.writer, quotas: Quotas(limits))
    }

    private func begin(
        _ desk: CaseDesk, by filer: Actor = DeskSample.filer, at now: Timestamp = DeskSample.now
    ) async throws -> CaseID {
        let id = CaseID(at: now, random: Random.bytes(10))
        try await desk.create(id: id, service: "auth.identity", by: filer, at: now)
        return id
    }

    private func save(
        _ desk: CaseDesk, _ id: CaseID, _ text: String, at now: Timestamp = DeskSample.now
    ) async throws {
        let answers = Answers(["purpose_text": .text(text)])
        try await desk.save(page: "purpose", answers, of: id, by: DeskSample.filer, at: now)
    }

    private func spent(_ kind: QuotaKind, _ limit: Int) -> Rejection {
        .overQuota(SpentQuota(kind: kind, limit: limit, until: DeskSample.now.date.adding(days: 1)))
    }

    private var tomorrow: Timestamp { Timestamp(DeskSample.now.date.adding(days: 1)) }

    @Test func draftsOfAnOrganisationUntilTomorrow() async throws {
        let sample = try await DeskSample()
        let desk = desk(sample, [.drafts: 2])
        let first = try await begin(desk)
        _ = try await begin(desk)
        await #expect(throws: spent(.drafts, 2)) { try await begin(desk) }
        #expect(try await sample.store.read { try $0.caseCount(visibleTo: DeskSample.filer).number } == 2)
        // What comes twice is none, others have their own, and the next day begins with none.
        try await desk.create(id: first, service: "auth.identity", by: DeskSample.filer, at: DeskSample.now)
        _ = try await begin(desk, by: Samples.person(.filer, of: Samples.bank))
        let last = Timestamp(milliseconds: tomorrow.milliseconds - 1)
        await #expect(throws: spent(.drafts, 2)) { try await begin(desk, at: last) }
        _ = try await begin(desk, at: tomorrow)
        let days = try await sample.store.read { db in
            try db.rows("SELECT day, used FROM quota_use WHERE kind = 'drafts' ORDER BY requester, day").count
        }
        #expect(days == 2, "a row an organisation: what was yesterday goes")
    }

    @Test func whatWasSavedCanBeSentThoughNothingMoreCanBeSaved() async throws {
        let sample = try await DeskSample()
        let id = try await sample.draft()
        let desk = desk(sample, [.saves: 3])
        try await save(desk, id, "Một")
        let version = try await sample.state(id).version
        await #expect(throws: spent(.saves, 3)) { try await save(desk, id, "Hai") }
        try await save(desk, id, "Một")
        #expect(try await sample.state(id).version == version, "what changes nothing is no save")
        #expect(try await sample.state(id).answers.text("purpose_text") == "Một")
        try await desk.perform(
            "submit", on: id, by: DeskSample.filer, input: [:], expected: version, isReauthenticated: false,
            at: DeskSample.now)
        #expect(try await sample.state(id).stage == .awaitingVouch)
    }

    @Test func uploadsAndTheirBytes() async throws {
        let sample = try await DeskSample()
        let id = try await sample.begin()
        let two = desk(sample, [.uploads: 2])
        try await attach(two, id, 1)
        try await attach(two, id, 2)
        await #expect(throws: spent(.uploads, 2)) { try await attach(two, id, 3) }
        #expect(try await sample.store.read { try $0.one("SELECT count(*) FROM attachment")?.int(at: 0) } == 2)
        let megabyte = desk(sample, [.bytes: 1])
        await #expect(throws: spent(.bytes, 1)) { try await attach(megabyte, id, 3, bytes: 1024 * 1024) }
        try await attach(megabyte, id, 3, bytes: 1024 * 1000)
        await #expect(throws: spent(.bytes, 1)) { try await save(megabyte, id, String(repeating: "ă", count: 12_500)) }
        try await save(megabyte, id, String(repeating: "a", count: 12_500))
        let rows = try (0..<600).flatMap { _ in try DeskSample.rows(1) }
        await #expect(throws: spent(.bytes, 1)) {
            try await megabyte.replaceSubjects(
                rows, list: SubjectListID(at: DeskSample.now, random: Random.bytes(10)), of: id, by: DeskSample.filer,
                at: DeskSample.now)
        }
        #expect(try await sample.store.read { try $0.one("SELECT count(*) FROM subject")?.int(at: 0) } == 0)
    }

    @Test func whatAnswersASlipHasRoomBeyond() async throws {
        let sample = try await DeskSample()
        let id = try await sample.draft()
        try await sample.bring(id, through: "vouch")
        try await sample.act("request-supplement", id)
        let other = try await sample.draft()
        let used = try await sample.store.read { db in
            try db.one("SELECT used FROM quota_use WHERE kind = 'saves'")?.int(at: 0) ?? 0
        }
        let desk = desk(sample, [.saves: used, .uploads: 1])
        await #expect(throws: spent(.saves, used)) { try await save(desk, other, "Thêm") }
        try await desk.declareOnPaper([.mandate], of: id, by: DeskSample.filer, at: DeskSample.now)
        try await attach(desk, id, 1)
        try await attach(desk, id, 2)
        await #expect(throws: spent(.uploads, 2)) { try await attach(desk, id, 3) }
    }

    private func attach(_ desk: CaseDesk, _ id: CaseID, _ number: Int, bytes: Int = 10) async throws {
        let content = [UInt8](repeating: UInt8(number), count: bytes)
        let document = AttachmentReference(
            id: AttachmentID(at: DeskSample.now, random: Random.bytes(10)), fileName: "\(number).pdf",
            sizeBytes: bytes, digest: Digest(of: content).hex)
        try await desk.attach(document, content: content, to: id, by: DeskSample.filer, at: DeskSample.now)
    }

    @Test func howManyPersonsAClerkReceives() async throws {
        let sample = try await DeskSample()
        let accounts = Accounts(store: sample.store, passwords: try Passwords(cost: .cheapest))
        let reception = ReceptionDesk(desk: desk(sample, [.receptions: 2]), accounts: accounts)
        let nobody = try #require(PersonalID("001099000001"))
        let visitor = Visitor(
            personalID: nobody, fullName: "Không Ai", birthDate: try #require(PartialDate(year: 1999)),
            shown: "Căn cước")
        func receive(_ place: Int, at now: Timestamp = DeskSample.now) async throws {
            let clerk = Samples.person(.clerk, at: OfficeCode("01"), place)
            _ = try await reception.receive(visitor, by: clerk, at: now)
        }
        for _ in 1...2 { await #expect(throws: ReceptionRefusal.notIdentified) { try await receive(0) } }
        await #expect(throws: spent(.receptions, 2)) { try await receive(0) }
        // Another clerk has a day of their own, and everybody a new one tomorrow.
        await #expect(throws: ReceptionRefusal.notIdentified) { try await receive(1) }
        await #expect(throws: ReceptionRefusal.notIdentified) { try await receive(0, at: tomorrow) }
        let asked = try await sample.store.read { db in
            try db.one("SELECT count(*) FROM event WHERE type = 'not-received'")?.int(at: 0)
        }
        #expect(asked == 4, "who was refused looked for nobody")
    }
}
