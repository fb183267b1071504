// When timers are due, what they do when they fire, and that they go with what they watch.

import Basics
import FEEL
import Testing
import Workflow

@Suite struct ProcessTimerTests {
    private func waiting(_ kind: String, _ text: String) throws -> ProcessDefinition {
        try process(Piece.start(), Piece.timer("w", kind, text), Piece.end(), Piece.chain("start", "w", "end"))
    }

    private func due(_ kind: String, _ text: String, _ value: Value = .null) throws -> String? {
        var run = Run(try waiting(kind, text), ["v": value])
        try run.step(.start)
        return run.marking.subscriptions.first?.due?.description
    }

    @Test(arguments: [
        ("timeDate", "2021-07-01", "2021-07-02T00:00:00+07:00"),
        ("timeDate", "2021-12-31", "2022-01-01T00:00:00+07:00"),
        ("timeDate", "2021-07-01T10:30:00", "2021-07-01T10:30:00+07:00"),
        ("timeDate", "2021-07-01T10:30:00Z", "2021-07-01T17:30:00+07:00"),
        ("timeDate", "2021-07-01T10:30:00+09:00", "2021-07-01T08:30:00+07:00"),
        ("timeDate", "date(\"2021-07-01\")", "2021-07-02T00:00:00+07:00"),
        ("timeDate", "date and time(\"2021-07-01T08:00:00\")", "2021-07-01T08:00:00+07:00"),
        ("timeDuration", "PT1H", "2021-06-22T13:00:00+07:00"), ("timeDuration", "P3D", "2021-06-25T12:00:00+07:00"),
        ("timeDuration", "P1DT12H", "2021-06-24T00:00:00+07:00"),
        ("timeDuration", "P1M", "2021-07-22T12:00:00+07:00"), ("timeDuration", "P1Y2M", "2022-08-22T12:00:00+07:00"),
        ("timeDuration", "duration(\"PT90S\")", "2021-06-22T12:01:30+07:00"),
    ])
    func readsWhatStandsInTheFile(_ kind: String, _ text: String, _ moment: String) throws {
        #expect(noon.description == "2021-06-22T12:00:00+07:00")
        #expect(try due(kind, text) == moment)
    }

    @Test func readsVariables() throws {
        let day = LocalDate(days: 18_900)
        #expect(try due("timeDate", "v", .date(day)) == "2021-10-01T00:00:00+07:00")
        #expect(try due("timeDate", "v", .dateTime(DateTime(noon))) == noon.description)
        #expect(try due("timeDuration", "v", .daysTime(DaysTime(seconds: 60))) == "2021-06-22T12:01:00+07:00")
        #expect(try due("timeDuration", "v", .yearsMonths(8)) == "2022-02-22T12:00:00+07:00")
    }

    @Test func shortMonthsEndOnTheirLastDay() throws {
        let end = LocalDate(year: 2024, month: 1, day: 31) ?? LocalDate(days: 0)
        var run = Run(try waiting("timeDuration", "P1M"))
        run.now = Timestamp(end, hour: 9)
        try run.step(.start)
        #expect(run.marking.subscriptions.first?.due?.description == "2024-02-29T09:00:00+07:00")
    }

    @Test(arguments: [Value.null, .string("2021-07-01"), .integer(5), .boolean(true), .daysTime(DaysTime(seconds: 1))])
    func aTimeDateWithoutDateIsAFault(_ value: Value) throws {
        var run = Run(try waiting("timeDate", "v"), ["v": value])
        #expect(throws: ProcessFault.noDueTime(node: "w")) { try run.step(.start) }
    }

    @Test(arguments: [
        Value.null, .date(LocalDate(days: 1)), .integer(5), .daysTime(DaysTime(seconds: .max)), .yearsMonths(.max),
    ])
    func aTimeDurationWithoutDurationIsAFault(_ value: Value) throws {
        var run = Run(try waiting("timeDuration", "v"), ["v": value])
        #expect(throws: ProcessFault.noDueTime(node: "w")) { try run.step(.start) }
    }

    @Test func anIntermediateTimerHoldsItsToken() throws {
        var run = Run(try waiting("timeDuration", "PT1H"))
        try run.step(.start)
        #expect(run.places == ["w"])
        let timer = try #require(run.marking.timers.first)
        #expect(timer.due == noon.adding(seconds: 3600))
        #expect(throws: ProcessFault.timerNotDue(timer.id)) { try run.step(.subscriptionFired(id: timer.id)) }
        try run.fire("w")
        #expect(run.marking.isEnded)
        #expect(run.marking.subscriptions.isEmpty)
    }

    private func watched(interrupting: Bool) throws -> ProcessDefinition {
        try process(
            Piece.start(), Piece.task("a"), Piece.boundary("late", on: "a", interrupting: interrupting),
            Piece.boundary("later", on: "a", "timeDuration", "PT2H"), Piece.task("remind"), Piece.end(),
            Piece.stop("lost"),
            Piece.chain("start", "a", "end"), Piece.chain("late", "remind", "end"), Piece.flow("later", "lost"))
    }

    @Test func aTaskDoneInTimeTakesItsTimersAway() throws {
        var run = Run(try watched(interrupting: true))
        try run.step(.start)
        #expect(run.openTimers == ["late", "later"])
        try run.complete("a")
        #expect(run.openTimers == [])
        #expect(run.marking.isEnded)
    }

    @Test func anInterruptingTimerTakesTheTaskAway() throws {
        var run = Run(try watched(interrupting: true))
        try run.step(.start)
        let facts = try {
            try run.fire("late")
            return run.log
        }()
        #expect(run.openTasks == ["remind"])
        #expect(run.openTimers == [])
        #expect(facts.contains(.taskCancelled(id: "u2")))
        #expect(run.marking.tokens.count == 1)
        try run.complete("remind")
        #expect(run.marking.isEnded)
    }

    @Test func aTimerThatDoesNotInterruptLeavesTheTask() throws {
        var run = Run(try watched(interrupting: false))
        try run.step(.start)
        try run.fire("late")
        #expect(run.openTasks == ["a", "remind"])
        #expect(run.openTimers == ["later"])
        #expect(run.marking.tokens.count == 2)
        try run.complete("a")
        #expect(run.openTasks == ["remind"])
        #expect(!run.marking.isEnded)
        try run.complete("remind")
        #expect(run.marking.isEnded)
    }

    @Test func theOtherTimerStillInterrupts() throws {
        var run = Run(try watched(interrupting: false))
        try run.step(.start)
        try run.fire("late")
        try run.fire("later")
        #expect(run.marking.isEnded)
        #expect(run.log.last == .ended(node: "lost", terminated: true, scope: nil))
    }

    @Test func aTimerMayWatchAService() throws {
        var run = Run(
            try process(
                Piece.start(), Piece.service("s"), Piece.boundary("slow", on: "s"), Piece.task("look"), Piece.end(),
                Piece.chain("start", "s", "end"), Piece.chain("slow", "look", "end")))
        try run.step(.start)
        try run.fire("slow")
        #expect(run.marking.services.isEmpty)
        #expect(run.openTasks == ["look"])
        #expect(throws: ProcessFault.unknownService("s2")) { try run.step(.serviceCompleted(id: "s2")) }
    }

    @Test(arguments: [
        ("timeDuration", "P1X", "'P1X' gives no duration"),
        ("timeDuration", "PT0S", "a timer of 'PT0S' would not wait at all"),
        ("timeDuration", "-P1D", "a timer of '-P1D' would not wait at all"),
        ("timeDuration", "-P12M", "a timer of '-P12M' would not wait at all"),
        ("timeDuration", "duration(\"-PT1H\")", "a timer of 'duration(\"-PT1H\")' would not wait at all"),
        ("timeDate", "2021-02-30", "'2021-02-30' is a number, wanted is a date"),
        ("timeDate", "v + 1 = 2", "'v + 1 = 2' is a boolean, wanted is a date"),
        ("timeDate", "vv", "unknown name 'vv' (did you mean 'v'?)"),
        ("timeDuration", "date(\"2021-07-01\")", "'date(\"2021-07-01\")' gives no duration"),
    ])
    func whatCannotWorkIsAFaultOfTheFile(_ kind: String, _ text: String, _ message: String) {
        let (definition, findings) = load([
            Piece.start(), Piece.timer("w", kind, text), Piece.end(), Piece.chain("start", "w", "end"),
        ])
        #expect(definition == nil)
        #expect(findings.first?.message == message && findings.first?.line == 3)
    }

    @Test func aTaskOpenedAgainHasTimersOfItsOwn() throws {
        var run = Run(
            try process(
                Piece.start(), Piece.task("a", "again done"), Piece.boundary("late", on: "a"),
                Piece.either("g", fallback: "g-end"),
                Piece.end(), Piece.stop("lost"), Piece.chain("start", "a", "g"),
                Piece.flow("g", "a", "outcome = \"again\""),
                Piece.flow("g", "end"), Piece.flow("late", "lost")))
        try run.step(.start)
        let first = try #require(run.marking.subscriptions.first)
        run.now = run.now.adding(seconds: 1800)
        try run.complete("a", "again")
        let second = try #require(run.marking.subscriptions.first)
        #expect(run.marking.subscriptions.count == 1)
        #expect(second.id != first.id)
        #expect(second.due == first.due?.adding(seconds: 1800))
        #expect(throws: ProcessFault.unknownSubscription(first.id)) { try run.step(.subscriptionFired(id: first.id)) }
    }
}
