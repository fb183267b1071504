// Remarks on cases in the database: in the log, in the lists of who waits, two at once.

import Basics
import Casework
import Forms
import Storage
import TestKit
import Testing

@testable import Records

@Suite struct RemarkDeskTests {
    private static let now = DeskSample.now
    private static let clerk = Samples.person(.clerk, at: DeskSample.office)
    private static let officer = Samples.person(.officer, at: DeskSample.office)

    private func say(
        _ act: RemarkAct, _ id: CaseID, by actor: Actor, _ text: String = "Lời", to audience: String = "",
        answering number: Int? = nil, in sample: DeskSample, at now: Timestamp = now
    ) async throws {
        try await sample.desk.remark(
            act, on: id, by: actor, input: FieldValues(["remark": [text], "audience": [audience]]),
            answering: number, at: now)
    }

    private func waits(_ actor: Actor, _ sample: DeskSample) async throws -> [CaseID] {
        try await sample.store.read { db in
            let lines = try db.remarkWaits(for: actor).lines
            #expect((try db.remarkWaitCount(for: actor)?.number ?? 0) == lines.count)
            return lines.map(\.id)
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func whoIsToAnswerOrToReadIsFoundInAList(on database: TestDatabase) async throws {
        let sample = try await DeskSample(on: database)
        let ids = [try await sample.draft(), try await sample.draft()]
        for id in ids { try await sample.bring(id, through: "accept") }
        let versions = try await [sample.state(ids[0]).version, sample.state(ids[1]).version]

        try await say(.remark, ids[1], by: Self.officer, to: "asked", in: sample)
        try await say(.remark, ids[0], by: Self.officer, to: "asked", in: sample, at: Self.now.adding(seconds: 1))
        try await say(.remark, ids[0], by: Self.clerk, to: "inside", in: sample)
        #expect(try await waits(DeskSample.filer, sample) == [ids[1], ids[0]], "who waits longest comes first")
        #expect(try await waits(Self.clerk, sample) == [])
        #expect(try await waits(Samples.person(.inspector), sample) == [], "nothing waits on an inspector")

        try await say(.answer, ids[1], by: DeskSample.filer, answering: 1, in: sample)
        #expect(try await waits(DeskSample.filer, sample) == [ids[0]])
        #expect(try await waits(Self.clerk, sample) == [ids[1]])
        #expect(try await waits(Samples.person(.clerk, at: OfficeCode("79")), sample) == [])
        try await say(.settle, ids[1], by: Self.clerk, in: sample)
        try await say(.settle, ids[1], by: Self.officer, in: sample)
        #expect(try await waits(Self.officer, sample) == [])

        let thread = try await sample.store.read { try $0.remarks(on: ids[1]) }
        #expect(thread.remarks.map(\.kind) == [.asked, .answered, .settled])
        #expect(try await [sample.state(ids[0]).version, sample.state(ids[1]).version] == versions)
        #expect(try await sample.findings() == [], "the log proves every row")
        try await sample.store.close()
    }

    @Test(arguments: TestDatabase.allCases)
    func aCaseThatEndedWaitsForNoAnswer(on database: TestDatabase) async throws {
        let sample = try await DeskSample(on: database)
        let id = try await sample.draft()
        try await sample.bring(id, through: "accept")
        try await say(.remark, id, by: Self.officer, to: "asked", in: sample)
        try await sample.act("withdraw", id, FieldValues(["reason": ["Không cần nữa"]]))
        #expect(try await sample.state(id).stage.isFinal)
        #expect(try await waits(DeskSample.filer, sample) == [])
        try await say(.answer, id, by: DeskSample.filer, answering: 1, in: sample)
        #expect(try await waits(Self.clerk, sample) == [id], "what they say all the same is read")
        #expect(try await sample.findings() == [])
        try await sample.store.close()
    }

    /// A form that somebody has open is not overtaken by a remark.
    @Test(arguments: TestDatabase.allCases)
    func anActGoesOnBesideRemarks(on database: TestDatabase) async throws {
        let sample = try await DeskSample(on: database)
        let id = try await sample.draft()
        try await sample.bring(id, through: "accept")
        let version = try await sample.state(id).version
        try await say(.remark, id, by: Self.clerk, to: "told", in: sample)
        try await sample.act("propose-approval", id, expected: version)
        #expect(try await sample.state(id).stage == .proposed)
        try await sample.store.close()
    }

    @Test(arguments: TestDatabase.allCases)
    func manyWhoSpeakAtOnceAreAllHeard(on database: TestDatabase) async throws {
        let sample = try await DeskSample(on: database)
        let id = try await sample.draft()
        try await sample.bring(id, through: "accept")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<12 {
                group.addTask {
                    let actor = number.isMultiple(of: 2) ? Self.clerk : Self.officer
                    let audience = ["inside", "told", "asked"][number % 3]
                    try await say(.remark, id, by: actor, "Lời \(number)", to: audience, in: sample)
                }
            }
            try await group.waitForAll()
        }
        let thread = try await sample.store.read { try $0.remarks(on: id) }
        #expect(thread.remarks.map(\.number) == Array(1...12))
        #expect(Set(thread.remarks.compactMap(\.content?.text)).count == 12)
        #expect(try await sample.findings() == [])
        try await sample.store.close()
    }

    @Test(arguments: TestDatabase.allCases)
    func whatIsErasedIsGoneAndTheRestStands(on database: TestDatabase) async throws {
        let sample = try await DeskSample(on: database)
        let id = try await sample.draft()
        try await sample.bring(id, through: "accept")
        try await say(.remark, id, by: Self.officer, "Số điện thoại riêng của bà Lan", to: "asked", in: sample)
        try await say(.remark, id, by: Self.clerk, "Ghi chú", to: "inside", in: sample)
        try await sample.store.write { db in
            let position = try db.entries(of: Remark.stream(of: id))[0].position
            let order = ErasureOrder(what: "a remark", orderedBy: "Giám đốc", paper: "12/QĐ, 02/03/2026")
            try db.erase([position], on: order, by: .machineOperator("lan"), at: Self.now)
        }
        let thread = try await sample.store.read { try $0.remarks(on: id) }
        #expect(thread.remarks.map(\.content?.text) == [nil, "Ghi chú"])
        #expect(try await sample.findings() == [])
        try await sample.store.close()
    }

    /// Nobody finds out by a remark whether there is such a case.
    @Test func aStrangerFindsNothing() async throws {
        let sample = try await DeskSample()
        let id = try await sample.draft()
        try await sample.bring(id, through: "accept")
        for (actor, there) in [(Samples.person(.officer, at: OfficeCode("79")), id), (Self.officer, Samples.id(9_999))]
        {
            await #expect(throws: Rejection.notFound) {
                try await say(.remark, there, by: actor, to: "inside", in: sample)
            }
        }
        #expect(try await sample.store.read { try $0.remarks(on: id) }.remarks.isEmpty)
        try await sample.store.close()
    }
}
