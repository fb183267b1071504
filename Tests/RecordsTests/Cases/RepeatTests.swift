// A post that comes twice shows its first result; one that comes late shows the newer version.

import Basics
import Casework
import Records
import TestKit
import Testing

import struct Forms.FieldValues

@Suite struct RepeatTests {
    @Test(arguments: ["submit", "vouch", "accept", "propose-approval", "sign", "issue"])
    func theSameActOnTheSameVersionGivesTheFirstResult(slug: String) async throws {
        let sample = try await DeskSample()
        let id = try await sample.draft()
        for before in ["submit", "vouch", "accept", "propose-approval", "sign", "issue"].prefix(while: { $0 != slug }) {
            try await sample.act(before, id)
        }
        let before = try await sample.state(id)
        let first = try await sample.act(slug, id, expected: before.version)
        let again = try await sample.desk.perform(
            slug, on: id, by: person(slug, before), input: GivenCase.input(slug, before, service()),
            expected: before.version, isReauthenticated: true, at: DeskSample.now)
        #expect(first.version > before.version)
        #expect(again.version == first.version)
        #expect(try await sample.state(id).version == first.version)
    }

    @Test func manyOfTheSameAtOnceAreOne() async throws {
        let sample = try await DeskSample()
        let id = try await sample.draft()
        let version = try await sample.state(id).version
        let versions = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<8 {
                group.addTask { try await sample.act("submit", id, by: DeskSample.filer, expected: version).version }
            }
            return try await group.reduce(into: Set<Int>()) { $0.insert($1) }
        }
        #expect(versions == [try await sample.state(id).version])
    }

    @Test func ofTwoDifferentActsAtOnceOneWinsAndTheOtherSeesTheNewerVersion() async throws {
        let sample = try await DeskSample()
        let id = try await sample.draft()
        try await sample.bring(id, through: "vouch")
        let version = try await sample.state(id).version
        try await sample.act("accept", id, expected: version)
        let refusal = try await sample.refusal {
            try await sample.act(
                "reject-at-intake", id, by: Samples.person(.clerk, at: DeskSample.office), ["reason": "Thiếu"],
                expected: version)
        }
        let now = try await sample.state(id)
        #expect(refusal == .conflict(version: now.version, stage: .accepted))
        #expect(now.papers.map(\.kind) == [.request, .receiptSlip])
    }

    @Test func theSameActBySomebodyElseOrWithAnotherContentIsNoRepeat() async throws {
        let sample = try await DeskSample()
        let id = try await sample.draft()
        try await sample.bring(id, through: "accept")
        let version = try await sample.state(id).version
        try await sample.act("propose-refusal", id, expected: version)
        for (actor, reason) in [
            (Samples.person(.officer, at: DeskSample.office, 1), "Không đúng mục đích"),
            (Samples.person(.officer, at: DeskSample.office), "Lý do khác"),
        ] {
            let refusal = try await sample.refusal {
                try await sample.act(
                    "propose-refusal", id, by: actor, FieldValues(["reason": [reason], "article": ["Điều 10"]]),
                    expected: version)
            }
            guard case .conflict = refusal else {
                Issue.record("\(String(describing: refusal)) is no conflict")
                continue
            }
        }
    }

    @Test func oneIdentifierMakesOneDraftAndNeverAnotherOrganisations() async throws {
        let sample = try await DeskSample()
        let id = try await sample.begin()
        let first = try await sample.state(id)
        let again = try await sample.desk.create(
            id: id, service: "auth.identity", by: DeskSample.filer, at: DeskSample.now)
        #expect(again.version == first.version)
        let stranger = Samples.person(.filer, of: Samples.bank)
        await #expect(throws: Rejection.notFound) {
            try await sample.desk.create(id: id, service: "auth.identity", by: stranger, at: DeskSample.now)
        }
    }

    private func service() throws -> ServiceEntry { try ShippedProcedure.loaded().service("auth.identity") }

    private func person(_ slug: String, _ state: CaseState) -> Actor {
        switch slug {
        case "submit": DeskSample.filer
        case "vouch": DeskSample.official
        case "propose-approval": Samples.person(.officer, at: DeskSample.office)
        case "sign": Samples.person(.approver, at: DeskSample.office)
        default: Samples.person(.clerk, at: DeskSample.office)
        }
    }
}
