// Random walks: whatever happens in whatever order, replaying the facts gives the marking, and nothing is left behind.

import Basics
import FEEL
import Foundation
import Testing
import Workflow

/// What must hold of every marking.
private func check(_ run: Run) throws {
    let marking = run.marking
    #expect(Marking(replaying: run.log) == marking)
    #expect(Set(marking.tokens.map(\.id)).count == marking.tokens.count)
    for task in marking.tasks {
        #expect(marking.token(task.token)?.node == task.node)
    }
    for service in marking.services {
        #expect(marking.token(service.token)?.node == service.node)
    }
    for timer in marking.subscriptions {
        #expect(marking.token(timer.token) != nil)
    }
    for token in marking.tokens {
        let node = try #require(run.definition.node(token.node))
        switch node.kind {
        case .userTask: #expect(marking.tasks.contains { $0.token == token.id })
        case .serviceTask: #expect(marking.services.contains { $0.token == token.id })
        case .catchEvent: #expect(marking.subscriptions.contains { $0.token == token.id && $0.node == token.node })
        case .parallelGateway: #expect(node.incoming.count > 1)
        default: Issue.record("a token rests in \(token.node)")
        }
    }
    if marking.isEnded {
        #expect(marking.tasks.isEmpty && marking.subscriptions.isEmpty && marking.services.isEmpty)
    }
}

/// Does one thing that is possible now, chosen at random.
private func move(_ run: inout Run, _ random: inout SeededGenerator) throws {
    var stimuli: [Stimulus] = run.marking.tasks.flatMap { task in
        task.acts.map { .taskCompleted(id: task.id, act: $0, outcome: $0) }
    }
    stimuli += run.marking.subscriptions.map { .subscriptionFired(id: $0.id) }
    stimuli += run.marking.services.map { .serviceCompleted(id: $0.id) }
    let stimulus = try #require(stimuli.randomElement(using: &random))
    if case .subscriptionFired(let id) = stimulus {
        run.now = max(run.now, run.marking.subscription(id)?.due ?? run.now)
    }
    try run.step(stimulus)
}

@Suite struct RandomWalkTests {
    @Test(arguments: 0..<60) func theWrittenRequestIsReplayedFromItsFacts(_ seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let definition = try #require(
            ProcessLoader.load(try Place.bytes(Place.writtenRequest), file: "process.bpmn").0)
        var run = Run(
            definition,
            [
                "supplementUntil": .date(noon.date), "useUntil": .date(noon.date.adding(days: 30)),
                "decision": .string(["approval", "narrower", "refusal"].randomElement(using: &random) ?? ""),
            ])
        run.decide = { _, _ in DecisionAnswer(value: .null) }
        try run.step(.start)
        var steps = 0
        while !run.marking.isEnded, steps < 200 {
            try check(run)
            try move(&run, &random)
            steps += 1
        }
        try check(run)
        #expect(run.marking.tokens.count <= 2)
        if run.marking.isEnded { #expect(run.log.ends == 1) }
    }

    @Test(arguments: 0..<120) func madeUpProcessesAreReplayedFromTheirFacts(_ seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(1000 + seed))
        var maker = ProcessMaker(random: random)
        let pieces = maker.make()
        let (loaded, findings) = load(pieces)
        let definition = try #require(loaded, "\(findings.filter { $0.severity == .error }) \(pieces)")
        var run = Run(definition, ["v": .boolean(Bool.random(using: &random))])
        run.decide = { _, _ in DecisionAnswer(value: .integer(1)) }
        try run.step(.start)
        var steps = 0
        while !run.marking.isEnded, steps < 300 {
            try check(run)
            try move(&run, &random)
            steps += 1
        }
        try check(run)
        #expect(run.marking.isEnded || steps == 300)
    }

    @Test func theSameStepGivesTheSameFacts() throws {
        let definition = try #require(
            ProcessLoader.load(try Place.bytes(Place.writtenRequest), file: "process.bpmn").0)
        let environment = ProcessEnvironment(now: noon) { _, _ in DecisionAnswer(value: .null) }
        let first = try definition.step(Marking(), .start, environment)
        for _ in 0..<20 { #expect(try definition.step(Marking(), .start, environment) == first) }
    }

    @Test func factsSurviveTheirStoring() throws {
        var run = Run(
            try process(
                Piece.start(), Piece.all("f"), Piece.task("a"), Piece.boundary("b", on: "a", interrupting: false),
                Piece.rule("r"),
                Piece.service("s"), Piece.timer("w"), Piece.task("c"), Piece.end(), Piece.stop("z"),
                Piece.flow("start", "f"),
                Piece.chain("f", "a", "z"), Piece.chain("f", "r", "s", "end"), Piece.chain("f", "w", "end"),
                Piece.chain("b", "c", "end")))
        run.decide = { _, _ in
            DecisionAnswer(
                value: .context(
                    Context([
                        ("n", .number(Decimal128("12.50") ?? 0)), ("d", .date(noon.date)),
                        ("l", .list([.null, .boolean(true)])),
                        ("t", .dateTime(DateTime(noon))), ("p", .yearsMonths(14)),
                        ("q", .daysTime(DaysTime(seconds: 3661))),
                    ])))
        }
        try run.step(.start)
        try run.fire("b")
        try run.serve("s")
        let middle = run.marking
        try run.fire("w")
        try run.complete("a")
        let encoder = JSONEncoder()
        let decoder = JSONDecoder()
        let stored = try encoder.encode(run.log)
        #expect(try decoder.decode([ProcessFact].self, from: stored) == run.log)
        #expect(try decoder.decode(Marking.self, from: encoder.encode(middle)) == middle)
    }

    @Test func factsAboutTheUnknownChangeNothing() throws {
        var run = Run(try process(Piece.start(), Piece.task("a"), Piece.end(), Piece.chain("start", "a", "end")))
        try run.step(.start)
        let before = run.marking
        let facts: [ProcessFact] = [
            .tokenLeft(id: "t9", node: "a"), .tokenLeft(id: "t1", node: "b"), .taskCancelled(id: "u9"),
            .taskCompleted(id: "u9", outcome: "do"), .subscriptionFired(id: "c9"), .subscriptionCancelled(id: "c9"),
            .serviceCompleted(id: "s9"), .serviceCancelled(id: "s9"), .scopeClosed(id: "e9"),
            .stageReached(stage: "filed", node: "x"), .effectCaused(effect: "file", node: "x"),
            .paperOrdered(kind: "slip", node: "x"),
            .ended(node: "end", terminated: false, scope: nil),
        ]
        for fact in facts { run.marking.apply(fact) }
        #expect(run.marking == before)
    }
}

extension [ProcessFact] {
    fileprivate var ends: Int { filter { if case .ended = $0 { true } else { false } }.count }
}

/// Makes sound processes out of nested blocks: chains, choices, forks that join, loops, timers.
private struct ProcessMaker {
    var random: SeededGenerator
    var pieces: [String] = []
    var count = 0

    mutating func make() -> [String] {
        pieces = [Piece.start(), Piece.end()]
        let (first, last) = block(depth: 3)
        pieces += [Piece.flow("start", first), Piece.flow(last, "end")]
        return pieces
    }

    private mutating func name(_ letter: String) -> String {
        count += 1
        return "\(letter)\(count)"
    }

    /// Adds a block; gives the nodes it is entered and left by.
    private mutating func block(depth: Int) -> (String, String) {
        let kind = depth == 0 ? Int.random(in: 0..<5, using: &random) : Int.random(in: 0..<10, using: &random)
        switch kind {
        case 0, 1: return task()
        case 2: return one(Piece.service(name("s")), "s\(count)")
        case 3: return one(Piece.rule(name("r")), "r\(count)")
        case 4: return one(Piece.timer(name("w")), "w\(count)")
        case 5: return chain(depth)
        case 6: return split(depth, Piece.all(name("f")), "f\(count)", isChoice: false)
        case 7: return choice(depth)
        case 8: return loop(depth)
        default: return watched()
        }
    }

    private mutating func one(_ piece: String, _ id: String) -> (String, String) {
        pieces.append(piece)
        return (id, id)
    }

    private mutating func task() -> (String, String) {
        let id = name("a")
        return one(Piece.task(id, "x y", optional: Bool.random(using: &random)), id)
    }

    private mutating func chain(_ depth: Int) -> (String, String) {
        let (first, middle) = block(depth: depth - 1)
        let (next, last) = block(depth: depth - 1)
        pieces.append(Piece.flow(middle, next))
        return (first, last)
    }

    private mutating func choice(_ depth: Int) -> (String, String) {
        let id = name("g")
        return split(depth, "", id, isChoice: true)
    }

    private mutating func split(_ depth: Int, _ piece: String, _ id: String, isChoice: Bool) -> (String, String) {
        let join = name("j")
        let (first, firstEnd) = block(depth: depth - 1)
        let (second, secondEnd) = block(depth: depth - 1)
        pieces.append(isChoice ? Piece.either(id, fallback: "\(id)-\(second)") : piece)
        pieces.append(isChoice ? Piece.either(join) : Piece.all(join))
        pieces.append(Piece.flow(id, first, isChoice ? "outcome = \"x\" or v" : nil))
        pieces.append(Piece.flow(id, second))
        pieces += [Piece.flow(firstEnd, join), Piece.flow(secondEnd, join)]
        return (id, join)
    }

    /// A task that can be sent back to itself.
    private mutating func loop(_ depth: Int) -> (String, String) {
        let (merge, out) = (name("m"), name("o"))
        let (first, last) = block(depth: depth - 1)
        let (task, _) = task()
        pieces += [
            Piece.either(merge), Piece.either(out, fallback: "\(out)-after\(out)"), Piece.task("after\(out)", "x"),
        ]
        pieces += [Piece.flow(merge, first), Piece.flow(last, task), Piece.flow(task, out)]
        pieces += [Piece.flow(out, merge, "outcome = \"y\""), Piece.flow(out, "after\(out)")]
        return (merge, "after\(out)")
    }

    /// A task with both kinds of boundary timers.
    private mutating func watched() -> (String, String) {
        let (task, _) = task()
        let (stop, remind, out) = (name("b"), name("n"), name("e"))
        pieces += [
            Piece.boundary(stop, on: task), Piece.boundary(remind, on: task, interrupting: false), Piece.either(out),
            Piece.flow(task, out), Piece.flow(stop, out), Piece.task("t\(remind)"), Piece.end("end\(remind)"),
            Piece.chain(remind, "t\(remind)", "end\(remind)"),
        ]
        return (task, out)
    }
}
