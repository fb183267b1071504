// `propose-narrower`: fewer fields, fewer persons or an earlier day. It takes something away and leaves something.

import Basics
import Forms
import TestKit
import Testing
import Workflow

@testable import Casework

struct ProposeNarrowerTests {
    static let act = "propose-narrower"

    /// A case with three chosen fields (full_name, other_name, birth_date) and three persons.
    static func given() throws -> GivenCase { try GivenCase.at(.accepted, "provide.fields") }

    static func input(_ fields: [String]?, subjects: String? = nil, reason: String? = "Vượt nhu cầu") -> FieldValues {
        var input = FieldValues()
        input.values["fields"] = fields
        input.values["subjects"] = subjects.map { [$0] }
        input.values["reason"] = reason.map { [$0] }
        return input
    }

    static let all = ["full_name", "other_name", "birth_date"]

    @Test func fewerFields() throws {
        var given = try Self.given()
        let events = try given.act(Self.act, by: given.officer, Self.input(["birth_date", "full_name"]))
        let proposal = Proposal(
            kind: .narrower, fields: ["full_name", "birth_date"], rows: nil,
            until: GivenCase.askedUntil(given.now.date), reason: "Vượt nhu cầu",
            article: "", officer: Signatory(given.officer))
        #expect(events == [.proposed(proposal: proposal)], "in the order of the service, whatever the post's")
        #expect(given.state.stage == .proposed)
    }

    @Test(arguments: [
        ("1", [1]), ("3", [3]), ("1-2", [1, 2]), ("2, 3", [2, 3]), ("3;1", [1, 3]), ("1 3", [1, 3]),
        ("2-3,2", [2, 3]),
    ])
    func fewerPersons(text: String, rows: [Int]) throws {
        var given = try Self.given()
        try given.act(Self.act, by: given.officer, Self.input(Self.all, subjects: text))
        #expect(given.state.proposal?.rows == rows)
        #expect(given.state.proposal?.fields == Self.all)
    }

    @Test func anEarlierDay() throws {
        var given = try Self.given()
        let until = given.now.date.adding(days: 5)
        try given.act(Self.act, by: given.officer, Self.input(Self.all).with("until", until))
        #expect(given.state.proposal?.until == until)
        #expect(given.state.proposal?.rows == nil)
        #expect(given.state.useUntil == until, "from here on that is the end of use")
    }

    @Test(arguments: ["", "1-3", "1,2,3", "3 2 1", " 1-2 ; 2-3 "])
    func whatTakesNothingAwayIsNoNarrowing(subjects: String) throws {
        let given = try Self.given()
        let problems = ["fields problem.nothing-narrowed"]
        #expect(try given.problems(Self.act, by: given.officer, Self.input(Self.all, subjects: subjects)) == problems)
        let sameDay = Self.input(Self.all, subjects: subjects).with("until", GivenCase.askedUntil(given.now.date))
        #expect(try given.problems(Self.act, by: given.officer, sameDay) == problems)
    }

    @Test(arguments: [
        "0", "4", "1-4", "3-1", "-1", "1-", "1--2", "1-2-3", "a", "1.5", "+1", "99999999999999999999", "-",
    ])
    func rowsThatAreNone(subjects: String) throws {
        let given = try Self.given()
        #expect(
            try given.problems(Self.act, by: given.officer, Self.input(Self.all, subjects: subjects))
                == ["subjects problem.not-rows"])
    }

    @Test func theFieldsMustBeSomeOfThoseAskedFor() throws {
        let given = try Self.given()
        #expect(
            try given.problems(Self.act, by: given.officer, Self.input(nil)) == ["fields problem.choose-at-least-one"])
        #expect(
            try given.problems(Self.act, by: given.officer, Self.input(["full_name", "religion"]))
                == ["fields problem.unknown-choice"], "what was not asked for cannot be granted")
        #expect(
            try given.problems(Self.act, by: given.officer, Self.input(["full_name"], reason: nil))
                == ["reason problem.required"])
    }

    @Test func theDayLiesBetweenTodayAndTheDayAskedFor() throws {
        let given = try Self.given()
        let today = given.now.date
        func problems(_ day: LocalDate) throws -> [String] {
            try given.problems(Self.act, by: given.officer, Self.input(["full_name"]).with("until", day))
        }
        #expect(try problems(today.adding(days: -1)) == ["until problem.date-in-past"])
        #expect(try problems(today) == [])
        #expect(try problems(GivenCase.askedUntil(today)) == [])
        #expect(try problems(GivenCase.askedUntil(today).adding(days: 1)) == ["until problem.date-too-late"])
    }

    @Test func aServiceWithOneFieldIsNarrowedByPersonsOrDay() throws {
        var given = try GivenCase.at(.accepted)
        #expect(
            try given.problems(Self.act, by: given.officer, Self.input(["blood_type"]))
                == ["fields problem.nothing-narrowed"])
        try given.act(Self.act, by: given.officer, Self.input(["blood_type"], subjects: "2"))
        #expect(given.state.proposal?.rows == [2])
    }

    @Test func isGuarded() throws { try expectGuarded(Self.act, by: .officer, at: .accepted) }

    @Test func isSignedAndIssuedAsAnApproval() throws {
        var given = try Self.given()
        try given.act(Self.act, by: given.officer)
        try given.act("sign", by: given.approver)
        try given.act("issue", by: given.clerk)
        #expect(given.state.stage == .issued)
        #expect(given.state.papers.last?.kind == .approvalDecision)
        #expect(given.state.marking.services.map(\.action) == ["fulfil"])
    }

    /// The grant would have all keys whatever the decision said.
    @Test func keysThatAreConfirmedTogetherAreLeftOutTogether() throws {
        let given = try GivenCase.at(.accepted, "auth.identity")
        for fields in [["personal_id"], ["full_name", "birth_date"]] {
            let input = GivenCase.input("propose-narrower", given.state, given.service)
            var narrower = input
            narrower.values["fields"] = fields
            #expect(
                try given.problems("propose-narrower", by: given.officer, narrower) == ["fields problem.keys-together"])
            #expect(try given.refusal("propose-narrower", by: given.officer, input) == nil)
        }
    }

    // MARK: Calls in place of persons

    /// A case in which a server wants to call, as often as the form lets it ask.
    private static func calling() throws -> GivenCase { try GivenCase.at(.accepted, "eid.assertion") }

    private static func input(calls: String, _ given: GivenCase) -> FieldValues {
        var input = Self.input(given.state.requestedFields(of: given.service))
        input.values["calls"] = [calls]
        return input
    }

    @Test func fewerCalls() throws {
        var given = try Self.calling()
        try given.act(Self.act, by: given.officer, Self.input(calls: "40.000", given))
        #expect(given.state.proposal?.calls == 40_000 && given.state.proposal?.rows == nil)
    }

    @Test func asManyCallsAreNoNarrowing() throws {
        let given = try Self.calling()
        let asked = String(try #require(given.state.answers.number("calls")))
        for calls in ["", asked] {
            #expect(
                try given.problems(Self.act, by: given.officer, Self.input(calls: calls, given))
                    == ["fields problem.nothing-narrowed"])
        }
        #expect(
            try given.problems(Self.act, by: given.officer, Self.input(calls: "0", given))
                == ["calls problem.number-outside"])
    }

    @Test func whereAServerCallsNobodyIsListed() throws {
        let given = try Self.calling()
        #expect(given.state.subjects == nil)
        var approved = given
        try approved.act("propose-approval", by: given.officer)
        #expect(approved.state.proposal?.calls == given.state.answers.number("calls"))
    }
}
