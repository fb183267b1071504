// The paper that is looked at before an act is the paper that the act makes.

import Basics
import Casework
import Letters
import Storage
import TestKit
import Testing

import struct Forms.Answers
import struct Forms.FieldValues

@testable import Records

@Suite struct PreviewTests {
    /// An act that makes a paper, or prepares the one of the decision, on a case brought so far.
    struct Way: Sendable, CustomTestStringConvertible {
        var before: [String]
        var act: String
        /// What is still to be done until the paper is out.
        var after: [String] = []
        var words: [String: [String]] = [:]

        var testDescription: String { (before.suffix(1) + [act]).joined(separator: ", ") }
    }

    /// What takes a number of the outgoing register.
    private static let numbering: Set = ["accept", "request-supplement", "issue", "suspend-grant"]
    private static let refusal = ["reason": ["Không đúng mục đích\nđã nêu"], "article": ["khoản 2 Điều 9 Nghị định X"]]
    private static let narrower = ["reason": ["Chỉ cần hai người"], "subjects": ["1, 3"]]

    static let ways: [Way] = {
        let filed = ["submit", "vouch"]
        var ways = [
            Way(before: ["submit"], act: "vouch"),
            Way(before: filed, act: "accept"),
            Way(before: filed, act: "request-supplement"),
            Way(before: filed + ["request-supplement", "change", "resubmit"], act: "vouch"),
            Way(before: filed, act: "reject-at-intake", words: refusal),
        ]
        let proposals = [
            ("propose-approval", ["comment": ["Đủ điều kiện"]]), ("propose-narrower", narrower),
            ("propose-refusal", refusal),
        ]
        for (proposal, words) in proposals {
            let accepted = filed + ["accept"]
            ways += [
                Way(before: accepted, act: proposal, after: ["sign", "issue"], words: words),
                Way(before: accepted + [proposal], act: "sign", after: ["issue"]),
                Way(before: accepted + [proposal, "sign"], act: "issue"),
            ]
        }
        let issued = filed + ["accept", "propose-approval", "sign", "issue"]
        let measured = ["reason": ["Có dấu hiệu\nsai mục đích"], "article": ["Điều 7"], "password": ["x"]]
        ways += [
            Way(before: issued, act: "suspend-grant", words: measured),
            Way(
                before: issued + ["suspend-grant"], act: "resume-grant",
                words: ["reason": ["Đã rõ"], "password": ["x"]]),
            Way(before: issued, act: "revoke-grant", words: measured),
        ]
        return ways
    }()

    @Test(arguments: ways) func thePreviewIsThePaperThatIsIssued(_ way: Way) async throws {
        let sample = try await DeskSample()
        let id = try await sample.draft()
        for act in way.before { try await bring(act, id, sample) }
        let input = try await input(way, id, sample)
        let version = try await sample.state(id).version
        let preview = try #require(try await self.preview(way.act, id, input, sample))
        #expect(try await sample.state(id).version == version, "a preview is no act")
        #expect(preview.isDraft != (way.act == "vouch") && preview.foot == nil, "what is not issued yet says so")

        try await sample.act(way.act, id, input)
        for act in way.after { try await sample.act(act, id) }
        let paper = try #require(try await sample.state(id).papers.last)
        let text = try await sample.store.read { db in try db.text(of: paper, in: id) }
        let issued = try LetterMarkup.read(text)
        let isSigned = way.after.contains("sign")
        #expect(aside(preview, signature: isSigned) == aside(issued, signature: isSigned))
        #expect(aside(issued, signature: false) != issued, "what is left aside stands in the issued paper")
        #expect(
            paper.number == nil
                || paper.number == way.before.count { Self.numbering.contains($0) } + 1)
    }

    /// Whoever adds an act that makes a paper adds its preview here.
    @Test func everyActThatMakesAPaperIsTriedHere() {
        let makers = Acts.all.filter { !$0.papers.isEmpty || $0.page.preparesDecision }.map(\.slug)
        #expect(Set(makers) == Set(Self.ways.map(\.act)))
    }

    @Test func aPreviewIsRefusedAsTheActIs() async throws {
        let sample = try await DeskSample()
        let id = try await sample.draft()
        for act in ["submit", "vouch", "accept"] { try await sample.act(act, id) }
        let empty = try await sample.refusal { _ = try await preview("propose-refusal", id, FieldValues([:]), sample) }
        guard case .invalid(let problems) = empty else {
            Issue.record("\(String(describing: empty))")
            return
        }
        #expect(Set(problems.map(\.field)) == ["reason", "article"])
        let unprintable = FieldValues(["reason": ["漢"], "article": ["Điều 9"]])
        let refused = try await sample.refusal { _ = try await preview("propose-refusal", id, unprintable, sample) }
        #expect(refused?.isInvalid == true)
        let version = try await sample.state(id).version
        await #expect(throws: Rejection.conflict(version: version, stage: .accepted)) {
            _ = try await preview("accept", id, FieldValues([:]), sample)
        }
        await #expect(throws: Rejection.forbidden(act: "propose-refusal")) {
            _ = try await sample.desk.preview(
                "propose-refusal", on: id, by: Samples.person(.clerk, at: DeskSample.office),
                input: FieldValues(Self.refusal), expected: nil, at: DeskSample.now)
        }
        await #expect(throws: Rejection.notFound) {
            _ = try await sample.desk.preview(
                "propose-refusal", on: id, by: Samples.person(.officer, at: OfficeCode("79")),
                input: FieldValues(Self.refusal), expected: nil, at: DeskSample.now)
        }
    }

    // MARK: The case

    private func bring(_ act: String, _ id: CaseID, _ sample: DeskSample) async throws {
        guard act == "change" else {
            let words = ["propose-refusal": Self.refusal, "propose-narrower": Self.narrower][act] ?? [:]
            let way = Way(before: [], act: act, words: words)
            try await sample.act(act, id, try await input(way, id, sample))
            return
        }
        var answers = Answers()
        answers["purpose_text"] = .text("Mục đích đã sửa")
        try await sample.desk.save(page: "purpose", answers, of: id, by: DeskSample.filer, at: DeskSample.now)
    }

    private func input(_ way: Way, _ id: CaseID, _ sample: DeskSample) async throws -> FieldValues {
        let state = try await sample.state(id)
        var input = GivenCase.input(way.act, state, try ShippedProcedure.loaded().service(state.service))
        input.values.merge(way.words) { $1 }
        if way.act == "request-supplement" { input.values["fields"] = ["purpose"] }
        return input
    }

    /// Without a password: nobody has to prove who they are to look.
    private func preview(
        _ act: String, _ id: CaseID, _ input: FieldValues, _ sample: DeskSample
    ) async throws -> LetterDocument? {
        let state = try await sample.state(id)
        return try await sample.desk.preview(
            act, on: id, by: DeskSample.actor(for: act, state), input: input.with("password", nil),
            expected: state.version,
            at: DeskSample.now)
    }

    /// The letter without what only the issue gives; `signature` also without who signs, whom nobody knows before.
    private func aside(_ letter: LetterDocument, signature: Bool) -> LetterDocument {
        var letter = letter
        (letter.foot, letter.isDraft) = (nil, false)
        letter.blocks = letter.blocks.map { block in
            switch block {
            case .heading(var heading):
                (heading.number, heading.placeAndDate) = ("", "")
                return .heading(heading)
            case .closing(let distribution, var signatures):
                for index in signatures.indices {
                    signatures[index].remark = ""
                    if signature {
                        (signatures[index].authority, signatures[index].title, signatures[index].name) = ("", "", "")
                    }
                }
                return .closing(distribution: distribution, signatures: signatures)
            case .annex(let name, let abstract, let reference):
                return .annex(
                    name: name, abstract: abstract, reference: reference.replacing(#/số .+ năm \d{4} /#, with: ""))
            default: return block
            }
        }
        return letter
    }
}

extension Rejection {
    fileprivate var isInvalid: Bool { if case .invalid = self { true } else { false } }
}
