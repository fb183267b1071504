// How tokens move through every kind of node.

import Basics
import FEEL
import Testing
import Workflow

@Suite struct ProcessStepTests {
    @Test func opensTheFirstTask() throws {
        var run = Run(
            try process(Piece.start(), Piece.task("a", "one two"), Piece.end(), Piece.chain("start", "a", "end")))
        let facts = try run.step(.start)
        #expect(
            facts == [
                .tokenEntered(id: "t1", node: "start", flow: nil, scope: nil), .tokenLeft(id: "t1", node: "start"),
                .tokenEntered(id: "t1", node: "a", flow: "start-a", scope: nil),
                .taskOpened(
                    OpenTask(
                        id: "u2", token: "t1", node: try #require(run.definition.node("a")),
                        task: try #require(run.definition.userTasks.first?.task))),
            ])
        #expect(run.marking.isStarted)
        #expect(!run.marking.isEnded)
    }

    @Test func completesATask() throws {
        var run = Run(try process(Piece.start(), Piece.task("a"), Piece.end(), Piece.chain("start", "a", "end")))
        try run.step(.start)
        let facts = try run.step(.taskCompleted(id: "u2", act: "do", outcome: "do"))
        #expect(
            facts == [
                .taskCompleted(id: "u2", outcome: "do"), .tokenLeft(id: "t1", node: "a"),
                .tokenEntered(id: "t1", node: "end", flow: "a-end", scope: nil), .tokenLeft(id: "t1", node: "end"),
                .ended(node: "end", terminated: false, scope: nil),
            ])
        #expect(run.marking.isEnded)
        #expect(run.marking.tasks.isEmpty)
    }

    @Test func refusesWhatDoesNotFit() throws {
        let definition = try process(
            Piece.start(), Piece.task("a"), Piece.timer("w"), Piece.end(), Piece.chain("start", "a", "w", "end"))
        var run = Run(definition)
        #expect(throws: ProcessFault.notStarted) { try run.step(.taskCompleted(id: "u2", act: "do", outcome: "do")) }
        #expect(throws: ProcessFault.notStarted) { try run.step(.subscriptionFired(id: "c2")) }
        #expect(throws: ProcessFault.notStarted) { try run.step(.serviceCompleted(id: "s2")) }
        try run.step(.start)
        #expect(throws: ProcessFault.alreadyStarted) { try run.step(.start) }
        #expect(throws: ProcessFault.unknownTask("u9")) {
            try run.step(.taskCompleted(id: "u9", act: "do", outcome: "do"))
        }
        #expect(throws: ProcessFault.unknownSubscription("u2")) { try run.step(.subscriptionFired(id: "u2")) }
        #expect(throws: ProcessFault.unknownService("s1")) { try run.step(.serviceCompleted(id: "s1")) }
        #expect(throws: ProcessFault.actNotOffered(task: "u2", act: "other")) {
            try run.step(.taskCompleted(id: "u2", act: "other", outcome: "other"))
        }
        try run.complete("a")
        #expect(throws: ProcessFault.timerNotDue("c3")) { try run.step(.subscriptionFired(id: "c3")) }
        try run.fire("w")
        #expect(throws: ProcessFault.alreadyEnded) { try run.step(.cancel) }
        #expect(throws: ProcessFault.alreadyStarted) { try run.step(.start) }
        #expect(throws: ProcessFault.alreadyEnded) { try run.step(.taskCompleted(id: "u2", act: "do", outcome: "do")) }
    }

    @Test func aFaultChangesNothing() throws {
        let definition = try process(
            Piece.start(), Piece.task("a", "x y"), Piece.either("g"), Piece.end(), Piece.stop("z"),
            Piece.chain("start", "a", "g"), Piece.flow("g", "end", "outcome = \"x\""), Piece.flow("g", "z", "false"))
        var run = Run(definition)
        try run.step(.start)
        let before = run.marking
        #expect(throws: ProcessFault.noFlowChosen(node: "g")) { try run.complete("a", "y") }
        #expect(run.marking == before)
        try run.complete("a", "x")
        #expect(run.marking.isEnded)
    }

    @Test(arguments: [("x", "one"), ("y", "two"), ("z", "three")])
    func choosesByOutcome(_ outcome: String, _ place: String) throws {
        var run = Run(
            try process(
                Piece.start(), Piece.task("a", "x y z"), Piece.either("g", fallback: "g-three"), Piece.task("one"),
                Piece.task("two"), Piece.task("three"), Piece.either("m"), Piece.end(), Piece.chain("start", "a", "g"),
                Piece.flow("g", "one", "outcome = \"x\""), Piece.flow("g", "two", "outcome = \"y\""),
                Piece.flow("g", "three"), Piece.chain("one", "m", "end"), Piece.flow("two", "m"),
                Piece.flow("three", "m")))
        try run.step(.start)
        try run.complete("a", outcome)
        #expect(run.openTasks == [place])
        try run.complete(place)
        #expect(run.marking.isEnded)
    }

    @Test func triesConditionsInTheOrderOfTheFile() throws {
        var run = Run(
            try process(
                Piece.start(), Piece.either("g", fallback: "g-c"), Piece.task("a"), Piece.task("b"), Piece.task("c"),
                Piece.end(), Piece.flow("start", "g"), Piece.flow("g", "c"), Piece.flow("g", "b", "n > 1"),
                Piece.flow("g", "a", "n > 0"), Piece.flow("a", "end"), Piece.flow("b", "end"), Piece.flow("c", "end")),
            ["n": .integer(5)])
        try run.step(.start)
        #expect(run.openTasks == ["b"])
    }

    @Test(arguments: [Value.null, .boolean(false), .string("true"), .integer(1)])
    func takesTheDefaultUnlessAConditionIsTrue(_ value: Value) throws {
        var run = Run(
            try process(
                Piece.start(), Piece.either("g", fallback: "g-b"), Piece.task("a"), Piece.task("b"), Piece.end(),
                Piece.flow("start", "g"), Piece.flow("g", "a", "v"), Piece.flow("g", "b"), Piece.flow("a", "end"),
                Piece.flow("b", "end")), ["v": value])
        try run.step(.start)
        #expect(run.openTasks == ["b"])
    }

    @Test func theOutcomeIsKnownOnlyInTheStepOfItsTask() throws {
        var run = Run(
            try process(
                Piece.start(), Piece.task("a", "x"), Piece.service("s"), Piece.either("g", fallback: "g-no"),
                Piece.task("yes"), Piece.task("no"), Piece.end(), Piece.chain("start", "a", "s", "g"),
                Piece.flow("g", "yes", "outcome = \"x\""), Piece.flow("g", "no"), Piece.flow("yes", "end"),
                Piece.flow("no", "end")))
        try run.step(.start)
        try run.complete("a", "x")
        try run.serve("s")
        #expect(run.openTasks == ["no"])
    }

    @Test(arguments: ["task", "manualTask"]) func passesThroughWhatItHasNoPartIn(_ kind: String) throws {
        var run = Run(
            try process(
                Piece.start(), "<\(kind) id=\"m\"/>", Piece.task("a"), Piece.end(),
                Piece.chain("start", "m", "a", "end")))
        try run.step(.start)
        #expect(run.openTasks == ["a"])
    }

    @Test func saysWhatItsNodesMean() throws {
        let (definition, findings) = load([
            Piece.start(), "<userTask id=\"a\" tk:acts=\"do\" tk:stage=\"filed\" tk:due=\"v\"/>",
            "<endEvent id=\"end\" tk:stage=\"closed\" tk:effects=\"close  lapse\" tk:paper=\"notice\"/>",
            Piece.chain("start", "a", "end"),
        ])
        var run = Run(try #require(definition, "\(findings)"), ["v": .date(noon.date)])
        #expect(try run.step(.start).contains(.stageReached(stage: "filed", node: "a")))
        #expect(run.marking.tasks.map(\.due) == [noon.date])
        let facts = try run.step(.taskCompleted(id: "u2", act: "do", outcome: "do"))
        let meaning = facts.filter { fact in
            switch fact {
            case .stageReached, .effectCaused, .paperOrdered: true
            default: false
            }
        }
        #expect(
            meaning == [
                .stageReached(stage: "closed", node: "end"), .effectCaused(effect: "close", node: "end"),
                .effectCaused(effect: "lapse", node: "end"), .paperOrdered(kind: "notice", node: "end"),
            ])
    }

    // MARK: Forks and joins

    private func forkAndJoin() throws -> ProcessDefinition {
        try process(
            Piece.start(), Piece.all("f"), Piece.task("a"), Piece.task("b"), Piece.task("c"), Piece.all("j"),
            Piece.end(), Piece.flow("start", "f"), Piece.chain("f", "a", "j"), Piece.chain("f", "b", "j"),
            Piece.chain("f", "c", "j"), Piece.flow("j", "end"))
    }

    @Test func forksInTheOrderOfTheFlows() throws {
        var run = Run(try forkAndJoin())
        try run.step(.start)
        #expect(run.marking.tasks.map(\.node) == ["a", "b", "c"])
        #expect(Set(run.marking.tokens.map(\.id)).count == 3)
    }

    @Test(arguments: [
        ["a", "b", "c"], ["a", "c", "b"], ["b", "a", "c"], ["b", "c", "a"], ["c", "a", "b"], ["c", "b", "a"],
    ])
    func joinsWhenAllHaveCome(_ order: [String]) throws {
        var run = Run(try forkAndJoin())
        try run.step(.start)
        try run.complete(order[0])
        try run.complete(order[1])
        #expect(run.places == [order[2], "j", "j"].sorted())
        try run.complete(order[2])
        #expect(run.marking.isEnded)
        #expect(run.log.filter { $0 == .ended(node: "end", terminated: false, scope: nil) }.count == 1)
    }

    @Test func joinsWhatArrivesInTheSameStep() throws {
        var run = Run(
            try process(
                Piece.start(), Piece.all("f"), Piece.all("j"), Piece.either("x"), Piece.task("a"), Piece.end(),
                Piece.flow("start", "f"), Piece.flow("f", "j"), Piece.chain("f", "x", "j"), Piece.chain("j", "a", "end")
            ))
        try run.step(.start)
        #expect(run.openTasks == ["a"])
        #expect(run.marking.tokens.count == 1)
        try run.complete("a")
        #expect(run.marking.isEnded)
    }

    @Test func joinsAndForksInOneGateway() throws {
        var run = Run(
            try process(
                Piece.start(), Piece.all("f"), Piece.task("a"), Piece.task("b"), Piece.all("m"), Piece.task("c"),
                Piece.task("d"), Piece.end(), Piece.flow("start", "f"), Piece.chain("f", "a", "m", "c", "end"),
                Piece.chain("f", "b", "m", "d", "end")))
        try run.step(.start)
        try run.complete("b")
        #expect(run.openTasks == ["a"])
        try run.complete("a")
        #expect(run.openTasks == ["c", "d"])
        try run.complete("c")
        #expect(!run.marking.isEnded)
        try run.complete("d")
        #expect(run.marking.isEnded)
        #expect(run.log.filter { $0 == .ended(node: "end", terminated: false, scope: nil) }.count == 2)
    }

    @Test func aTerminateEndTakesEverythingAway() throws {
        var run = Run(
            try process(
                Piece.start(), Piece.all("f"), Piece.task("a"), Piece.task("b"), Piece.timer("w"), Piece.service("s"),
                Piece.stop("z"), Piece.end(), Piece.flow("start", "f"), Piece.chain("f", "a", "z"),
                Piece.chain("f", "b", "end"), Piece.chain("f", "w", "end"), Piece.chain("f", "s", "end")))
        try run.step(.start)
        let facts = try run.step(.taskCompleted(id: try #require(run.marking.tasks.first).id, act: "do", outcome: "do"))
        #expect(run.marking.isEnded)
        #expect(run.marking.tasks.isEmpty && run.marking.subscriptions.isEmpty && run.marking.services.isEmpty)
        #expect(facts.last == .ended(node: "z", terminated: true, scope: nil))
        #expect(facts.contains { if case .taskCancelled = $0 { true } else { false } })
        #expect(facts.contains { if case .subscriptionCancelled = $0 { true } else { false } })
        #expect(facts.contains { if case .serviceCancelled = $0 { true } else { false } })
        let (entered, left) = facts.tokenMoves
        #expect(left == entered + 4)
    }

    @Test func cancelTakesEverythingAway() throws {
        var run = Run(try forkAndJoin())
        try run.step(.start)
        let facts = try run.step(.cancel)
        #expect(facts.filter { if case .taskCancelled = $0 { true } else { false } }.count == 3)
        #expect(facts.last == .ended(node: nil, terminated: true, scope: nil))
        #expect(run.marking.isEnded)
        #expect(run.marking.tasks.isEmpty)
    }

    @Test func cancelBeforeTheStartForbidsTheStart() throws {
        var run = Run(try forkAndJoin())
        try run.step(.cancel)
        #expect(run.marking.isEnded)
        #expect(throws: ProcessFault.alreadyStarted) { try run.step(.start) }
    }

    // MARK: Services and decisions

    @Test func waitsForAService() throws {
        var run = Run(
            try process(Piece.start(), Piece.service("s", "fulfil"), Piece.end(), Piece.chain("start", "s", "end")))
        try run.step(.start)
        #expect(run.marking.services.map(\.action) == ["fulfil"] && run.marking.service("s2")?.token == "t1")
        #expect(run.places == ["s"])
        #expect(try run.step(.serviceCompleted(id: "s2")).first == .serviceCompleted(id: "s2"))
        #expect(run.marking.isEnded)
    }

    private func routed() throws -> ProcessDefinition {
        try process(
            Piece.start(), Piece.rule("r", "competence", "routing"), Piece.either("g", fallback: "g-known"),
            Piece.task("known"), Piece.task("unknown"), Piece.end(), Piece.chain("start", "r", "g"),
            Piece.flow("g", "unknown", "routing = null"), Piece.flow("g", "known"), Piece.flow("known", "end"),
            Piece.flow("unknown", "end"))
    }

    @Test func asksForADecisionWithTheVariables() throws {
        var run = Run(try routed(), ["class": .string("notary")])
        var asked: [(String, [String: Value])] = []
        run.decide = {
            asked.append(($0, $1))
            let value = Value.context(Context([("authority", .string("01")), ("days", .integer(3))]))
            return DecisionAnswer(value: value, rules: [MatchedRule(id: "B-1", index: 2, annotations: [])], table: "ab")
        }
        try run.step(.start)
        #expect(asked.map(\.0) == ["competence"])
        #expect(asked.first?.1["class"] == .string("notary"))
        #expect(run.openTasks == ["known"])
        let made = try #require(run.marking.decisions["routing"])
        #expect(made.node == "r" && made.decision == "competence" && made.table == "ab")
        #expect(made.result == .context(["authority": .string("01"), "days": .number("3")]))
        #expect(made.rules == [MatchedRule(id: "B-1", index: 2, annotations: [])])
    }

    @Test func aResultStaysReadableForTheRestOfTheCase() throws {
        var run = Run(
            try process(
                Piece.start(), Piece.rule("r", "competence", "routing"), Piece.task("a"),
                Piece.either("g", fallback: "g-lost"), Piece.task("kept"), Piece.stop("lost"), Piece.end(),
                Piece.chain("start", "r", "a", "g"), Piece.flow("g", "kept", "routing = \"01\""),
                Piece.flow("g", "lost"), Piece.flow("kept", "end")))
        run.decide = { _, _ in DecisionAnswer(value: .string("01")) }
        try run.step(.start)
        try run.complete("a")
        #expect(run.openTasks == ["kept"])
    }

    @Test func aDecisionWithoutResultIsNoFault() throws {
        var run = Run(try routed())
        try run.step(.start)
        #expect(run.openTasks == ["unknown"])
        #expect(run.marking.decisions["routing"]?.result == .null)
    }

    @Test func aDecisionThatFailsIsAFault() throws {
        struct Broken: Error, CustomStringConvertible { var description: String { "broken" } }
        var run = Run(try routed())
        run.decide = { _, _ in throw Broken() }
        #expect(throws: ProcessFault.decisionFailed(node: "r", decision: "competence", reason: "broken")) {
            try run.step(.start)
        }
        #expect(!run.marking.isStarted)
    }

    // MARK: Bounds

    @Test func refusesAnotherDefinitionsMarking() throws {
        let one = try process(Piece.start(), Piece.task("a"), Piece.end(), Piece.chain("start", "a", "end"))
        let other = try process(Piece.start(), Piece.task("b"), Piece.end(), Piece.chain("start", "b", "end"))
        var run = Run(one)
        try run.step(.start)
        let environment = ProcessEnvironment(now: noon) { _, _ in DecisionAnswer(value: .null) }
        #expect(throws: ProcessFault.unknownNode("a")) {
            try other.step(run.marking, .taskCompleted(id: "u2", act: "do", outcome: "do"), environment)
        }
    }

    @Test func refusesMoreTokensThanTheBound() throws {
        let flows = (0...Limits.tokensMax).map {
            Piece.task("a\($0)") + Piece.flow("f", "a\($0)") + Piece.flow("a\($0)", "end")
        }
        let text = file([Piece.start(), Piece.all("f"), Piece.end(), Piece.flow("start", "f")] + flows)
        let (definition, findings) = ProcessLoader.load(Array(text.utf8), file: "p")
        // The check refuses such a fork as well: it never gets as far as running.
        #expect(definition == nil)
        #expect(findings.contains { $0.message.contains("pile up") })
    }

    @Test func refusesMoreVisitsThanTheBound() throws {
        let count = Limits.nodeVisitsMax + 5
        let gates = (0..<count).map {
            Piece.either("g\($0)") + Piece.flow("g\($0)", $0 + 1 < count ? "g\($0 + 1)" : "end")
        }
        let text = file([Piece.start(), Piece.end(), Piece.flow("start", "g0")] + gates)
        let definition = try #require(ProcessLoader.load(Array(text.utf8), file: "p").0)
        var run = Run(definition)
        #expect(throws: ProcessFault.tooManyVisits) { try run.step(.start) }
    }
}

extension [ProcessFact] {
    /// How often tokens entered and left nodes.
    var tokenMoves: (entered: Int, left: Int) {
        reduce(into: (0, 0)) { count, fact in
            switch fact {
            case .tokenEntered: count.0 += 1
            case .tokenLeft: count.1 += 1
            default: break
            }
        }
    }
}
