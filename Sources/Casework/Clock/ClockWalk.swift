// Walks over the days of a legal clock once.

import Basics

/// The one pass that makes a reading: from the day of receipt to the due day or the day of reading.
struct ClockWalk {
    let term: Int
    let start: LocalDate
    /// The day the clock is read for: today, or the day the agency was done.
    private let asOf: LocalDate
    private let isStopped: Bool
    /// Days from a request for supplement to its answer, both included; without an answer it lasts.
    private var pauses: [(from: LocalDate, through: LocalDate?)] = []

    private var counted = 0
    private var countedAsOf = 0
    private var due: LocalDate?
    private var ledger: [LedgerDay]
    private var faults: [CalendarFault] = []

    init(start: LocalDate, term: Int, marks: [ClockMark], today: LocalDate) {
        self.start = start
        self.term = term
        var stop: LocalDate?
        for mark in marks {
            switch mark {
            case .started: break
            case .paused(let date):
                if pauses.last?.through != nil || pauses.isEmpty { pauses.append((date, nil)) }
            case .resumed(let date):
                if let open = pauses.indices.last, pauses[open].through == nil { pauses[open].through = date }
            case .stopped(let date): stop = stop ?? date
            }
        }
        asOf = stop ?? today
        isStopped = stop != nil
        ledger = [LedgerDay(date: start, kind: .receipt)]
    }

    private var isPaused: Bool { pauses.last.map { $0.through == nil } ?? false }

    mutating func run(_ calendar: WorkingCalendar) {
        var day = start.adding(days: 1)
        // Beyond the day of reading only the rest of the term is looked for; the bound is a broken calendar's.
        let last = asOf.adding(days: term * 7 + 732)
        while day <= last, day <= asOf || (due == nil && !isPaused) {
            take(day, calendar)
            day = day.adding(days: 1)
        }
    }

    private mutating func take(_ day: LocalDate, _ calendar: WorkingCalendar) {
        if pauses.contains(where: { $0.from <= day && day <= $0.through ?? day }) {
            record(LedgerDay(date: day, kind: .paused))
            return
        }
        if due == nil || day <= asOf { note(calendar.fault(on: day)) }
        let kind = calendar.kind(of: day)
        guard kind.counts else {
            record(LedgerDay(date: day, kind: LedgerDay.Kind(kind)))
            return
        }
        counted += 1
        if day <= asOf { countedAsOf = counted }
        if counted == term { due = day }
        let shown: LedgerDay.Kind = counted < term ? LedgerDay.Kind(kind) : counted == term ? .due : .overdue
        record(LedgerDay(date: day, kind: shown, number: counted))
    }

    /// A clock that was stopped shows no days after that, though its due day is still found.
    private mutating func record(_ day: LedgerDay) {
        if !isStopped || day.date <= asOf { ledger.append(day) }
    }

    private mutating func note(_ fault: CalendarFault?) {
        if let fault, !faults.contains(fault) { faults.append(fault) }
    }

    var reading: ClockReading {
        ClockReading(
            term: term, receivedOn: start, dueOn: due, countedDays: countedAsOf, isPaused: isPaused && !isStopped,
            isStopped: isStopped, isOverdue: due.map { $0 < asOf } ?? false, ledger: ledger, faults: faults)
    }
}

extension LedgerDay.Kind {
    fileprivate init(_ kind: WorkingCalendar.DayKind) {
        switch kind {
        case .working: self = .counted
        case .extraWorkingDay(let name): self = .extraWorkingDay(name)
        case .weekend: self = .weekend
        case .holiday(let name): self = .holiday(name)
        }
    }
}
