// Papers are written once with their act; registers have no gaps; what is refused leaves nothing behind.

import Basics
import Casework
import Letters
import Storage
import TestKit
import Testing

import struct Forms.FieldValues

@testable import Records

@Suite struct PaperTests {
    private static let year = RegisterYear(office: DeskSample.office, year: 2026)

    @Test func aPaperReadTwiceAlsoAtOnceIsTheSameBytesAndItsDigestIsKept() async throws {
        let sample = try await DeskSample()
        let id = try await sample.draft()
        try await sample.bring(id, through: "accept")
        try await sample.worker.runDue(at: DeskSample.now)
        async let one = sample.shelf.pdf(of: id, n: 2)
        async let other = sample.shelf.pdf(of: id, n: 2)
        let (first, second) = try await (one, other)
        let again = try await sample.pdf(of: id, n: 2)
        #expect(first != nil && first == second && first == again)
        let kept = try await sample.store.read {
            try $0.rows("SELECT form, digest FROM paper_version WHERE case_id = \(id) AND n = 2 ORDER BY form")
                .map { (try $0.text(at: 0), try $0.digest(at: 1)) }
        }
        #expect(kept.map(\.0) == ["pdf", "text"])
        #expect(kept.first?.1 == Digest(of: try #require(first)))
        #expect(try await sample.pdf(of: id, n: 9) == nil)
    }

    @Test func aPaperDrawnAnewFromItsTextIsTheSameBytes() async throws {
        let sample = try await DeskSample()
        let id = try await sample.draft()
        try await sample.bring(id, through: "accept")
        let first = try await sample.pdf(of: id, n: 2)
        let paper = try #require(try await sample.state(id).paper(2))
        let text = try await sample.store.read { try $0.text(of: paper, in: id) }
        #expect(try await sample.shelf.draw(try LetterMarkup.read(text)) == first)
    }

    @Test func aPaperIsNeitherServedNorFoundBeforeItIsDrawnAndDrawnOnce() async throws {
        let sample = try await DeskSample()
        let id = try await sample.draft()
        try await sample.bring(id, through: "accept")
        await #expect(throws: PaperNotDrawn.self) { try await sample.shelf.pdf(of: id, n: 2) }
        let code = try #require(try await sample.state(id).paper(2)?.seal?.code)
        let issued = try await sample.store.read { try sample.procedures.paper(verificationCode: code, $0) }
        #expect(issued?.isDrawn == false)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 { group.addTask { try await sample.shelf.drawPaper(2, of: id, at: DeskSample.now) } }
            try await group.waitForAll()
        }
        let drawn = try await sample.store.read { try $0.drawnPapers(id) }
        #expect(drawn.map(\.n) == [2])
        let pdf = try #require(try await sample.shelf.pdf(of: id, n: 2))
        #expect(drawn.first?.digest == Digest(of: pdf))
    }

    @Test func aPaperThatWasChangedInTheDatabaseIsAnErrorAndNoPaper() async throws {
        let sample = try await DeskSample()
        let id = try await sample.draft()
        try await sample.bring(id, through: "accept")
        let pdf = try #require(try await sample.pdf(of: id, n: 2))
        try await sample.store.write { db in
            try db.dropTrigger("paper_version_keeps_rows", of: "paper_version")
            let forged = pdf + [10]
            try db.run(
                """
                UPDATE paper_version SET content = \(forged), digest = \(Digest(of: forged))
                WHERE case_id = \(id) AND n = 2 AND form = 'pdf'
                """)
        }
        await #expect(throws: StorageError.self) { try await sample.shelf.pdf(of: id, n: 2) }
        await #expect(throws: StorageError.self) { try await sample.store.read { try $0.proof(of: pdf + [10]) } }
        guard case .altered(let paper) = try await sample.store.read({ try $0.proof(of: pdf) }) else {
            Issue.record("the true file has no row any more, and still its code")
            return
        }
        #expect(paper.paper.n == 2)
    }

    @Test func bothRegistersCountFromOneWithoutGapsAndRefusedActsTakeNoNumber() async throws {
        let sample = try await DeskSample()
        for _ in 0..<3 {
            let id = try await sample.draft()
            try await sample.bring(id, through: "vouch")
            let version = try await sample.state(id).version
            try await withThrowingTaskGroup(of: Void.self) { group in
                // One of these wins; the others come too late.
                for slug in ["accept", "request-supplement", "reject-at-intake"] {
                    group.addTask {
                        _ = try await sample.refusal { try await sample.act(slug, id, expected: version) }
                    }
                }
                try await group.waitForAll()
            }
        }
        let (incoming, outgoing) = try await sample.store.read { db in
            (
                try db.incomingDocuments(Self.year, after: 0, limit: 100).map(\.number),
                try db.outgoingDocuments(Self.year, after: 0, limit: 100).map(\.number)
            )
        }
        #expect(incoming == [1, 2, 3] && outgoing == [1, 2, 3])
        try await sample.store.read { db in
            #expect(try db.incomingDocumentCount(Self.year) == 3 && db.outgoingDocumentCount(Self.year) == 3)
            #expect(try db.outgoingDocumentCount(RegisterYear(office: DeskSample.office, year: 2025)) == 0)
            let first = try db.incomingDocuments(Self.year, at: .first, size: 2)
            #expect(first.lines.map(\.number) == [3, 2] && first.previous == nil)
            guard let next = first.next else { return #expect(Bool(false), "there is an older line") }
            let second = try db.incomingDocuments(Self.year, at: .after(next), size: 2)
            #expect(second.lines.map(\.number) == [1] && second.next == nil && second.previous != nil)
            #expect(try db.outgoingDocuments(Self.year, at: .last, size: 2).lines.map(\.number) == [2, 1])
            #expect(try db.incomingDocuments(Self.year, after: 1, limit: 1).map(\.number) == [2])
        }
    }

    @Test func sentAwayAndBackADossierStandsInEachRegisterAsOftenAsItArrived() async throws {
        let sample = try await DeskSample()
        let id = try await sample.draft()
        try await sample.bring(id, through: "vouch")
        let code = try await sample.state(id).code
        for office in ["79", "01"] {
            try await sample.act("transfer", id, FieldValues(["authority": [office], "reason": ["Nhầm"]]))
        }
        try await sample.act("accept", id)
        let state = try await sample.state(id)
        #expect(state.office == DeskSample.office && state.code == code && state.stage == .accepted)
        let (here, there) = try await sample.store.read { db in
            (
                try db.incomingDocuments(Self.year, after: 0, limit: 9),
                try db.incomingDocuments(RegisterYear(office: OfficeCode("79"), year: 2026), after: 0, limit: 9)
            )
        }
        #expect(here.map(\.number) == [1, 2] && there.map(\.number) == [1])
        #expect(Set(here.map(\.caseID)) == [id])
    }

    @Test func lettersIssuedAtOnceCarryDifferentNumbers() async throws {
        let sample = try await DeskSample()
        var ids: [CaseID] = []
        for _ in 0..<6 { ids.append(try await sample.draft(persons: 1)) }
        for id in ids { try await sample.bring(id, through: "sign") }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for id in ids { group.addTask { try await sample.act("issue", id) } }
            try await group.waitForAll()
        }
        var numbers: [Int] = []
        for id in ids {
            let decision = try await sample.state(id).papers.first { $0.kind == .approvalDecision }
            numbers.append(try #require(decision?.number))
        }
        #expect(Set(numbers).count == 6)
        let all = try await sample.store.read {
            try $0.outgoingDocuments(Self.year, after: 0, limit: 100).map(\.number)
        }
        #expect(all == Array(1...12))
    }

    @Test func textThatNoLetterCanPrintRefusesTheActAndLeavesNothing() async throws {
        let sample = try await DeskSample()
        let id = try await sample.draft()
        try await sample.bring(id, through: "vouch")
        let before = try await sample.state(id).version
        let refusal = try await sample.refusal {
            try await sample.act("reject-at-intake", id, ["reason": "Thiếu \u{1F600}"])
        }
        guard case .invalid(let problems) = refusal else {
            Issue.record("\(String(describing: refusal))")
            return
        }
        #expect(problems.map(\.field) == ["reason"])
        #expect(try await sample.state(id).version == before)
        let next = try await sample.act("accept", id).papers.last?.number
        #expect(next == 1)
    }
}
