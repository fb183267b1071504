// Lists of several blocks: answered as they come, taken up where somebody left them, and nothing leaves in between.

import Basics
import Casework
import Registry
import Storage
import TestKit
import Testing
import Workflow

@testable import Records

@Suite struct LongReleaseTests {
    private static let persons = 2 * Limits.releaseBlockRows + 1

    private let places: PlaceNames

    init() throws { places = try RegistrySample.places() }

    /// A list in which each person of the sample is asked about again and again.
    private static func list(_ count: Int = persons) throws -> SubjectList {
        let people = try RegistrySample.people()
        return RegistrySample.list((0..<count).map { people[$0 % people.count] })
    }

    private func begun(_ grant: Grant, _ store: any Store) async throws -> BegunRelease {
        try await store.write { db in
            let open = try db.begin(RegistrySample.id(10), under: grant.id, at: RegistrySample.now)
            _ = try db.keep(open)
            return open
        }
    }

    /// Answers the next block, as a server does that dies right after.
    private func answerOne(_ open: BegunRelease, _ store: any Store, at moment: Timestamp) async throws {
        try await store.write { db in
            let fulfilment = try db.fulfilment(of: open, comparedBy: places)
            let last = try db.lastBlock(of: open.id)
            let block = try #require(try db.answerBlock(of: fulfilment, after: last, at: moment))
            try db.store(block, of: open.id)
        }
    }

    /// A case whose list takes more than one turn, with the first turn done.
    private struct Halfway {
        static let persons = Limits.releaseBlockRows * (Limits.blocksInTurnMax + 1) + 7
        let sample: DeskSample
        let id: CaseID
        let service: String

        init() async throws {
            sample = try await DeskSample(populated: true)
            let people = try DeskSample.rows(RegistrySample.citizens)
            id = try await sample.draft()
            try await sample.replaceSubjects((0..<Self.persons).map { people[$0 % people.count] }, of: id)
            try await sample.bring(id, through: "issue")
            service = try #require(try await sample.state(id).marking.services.first).id
            #expect(try await goOn() == .begun, "a turn is over")
        }

        /// The next turn, of a server that remembers nothing.
        func goOn() async throws -> ServiceAction.Outcome {
            try await FulfilmentDesk(store: sample.store, desk: sample.otherDesk())
                .fulfil(id, service: service, at: DeskSample.now)
        }

        func expectProved() async throws {
            let found = try await sample.store.read { try $0.differencesFromLog() }
            #expect(found.isEmpty, "\(found)")
        }
    }

    /// A list of more than one turn, whose approval is suspended in the middle of being answered.
    @Test func aSuspensionStopsWhatIsBeingAnsweredAndAResumptionLetsItGoOn() async throws {
        let halfway = try await Halfway()
        let (sample, id) = (halfway.sample, halfway.id)
        let line = try #require(try await sample.store.read { try $0.grant(of: id) })
        #expect(line.answered == Limits.releaseBlockRows * Limits.blocksInTurnMax && line.persons == Halfway.persons)
        #expect(line.usesMade == 1 && line.usesLeft == 0 && line.standing == .open)

        try await sample.act("suspend-grant", id)
        #expect(try await halfway.goOn() == .held)
        #expect(try await sample.store.read { try $0.grant(of: id) }?.answered == line.answered)
        try await halfway.expectProved()
        #expect(try await sample.worker.runDue(at: DeskSample.now).isEmpty, "held is no fault")
        #expect(try await sample.state(id).release == nil)

        try await sample.act("resume-grant", id)
        let later = DeskSample.now.adding(seconds: Limits.heldWorkSeconds)
        #expect(try await sample.worker.runDue(at: later).isEmpty)
        let release = try #require(try await sample.state(id).release)
        #expect(try await rows(release, sample.store) == Array(1...Halfway.persons))
        try await halfway.expectProved()
    }

    @Test func aRevocationEndsWhatIsBeingAnswered() async throws {
        let halfway = try await Halfway()
        let (sample, id) = (halfway.sample, halfway.id)
        try await sample.act("revoke-grant", id)
        #expect(try await halfway.goOn() == .done, "nothing is left to do")
        #expect(try await sample.state(id).release == nil)
        #expect(try await sample.store.read { try $0.releases(of: id) }.isEmpty)
        try await halfway.expectProved()
    }

    private func rows(_ release: ReleaseID, _ store: any Store) async throws -> [Int] {
        try await store.read { db in
            try db.blocks(of: release).flatMap { try db.answers(of: $0, in: release) }.map(\.row)
        }
    }

    @Test func everyRowOnceInBlocks() async throws {
        let list = try Self.list()
        let grant = try RegistrySample.grant("auth.identity", list: list)
        let store = try await RegistrySample.store(opened: grant, of: list)
        let made = try await ReleaseDesk(store: store, comparedBy: places)
            .release(RegistrySample.id(10), under: grant.id, by: .system, at: RegistrySample.now)
        #expect(made.rows == Self.persons && made.identified == Self.persons)
        let blocks = try await store.read { try $0.blocks(of: made.id) }
        #expect(blocks.map(\.rows) == [Limits.releaseBlockRows, Limits.releaseBlockRows, 1])
        #expect(blocks.map(\.number) == [1, 2, 3])
        #expect(try await rows(made.id, store) == Array(1...Self.persons))
        #expect(try await store.read { try $0.begunRelease(made.id) } == nil)
        let found = try await store.read { try $0.differences(of: made.id) }
        #expect(found.0.isEmpty && found.1.answers == Self.persons && found.1.disclosures == Self.persons)
        try await store.close()
    }

    @Test func rowsThatAreNotGrantedAreLeftOut() async throws {
        let list = try Self.list()
        let rows = (1...Self.persons).filter { !$0.isMultiple(of: 3) }
        let grant = try RegistrySample.grant("auth.identity", list: list, rows: rows)
        let store = try await RegistrySample.store(opened: grant, of: list)
        let made = try await ReleaseDesk(store: store, comparedBy: places)
            .release(RegistrySample.id(10), under: grant.id, by: .system, at: RegistrySample.now)
        #expect(made.rows == rows.count)
        #expect(try await self.rows(made.id, store) == rows)
        try await store.close()
    }

    @Test func whatAServerLeftIsTakenUpWithoutAGapOrADouble() async throws {
        let list = try Self.list()
        let grant = try RegistrySample.grant("auth.identity", list: list)
        let store = try await RegistrySample.store(opened: grant, of: list)
        let open = try await begun(grant, store)
        try await answerOne(open, store, at: RegistrySample.now)
        #expect(try await store.read { try $0.release(open.id) } == nil, "nothing is recorded before the end")
        await #expect(throws: StorageError.self) {
            _ = try await store.write {
                try $0.record(open, try $0.blocks(of: open.id), by: .system, at: RegistrySample.now)
            }
        }
        let later = RegistrySample.now.adding(seconds: 60)
        let made = try await ReleaseDesk(store: store, comparedBy: places)
            .release(open.id, under: grant.id, by: .system, at: later)
        #expect(made.at == later)
        #expect(try await rows(made.id, store) == Array(1...Self.persons))
        let moments = try await store.read { try $0.blocks(of: made.id).map(\.answeredAt) }
        #expect(moments == [RegistrySample.now, later, later])
        #expect(try await store.read { try $0.usesMade(of: grant.id) } == 1)
        try await store.close()
    }

    @Test func ofTwoServersThatAnswerTheSameBlockOneIsRefused() async throws {
        let list = try Self.list()
        let grant = try RegistrySample.grant("auth.identity", list: list)
        let store = try await RegistrySample.store(opened: grant, of: list)
        let open = try await begun(grant, store)
        let first = try await store.read { db in
            try db.answerBlock(
                of: try db.fulfilment(of: open, comparedBy: places), after: nil, at: RegistrySample.now)
        }
        let block = try #require(first)
        try await store.write { try $0.store(block, of: open.id) }
        await #expect(throws: StorageError.conflict("block 1 of release \(open.id) is there")) {
            try await store.write { try $0.store(block, of: open.id) }
        }
        #expect(try await rows(open.id, store) == Array(1...Limits.releaseBlockRows))
        try await store.close()
    }

    @Test func afterTheLastDayTheRestIsToldNothing() async throws {
        let list = try Self.list()
        let grant = try RegistrySample.grant("provide.fields", fields: [.sex], list: list)
        let store = try await RegistrySample.store(opened: grant, of: list)
        let open = try await begun(grant, store)
        try await answerOne(open, store, at: RegistrySample.now)
        let late = Timestamp(grant.validUntil.adding(days: 1), hour: 0)
        let made = try await ReleaseDesk(store: store, comparedBy: places)
            .release(open.id, under: grant.id, by: .system, at: late)
        let answers = try await store.read { db in
            try db.blocks(of: made.id).flatMap { try db.answers(of: $0, in: made.id) }
        }
        #expect(made.rows == Self.persons && made.identified == Limits.releaseBlockRows)
        #expect(answers.prefix(Limits.releaseBlockRows).allSatisfy { $0.isIdentified })
        #expect(answers.dropFirst(Limits.releaseBlockRows).flatMap(\.fields).allSatisfy { $0.reason == .tooLate })
        let told = try await store.read { db in
            try db.one("SELECT count(*) FROM disclosure WHERE fields <> ''")?.int(at: 0)
        }
        #expect(told == Limits.releaseBlockRows)
        try await store.close()
    }

    @Test func aListThatIsNotTheOneOfTheDecisionIsNotAnsweredOn() async throws {
        let list = try Self.list()
        let grant = try RegistrySample.grant("auth.identity", list: list)
        let store = try await RegistrySample.store(opened: grant, of: list)
        let open = try await begun(grant, store)
        try await answerOne(open, store, at: RegistrySample.now)
        try await store.write { db in
            try db.run("UPDATE subject SET full_name = full_name || 'x' WHERE row_number = \(Self.persons)")
        }
        await #expect(throws: FulfilmentRefusal.otherList) {
            _ = try await ReleaseDesk(store: store, comparedBy: places)
                .release(open.id, under: grant.id, by: .system, at: RegistrySample.now)
        }
        try await store.close()
    }

    /// The whole of it by the worker of an office: others get their turn in between.
    @Test func aCaseWithALongListIsCarriedOutInTurns() async throws {
        let halfway = try await Halfway()
        let (sample, id) = (halfway.sample, halfway.id)
        #expect(try await sample.state(id).release == nil)
        try await halfway.expectProved()
        #expect(try await sample.otherWorker().runDue(at: DeskSample.now).isEmpty)
        let state = try await sample.state(id)
        let release = try #require(state.release)
        #expect(try await rows(release, sample.store) == Array(1...Halfway.persons))
        #expect(state.issuedNotice != nil)
        #expect(try await halfway.goOn() == .done, "nothing is left to do")
        try await halfway.expectProved()
        #expect(try await sample.store.read { try $0.verifyLedger().isSound })
    }
}
