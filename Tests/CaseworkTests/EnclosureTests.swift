// What a request has to enclose: asked for by services, given as files or on paper, confirmed by the clerk.

import Basics
import Forms
import Foundation
import Registry
import TestKit
import Testing

@testable import Casework

struct EnclosureTests {
    private static let known = Provenance(source: "Test", mark: .verified)

    /// A draft of a service that asks for those kinds of evidence; everything else is filled in.
    private func draft(_ evidence: [Evidence]) throws -> GivenCase {
        var procedure = try ShippedProcedure.loaded()
        var service = try procedure.service("auth.identity")
        service.evidence = evidence
        procedure.catalogue = Catalogue(services: [service])
        var given = try GivenCase("auth.identity", for: Samples.notary, by: procedure)
        given.fillIn()
        return given
    }

    private func evidence(_ kind: Evidence.Kind, _ mark: EvidenceMark = .verified) -> Evidence {
        Evidence(kind: kind, classes: [.notary], provenance: Provenance(source: "Test", mark: mark))
    }

    private func file(_ kind: Evidence.Kind, _ number: Int = 60) -> AttachmentReference {
        AttachmentReference(
            id: Samples.id(number), fileName: "\(number).pdf", sizeBytes: 1, digest: "d\(number)", kind: kind)
    }

    private let missing = ["document_file problem.evidence-missing.subject-consent"]

    @Test func whatTheLawIsKnownToAskForIsMissedUntilItIsThere() throws {
        var given = try draft([evidence(.subjectConsent), evidence(.mandate, .recalled), evidence(.identityOfFiler)])
        #expect(try given.problems("submit", by: given.filer, [:]) == missing)
        given.note(.documentAttached(document: file(.mandate)))
        #expect(try given.problems("submit", by: given.filer, [:]) == missing, "another paper is none")
        given.note(.documentAttached(document: file(.subjectConsent, 61)))
        #expect(try given.refusal("submit", by: given.filer) == nil)
        given.note(.documentRemoved(document: Samples.id(61)))
        #expect(try given.problems("submit", by: given.filer, [:]) == missing)
        given.note(.paperDeclared(kinds: [.subjectConsent]))
        #expect(try given.refusal("submit", by: given.filer) == nil)
        given.note(.paperDeclared(kinds: []))
        #expect(try given.problems("submit", by: given.filer, [:]) == missing)
    }

    @Test func whatIsNotKnownForSureIsOnlyAskedFor() throws {
        for mark in EvidenceMark.allCases where mark != .verified {
            let given = try draft([evidence(.subjectConsent, mark)])
            #expect(try given.refusal("submit", by: given.filer) == nil)
            #expect(given.state.evidence(of: given.service, on: given.now.date).map(\.kind) == [.subjectConsent])
        }
        let given = try draft([evidence(.identityOfFiler)])
        #expect(try given.refusal("submit", by: given.filer) == nil, "the account of the organisation proves who files")
    }

    @Test func evidenceIsAskedOfAClassForAPurposeOnADay() throws {
        let today = Samples.monday.date
        var asked = evidence(.subjectConsent)
        func isAsked(_ asked: Evidence) throws -> Bool {
            let given = try draft([asked])
            return try !given.problems("submit", by: given.filer, [:]).isEmpty
        }
        #expect(try isAsked(asked))
        asked.classes = [.other]
        #expect(try !isAsked(asked))
        asked.classes = [.notary]
        let purpose = try #require(try draft([]).state.answers.text("purpose_code"))
        asked.purposes = ["other than \(purpose)"]
        #expect(try !isAsked(asked))
        asked.purposes = [purpose]
        #expect(try isAsked(asked))
        for (from, through, isIn) in [(0, 0, true), (1, 2, false), (-2, -1, false), (-1, 1, true)] {
            (asked.from, asked.through) = (today.adding(days: from), today.adding(days: through))
            #expect(try isAsked(asked) == isIn)
        }
    }

    @Test func aListNamesEnclosuresWhereEachPersonHasOne() throws {
        var asked = evidence(.subjectConsent)
        func columns() throws -> [String] {
            let given = try draft([asked])
            return given.state.subjectColumns(of: given.service)
        }
        #expect(try columns() == SubjectReading.keys)
        asked.isPerPerson = true
        #expect(try columns() == SubjectReading.keys + ["enclosure"])
        asked.classes = [.bailiff]
        #expect(try columns() == SubjectReading.keys, "of others, it is not asked")
    }

    @Test func aFileThatTheListNamesMustBeThereWhenItIsFiled() throws {
        var given = try draft([])
        var list = try #require(given.state.subjects)
        list.enclosures = NamedEnclosures(names: ["61.PDF", "khác.pdf"], persons: 2)
        given.note(.subjectsReplaced(list: list))
        #expect(given.state.unknownEnclosures == ["61.PDF", "khác.pdf"])
        given.note(.documentAttached(document: file(.subjectConsent, 61)))
        #expect(try given.problems("submit", by: given.filer, [:]) == ["document_file problem.enclosure-unknown"])
        #expect(given.state.document(named: "61.PDF")?.id == Samples.id(61))
        list.enclosures?.names = ["61.PDF"]
        given.note(.subjectsReplaced(list: list))
        #expect(try given.refusal("submit", by: given.filer) == nil)
        var other = file(.subjectConsent, 62)
        other.fileName = "61.pdf"
        given.note(.documentAttached(document: other))
        #expect(given.state.document(named: "61") == nil, "nobody could say which one is meant")
        #expect(try given.problems("submit", by: given.filer, [:]) == ["document_file problem.enclosure-unknown"])
        for number in [61, 62] { given.note(.documentRemoved(document: Samples.id(number))) }
        #expect(try given.problems("submit", by: given.filer, [:]) == ["document_file problem.enclosure-unknown"])
    }

    @Test func theOfficialCannotVouchForARequestWithoutIt() throws {
        var given = try draft([evidence(.subjectConsent)])
        given.note(.documentAttached(document: file(.subjectConsent)))
        try given.act("submit", by: given.filer)
        given.note(.documentRemoved(document: Samples.id(60)))
        #expect(try given.refusal("vouch", by: given.official) == .rule("incomplete"))
    }

    @Test func whoAcceptsConfirmsEveryPaperThatWasDeclared() throws {
        var given = try draft([evidence(.subjectConsent), evidence(.mandate)])
        given.note(.paperDeclared(kinds: [.subjectConsent, .mandate]))
        try given.act("submit", by: given.filer)
        try given.act("vouch", by: given.official)
        let problem = ["on_paper problem.paper-not-confirmed"]
        for ticked in [[], ["mandate"], ["subject-consent"]] {
            #expect(try given.problems("accept", by: given.clerk, FieldValues(["on_paper": ticked])) == problem)
        }
        let strange = FieldValues(["on_paper": ["subject-consent", "mandate", "shoe"]])
        #expect(try given.problems("accept", by: given.clerk, strange) == ["on_paper problem.unknown-choice"])
        given.now = given.now.adding(seconds: 600)
        let events = try given.act(
            "accept", by: given.clerk, FieldValues(["on_paper": ["mandate", "subject-consent"]]))
        #expect(events.first == .accepted(by: Signatory(given.clerk), onPaper: [.subjectConsent, .mandate]))
        #expect(given.state.acceptedAt == given.now)
    }

    @Test func withoutPaperNothingIsToBeConfirmed() throws {
        let given = try GivenCase.at(.filed)
        let act = try #require(Acts.named("accept"))
        #expect(Decide.form(of: act, given.context(given.clerk)).fields.isEmpty)
        #expect(try given.refusal("accept", by: given.clerk, [:]) == nil)
    }

    @Test func aSupplementOfPaperNeedsNoOtherSignature() throws {
        var given = try GivenCase.at(.supplementRequested)
        given.note(.paperDeclared(kinds: [.signedRequest]))
        #expect(given.state.changesSinceFiling == ["documents"])
        try given.act("resubmit", by: given.filer, [:])
        #expect(given.state.stage == .filed)
    }

    @Test func aServiceFileIsHeldAgainstWhatCanBeGiven() throws {
        let file = repositoryRoot.appending(path: "Workflows/services/auth.identity.xml")
        let text = try String(contentsOf: file, encoding: .utf8)
        let asked =
            #"<evidence kind="other" per="file" classes="any" from="2026-02-01" through="2026-01-01" source="t" mark="V"/>"#
        let changed = text.replacing("<retention", with: "\(asked)<retention")
        let (_, findings) = Catalogue.load(
            [("auth.identity.xml", Array(changed.utf8))], procedures: ["written-request"])
        #expect(findings.map(\.message).contains { $0.contains("nobody could give other") })
        #expect(findings.map(\.message).contains { $0.contains("ends before it begins") })
        #expect(findings.map(\.message).contains("per must be person"))
    }
}
