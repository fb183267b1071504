// `vouch`: the signing official stands behind the request, and with that it is filed where the tables say.

import Basics
import Forms
import TestKit
import Testing
import Workflow

@testable import Casework

struct VouchTests {
    @Test func filesTheRequestWithTheCompetentOffice() throws {
        var given = try GivenCase.at(.awaitingVouch)
        given.now = Timestamp(given.now.date.adding(days: 1), hour: 15, minute: 5)
        let events = try given.act("vouch", by: given.official)
        let state = given.state
        #expect(events.map(\.name) == ["vouched", "filed", "paperIssued"])
        #expect(state.stage == .filed)
        #expect(state.vouchedBy == Signatory(given.official))
        #expect(state.code == "01-2026-03-03-0001")
        #expect(state.receivedAt == given.now)
        #expect(state.offices == [OfficeCode("01")])
        let competence = try #require(state.competence)
        #expect(competence.authority == "province")
        #expect(competence.rule == "B-4")
        #expect(competence.article == "Điều 9 Nghị định số 70/2024/NĐ-CP")
        #expect(competence.position == "Giám đốc Công an cấp tỉnh")
        #expect(!competence.isManual && !state.awaitsAssignment)
        #expect(
            state.term
                == Term(
                    workingDays: 3,
                    article: "Thủ tục hành chính 1.009714 (Quyết định số 4864/QĐ-BCA-C06 ngày 04 tháng 7 năm 2024)"))
        #expect(state.clock == [.started(given.now.date)])
        #expect(state.marking.tasks.map(\.node).sorted() == ["intake", "withdrawal"])
        #expect(given.numbers == ["dossier/01/2026-03-03": 1, "incoming/01/2026": 1])
    }

    @Test func theRequestIsThePaperOfTheRequester() throws {
        let given = try GivenCase.at(.filed)
        let paper = try #require(given.state.papers.first)
        #expect(given.state.papers.count == 1)
        #expect(paper.n == 1 && paper.kind == .request && paper.date == given.now.date)
        #expect(paper.number == nil && paper.notation.isEmpty && paper.office == nil)
        #expect(paper.signer == Signatory(given.official))
    }

    @Test func isGuarded() throws { try expectGuarded("vouch", by: .official, at: .awaitingVouch) }

    @Test func needsProofOfWhoVouches() throws {
        let given = try GivenCase.at(.awaitingVouch)
        #expect(try given.problems("vouch", by: given.official, [:]) == ["password problem.password-missing"])
        #expect(
            try given.refusal("vouch", by: given.official, ["password": "sai"], reauthenticated: false)
                == .invalid([Problem("password", code: "problem.wrong-password")]))
    }

    static let routes: [(RequesterClass, AdministrativeLevel, String, String?, String)] = [
        (.stateAgency, .central, "01", "central", "B-1"), (.politicalOrganization, .central, "79", "central", "B-1"),
        (.stateAgency, .province, "79", "79", "B-3"), (.socioPoliticalOrganization, .province, "01", "01", "B-3"),
        (.creditInstitution, .none, "01", "central", "B-2"), (.paymentIntermediary, .none, "79", "central", "B-2"),
        (.telecom, .none, "01", "central", "B-2"), (.certificationAuthority, .none, "79", "central", "B-2"),
        (.electronicIdentification, .none, "01", "central", "B-2"), (.notary, .none, "79", "79", "B-4"),
        (.bailiff, .none, "01", "01", "B-4"), (.publicService, .none, "79", "79", "B-4"),
        (.other, .none, "01", nil, ""), (.stateAgency, .district, "01", nil, ""),
        (.stateAgency, .commune, "79", nil, ""),
    ]

    @Test(arguments: routes)
    func everyClassGoesWhereItsRuleSays(
        requester: RequesterClass, level: AdministrativeLevel, province: String, office: String?, rule: String
    ) throws {
        let organization = Samples.organization(requester, level: level, province: province)
        let given = try GivenCase.at(.filed, for: organization)
        #expect(given.state.competence?.office?.text == office)
        #expect(given.state.competence?.rule == rule)
        #expect(given.state.awaitsAssignment == (office == nil))
        #expect(given.state.office == OfficeCode(office ?? "central"), "what no rule covers waits at the centre")
        #expect(given.state.code?.hasPrefix(office ?? "central") == true)
    }

    @Test func aProvinceWithoutAnOfficeLeavesTheCaseToAClerk() throws {
        let given = try GivenCase.at(.filed, for: Samples.organization(.notary, province: "48"))
        #expect(given.state.awaitsAssignment)
        #expect(given.state.competence?.authority == "province", "what the table said is kept")
        #expect(given.state.office == .central)
    }

    @Test func theRulesOfTheDayOfReceiptCount() throws {
        let may2021 = Timestamp(LocalDate(days: 18_780), hour: 9)  // 2 June 2021
        var given = try GivenCase(
            "auth.blood-type", for: Samples.organization(.stateAgency, level: .province), at: may2021)
        try given.bring(to: .filed)
        #expect(given.state.competence?.rule == "A-3")
        #expect(given.state.term?.article.contains("37/2021/NĐ-CP") == true)
        var district = try GivenCase(
            "auth.blood-type", for: Samples.organization(.stateAgency, level: .district), at: may2021)
        try district.bring(to: .filed)
        #expect(district.state.competence?.authority == "district")
        #expect(district.state.awaitsAssignment, "no district office is in the system")
    }

    private static let amended = Timestamp(LocalDate(year: 2026, month: 3, day: 16) ?? Samples.monday.date, hour: 9)

    @Test func aBodyOfACommuneGoesToThePoliceOfItsCommune() throws {
        var given = try GivenCase("auth.blood-type", for: Samples.commune, at: Self.amended)
        try given.bring(to: .fulfilled)
        #expect(given.state.offices.map(\.text) == ["00070"])
        #expect(given.state.competence?.rule == "B-8" && given.state.competence?.authority == "commune")
        #expect(given.state.competence?.article.hasPrefix("khoản 4 Điều 9 Nghị định số 70/2024/NĐ-CP") == true)
        #expect(given.state.papers.compactMap(\.reference).contains("02/QĐ-CAP"))
    }

    @Test(arguments: ["99999", nil]) func aCommuneWithoutAnOfficeLeavesTheCaseToAClerk(commune: String?) throws {
        let organization = Samples.organization(.stateAgency, level: .commune, commune: commune)
        var given = try GivenCase("auth.blood-type", for: organization, at: Self.amended)
        try given.bring(to: .filed)
        #expect(given.state.awaitsAssignment && given.state.office == .central)
        #expect(given.state.competence?.rule == "B-8", "the rule is known, the office is not")
        #expect(given.state.competence?.position == "Trưởng Công an cấp xã")
    }

    @Test(arguments: [("none", nil), ("separate-document", "B-11")] as [(String, String?)])
    func consentOfThePersonsOpensTheRuleOfArticle9Paragraph5(said: String, rule: String?) throws {
        var given = try GivenCase("auth.blood-type", for: Samples.unknown, at: Self.amended)
        given.fillIn()
        var answers = Answers()
        for key in given.state.answers.keys { answers[key] = given.state.answers[key] }
        answers["subject_consent"] = .text(said)
        given.note(.draftSaved(page: "purpose", answers: answers))
        try given.bring(to: .filed)
        #expect(given.state.competence?.rule == rule ?? "")
        #expect(given.state.competence?.office == rule.map { _ in OfficeCode("01") })
    }

    @Test func anEnclosedConsentCountsAsOne() throws {
        var given = try GivenCase("auth.blood-type", for: Samples.unknown, at: Self.amended)
        given.fillIn()
        given.note(
            .documentAttached(
                document: AttachmentReference(
                    id: Samples.id(60), fileName: "dong-y.pdf", sizeBytes: 1, digest: "d", kind: .subjectConsent)))
        try given.bring(to: .filed)
        #expect(given.state.competence?.rule == "B-11")
    }

    @Test func aDayWithoutATermFilesNothing() throws {
        var given = try GivenCase("auth.blood-type", at: Timestamp(LocalDate(days: 16_000), hour: 9))  // 2013
        try given.bring(to: .awaitingVouch)
        guard case .process? = try given.refusal("vouch", by: given.official) else {
            Issue.record("a request without a term was filed")
            return
        }
    }

    @Test func aRequestThatBecameIncompleteMeanwhileIsNotFiled() throws {
        var given = try GivenCase.at(.awaitingVouch)
        given.now = Timestamp(GivenCase.askedUntil(given.now.date).adding(days: 1), hour: 9)
        #expect(try given.refusal("vouch", by: given.official) == .rule("incomplete"))
        #expect(try given.refusal("return-to-filer", by: given.official) == nil)
    }

    @Test func numbersRunOnWithoutGaps() throws {
        var numbers: [String: Int] = [:]
        for count in 1...3 {
            var given = try GivenCase(numbers: numbers)
            try given.bring(to: .awaitingVouch)
            #expect(try given.refusal("vouch", by: given.filer) == .forbidden(act: "vouch"))
            try given.act("vouch", by: given.official)
            #expect(given.state.code == "01-2026-03-02-000\(count)")
            guard case .filed(_, count, _, _, _)? = given.history.map(\.event).first(where: { $0.name == "filed" })
            else {
                Issue.record("the incoming register has a gap")
                return
            }
            numbers = given.numbers
        }
    }
}
