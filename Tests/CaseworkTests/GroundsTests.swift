// The grounds that an act against a requester rests on: dated, chosen, or typed.

import Basics
import Forms
import Foundation
import TestKit
import Testing

@testable import Casework

struct GroundsTests {
    private func text() throws -> String {
        try String(contentsOf: repositoryRoot.appending(path: "Workflows/grounds.xml"), encoding: .utf8)
    }

    private func findings(_ text: String) -> [String] {
        Grounds.load(Array(text.utf8), file: "grounds.xml").1.map(\.message)
    }

    @Test func eachActThatRestsOnAGroundHasSomeOnEveryDaySince2021() throws {
        let (loaded, findings) = Grounds.load(Array(try text().utf8), file: "grounds.xml")
        let grounds = try #require(loaded, "\(findings)")
        for days in stride(from: 0, to: 2_200, by: 7) {
            let day = try #require(LocalDate("2021-05-14")).adding(days: days)
            for act in ["reject-at-intake", "propose-refusal"] { #expect(!grounds.offered(for: act, on: day).isEmpty) }
        }
        let before = grounds.offered(for: "propose-refusal", on: try #require(LocalDate("2026-03-14")))
        let after = grounds.offered(for: "propose-refusal", on: try #require(LocalDate("2026-03-15")))
        #expect(before.map(\.id) == after.map(\.id) && before.map(\.article) != after.map(\.article))
        #expect(grounds.offered(for: "accept", on: Samples.monday.date).isEmpty)
    }

    @Test(arguments: [
        ("id=\"no-consent\"", "id=\"No consent\"", "small letters"), ("id=\"no-consent\"", "id=\"other\"", "not other"),
        ("acts=\"propose-refusal\"", "acts=\"sign\"", "no act sign"),
        ("through=\"2026-03-14\"", "through=\"2024-01-01\"", "ends before it begins"),
        ("through=\"2026-03-14\"", "through=\"2026-03-15\"", "twice on one day"),
        ("article=\"", "paragraph=\"", "article"), ("mark=\"V\"", "mark=\"certain\"", "mark"),
        ("<name lang=\"en\">", "<name lang=\"fr\">", "lang"), ("from=\"2024-07-01\"", "from=\"1.7.2024\"", "from"),
    ])
    func whatIsWrongInTheFileIsSaid(old: String, new: String, words: String) throws {
        let all = findings(try text().replacing(old, with: new))
        #expect(all.contains { $0.contains(words) }, "\(all)")
    }

    @Test func anArticleIsChosenOrTypedNeverBoth() throws {
        let given = try GivenCase.at(.accepted)
        let act = "propose-refusal"
        let ground = try #require(given.procedure.grounds.offered(for: act, on: given.now.date).first)
        func problems(_ ground: String?, _ article: String?) throws -> [String] {
            let input = FieldValues(["reason": ["Sai mục đích"]]).with("ground", ground).with("article", article)
            return try given.problems(act, by: given.officer, input)
        }
        #expect(try problems(nil, nil) == ["article problem.ground-missing"])
        #expect(try problems("other", nil) == ["article problem.required"])
        #expect(try problems(ground.id, "Điều 10") == ["article problem.ground-and-article"])
        #expect(try problems("nothing", nil).first == "ground problem.unknown-choice")
        for (chosen, typed, printed) in [
            (ground.id, nil, ground.article), ("other", "Điều 10", "Điều 10"), (nil, "Điều 10", "Điều 10"),
        ] {
            var given = given
            let input = FieldValues(["reason": ["Sai mục đích"]]).with("ground", chosen).with("article", typed)
            try given.act(act, by: given.officer, input)
            #expect(given.state.proposal?.article == printed)
        }
    }

    @Test func narrowingAndTurningAwayMayGoWithoutOneButNeverBoth() throws {
        let filed = try GivenCase.at(.filed)
        let accepted = try GivenCase.at(.accepted)
        for (given, act, actor) in [
            (filed, "reject-at-intake", filed.clerk), (accepted, "propose-narrower", accepted.officer),
        ] {
            let ground = try #require(given.procedure.grounds.offered(for: act, on: given.now.date).first)
            let input = GivenCase.input(act, given.state, given.service)
            #expect(try given.refusal(act, by: actor, input) == nil)
            #expect(try given.refusal(act, by: actor, input.with("ground", ground.id)) == nil)
            let both = input.with("ground", ground.id).with("article", "Điều 1")
            #expect(try given.problems(act, by: actor, both) == ["article problem.ground-and-article"])
        }
    }

    @Test func nothingStandsInTheFieldsAtFirst() throws {
        let given = try GivenCase.at(.accepted)
        for slug in Acts.all.map(\.slug) {
            let preset = try #require(Acts.named(slug)).preset(given.context(given.officer))
            #expect(preset["ground"] == nil && preset["article"] == nil && preset["reason"] == nil)
        }
    }

    @Test func onlyWhatIsInForceThatDayCanBeChosen() throws {
        var given = try GivenCase.at(.accepted)
        let act = try #require(Acts.named("propose-refusal"))
        func offered() -> [String] {
            let field = Decide.form(of: act, given.context(given.officer)).field("ground")
            return field?.kind.options?.options.map(\.code) ?? []
        }
        let now = offered()
        #expect(now.last == "other" && now.contains("no-consent"))
        given.now = Timestamp(try #require(LocalDate("2020-01-01")))
        #expect(offered().isEmpty, "before the first law of the list every article is typed")
    }
}
