// `transfer`: to the office that is competent, or out of the manual queue.

import Basics
import Forms
import TestKit
import Testing
import Workflow

@testable import Casework

struct TransferTests {
    @Test func sendsTheCaseToAnotherOffice() throws {
        var given = try GivenCase.at(.filed)
        let clerk = given.clerk
        let events = try given.act("transfer", by: clerk, ["authority": "79", "reason": "Trụ sở ở TP. HCM"])
        let competence = Competence(
            office: OfficeCode("79"), authority: "province", position: "", rule: "", article: "",
            reason: "Trụ sở ở TP. HCM")
        #expect(events == [.transferred(competence: competence, from: OfficeCode("01"), incomingNumber: 1)])
        #expect(given.state.stage == .filed)
        #expect(given.state.office == OfficeCode("79"))
        #expect(given.state.offices == [OfficeCode("01"), OfficeCode("79")], "a trace stays")
        #expect(given.state.code?.hasPrefix("01-") == true, "the code stays what it was")
        #expect(given.state.competence?.isManual == true)
        #expect(given.state.marking.tasks.map(\.node).sorted() == ["intake", "withdrawal"])
        #expect(given.numbers["incoming/79/2026"] == 1)
        #expect(given.paperNames.count == 1, "no paper goes out")
        #expect(given.state.clock == [.started(given.now.date)], "the clock runs on")
    }

    @Test func afterItTheNewOfficeActsAndTheOldOneOnlyLooks() throws {
        var given = try GivenCase.at(.filed)
        let before = given.clerk
        try given.act("transfer", by: before)
        #expect(Permissions.maySee(before, given.state))
        #expect(Permissions.permitted(before, given.state) == [])
        #expect(
            try given.refusal("accept", by: before) == .conflict(version: given.state.version, stage: .filed))
        try given.act("accept", by: given.clerk)
        #expect(given.state.papers.last?.office == OfficeCode("79"))
        #expect(given.state.papers.last?.reference == "01/BPTNTKQ-CATP")
    }

    @Test func goesThereAndBack() throws {
        var given = try GivenCase.at(.filed)
        try given.act("transfer", by: given.clerk, ["authority": "79", "reason": "a"])
        try given.act("transfer", by: given.clerk, ["authority": "01", "reason": "b"])
        #expect(given.state.offices.map(\.text) == ["01", "79", "01"])
        #expect(given.numbers["incoming/01/2026"] == 2, "it comes in again")
        try given.act("accept", by: given.clerk)
    }

    @Test(arguments: ["central", "01", "79", "00070"]) func aCaseWithoutARuleIsAssignedByHand(office: String) throws {
        var given = try GivenCase.at(.filed, for: Samples.unknown)
        #expect(given.state.awaitsAssignment)
        #expect(Permissions.permitted(given.clerk, given.state).map(\.slug) == ["transfer"])
        try given.act("transfer", by: given.clerk, ["authority": office, "reason": "Phân công"])
        #expect(!given.state.awaitsAssignment)
        #expect(given.state.office == OfficeCode(office))
        #expect(given.state.competence?.isManual == true)
        #expect(
            given.state.competence?.authority
                == (office == "central" ? "central" : office.count == 2 ? "province" : "commune"))
        #expect(given.state.competence?.reason == "Phân công")
        #expect(try given.refusal("accept", by: given.clerk) == nil)
        #expect(given.numbers["incoming/\(office)/2026"] == 1, "a case that stays at the centre came in there already")
    }

    @Test func onlyTheCentreAssigns() throws {
        let given = try GivenCase.at(.filed, for: Samples.unknown)
        #expect(try given.refusal("transfer", by: Samples.person(.clerk, at: OfficeCode("01"))) == .notFound)
    }

    @Test func isGuarded() throws { try expectGuarded("transfer", by: .clerk, at: .filed) }

    @Test func theFieldsAreAnOtherOfficeAndAReason() throws {
        let given = try GivenCase.at(.filed)
        let act = "transfer"
        #expect(
            try given.problems(act, by: given.clerk, [:])
                == ["authority problem.choose-one", "reason problem.required"])
        #expect(try given.problems(act, by: given.clerk, "authority", "99") == ["authority problem.unknown-choice"])
        #expect(
            try given.problems(act, by: given.clerk, "authority", "01") == ["authority problem.unknown-choice"],
            "it is there already")
        #expect(try given.problems(act, by: given.clerk, "reason", tooLong(4_000)) == ["reason problem.too-long"])
    }

    @Test func theLikeliestOfficesComeFirst() throws {
        let given = try GivenCase.at(.filed, for: Samples.organization(.other, level: .district, commune: "00070"))
        guard case .choice(let options)? = Transfer().form(given.context(given.clerk)).field("authority")?.kind else {
            Issue.record("the office is not chosen")
            return
        }
        #expect(options.isSearched)
        #expect(options.options.map(\.code) == ["00070", "01", "central", "79"])
        #expect(
            options.options.first?.label
                == .text(
                    BilingualText(
                        vi: "Công an phường Hoàn Kiếm, Công an thành phố Hà Nội", en: "Office 00070, Office 01")))
    }

    @Test func aCaseCannotBeSentRoundForEver() throws {
        var given = try GivenCase.at(.filed)
        var refusal: Rejection?
        while refusal == nil, given.state.version < 2 * Limits.eventsPerCaseMax {
            refusal = try given.refusal("transfer", by: given.clerk)
            if refusal == nil { try given.act("transfer", by: given.clerk) }
        }
        guard case .process? = refusal else {
            Issue.record("\(String(describing: refusal))")
            return
        }
        #expect(given.state.version <= Limits.eventsPerCaseMax)
    }
}
