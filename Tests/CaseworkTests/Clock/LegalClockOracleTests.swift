// The clock against a slow machine that lives through the days one by one.

import Basics
import Testing

@testable import Casework

/// Steps through every day and keeps only what a clerk with a pencil would: how many days were used, and whether the
/// requester has to act.
private struct Pencil {
    var used = 0
    var waits = false
    var isDone = false
    var due: LocalDate?

    mutating func live(_ today: LocalDate, _ marks: [ClockMark], term: Int, works: Bool) {
        var isMarked = false
        for mark in marks where mark.date == today && !isDone {
            switch mark {
            case .started: isMarked = true
            case .paused:
                waits = true
                isMarked = true
            case .resumed:
                waits = false
                isMarked = true
            case .stopped: break
            }
        }
        if !isDone, !isMarked, !waits, works {
            used += 1
            if used == term { due = today }
        }
        if marks.contains(.stopped(today)) { isDone = true }
    }
}

struct LegalClockOracleTests {
    private struct Dice {
        var seed: UInt64
        mutating func roll(_ sides: Int) -> Int {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(seed >> 33) % sides
        }
    }

    /// A start from 2021 to 2026, then pauses and answers at random distances, sometimes an end.
    private func marks(_ dice: inout Dice, from first: LocalDate) -> [ClockMark] {
        var date = first.adding(days: dice.roll(2_150))
        var marks: [ClockMark] = [.started(date)]
        for _ in 0..<dice.roll(4) {
            date = date.adding(days: dice.roll(9))
            marks.append(.paused(date))
            date = date.adding(days: dice.roll(20))
            marks.append(.resumed(date))
            date = date.adding(days: 1)
        }
        switch dice.roll(4) {
        case 0: marks.append(.stopped(date.adding(days: dice.roll(12))))
        case 1: marks.append(.paused(date.adding(days: dice.roll(5))))
        default: break
        }
        return marks
    }

    @Test func agreesWithTheSlowMachine() throws {
        let calendar = try WorkingCalendar.vietNam()
        var dice = Dice(seed: 20_211_231)
        let first = try day("2021-01-01")
        for _ in 0..<3_000 {
            let marks = marks(&dice, from: first)
            let term = 1 + dice.roll(12)
            let start = try #require(marks.first?.date)
            let today = start.adding(days: dice.roll(70))
            let known = marks.filter { $0.date <= today }
            var pencil = Pencil()
            for offset in 0...(today.days - start.days) {
                let date = start.adding(days: offset)
                pencil.live(date, known, term: term, works: calendar.kind(of: date).counts)
            }
            let reading = try #require(LegalClock(marks: marks, term: term).reading(on: today, calendar: calendar))
            #expect(reading.countedDays == pencil.used, "\(marks) on \(today)")
            #expect(reading.isPaused == (pencil.waits && !pencil.isDone), "\(marks) on \(today)")
            if let due = pencil.due { #expect(reading.dueOn == due, "\(marks) on \(today)") }
            check(reading, calendar, pencil, today)
        }
    }

    /// What every reading keeps.
    private func check(_ reading: ClockReading, _ calendar: WorkingCalendar, _ pencil: Pencil, _ today: LocalDate) {
        let ledger = reading.ledger
        #expect(zip(ledger, ledger.dropFirst()).allSatisfy { $0.date.days + 1 == $1.date.days }, "no day is left out")
        let numbers = ledger.compactMap(\.number)
        #expect(numbers == Array(1..<(numbers.count + 1)), "counted days are numbered without a gap")
        #expect(ledger.allSatisfy { $0.number == nil || calendar.kind(of: $0.date).counts })
        #expect(ledger.count { $0.kind == .due } <= 1)
        if let due = reading.dueOn {
            #expect(calendar.kind(of: due).counts)
            if !reading.isStopped { #expect(ledger.contains { $0.date == due && $0.kind == .due }) }
        } else {
            #expect(pencil.waits, "only a clock that waits for the requester has no due day")
        }
        #expect(reading.workingDaysLeft == 0 || reading.workingDaysLate == 0)
        if !reading.isPaused, !reading.isStopped, let due = reading.dueOn {
            #expect(reading.isOverdue == (due < today))
        }
    }
}
