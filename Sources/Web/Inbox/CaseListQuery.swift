// What the address of a list of cases asks for.

import Basics
import Casework
import Records

/// `q`, `state`, `service`, `step`, `holder`, `office`, `due`, `received`, `sort` and `size` of `/tasks` and `/cases`;
/// `assigned` of `/tasks`.
/// Whatever narrows by how an office works is only for those inside: what a requester may not read, no list tells.
struct CaseListQuery {
    /// What it is asked by, as it was typed; without what nobody may ask here.
    private(set) var typed: [Name: String] = [:]
    private(set) var filter = CaseFilter()
    private(set) var size = Limits.pageRows
    /// What is no answer to the question.
    private(set) var faults: Set<Name> = []
    /// The code of a case that is to be opened.
    var code: String? { typed[.q] }

    enum Name: String, CaseIterable {
        case q, state, service, step, holder, assigned, office, due, received, sort, size
    }

    /// Whose tasks are asked for in an inbox; without it one's own and those that are nobody's.
    enum Assigned: String, CaseIterable {
        case own, nobody, others

        var filter: CaseFilter.Assigned {
            switch self {
            case .own: .own
            case .nobody: .nobodys
            case .others: .others
            }
        }
    }

    /// How due days are asked for.
    enum Due: String, CaseIterable {
        case overdue, today, soon, none

        func days(on today: LocalDate, _ calendar: WorkingCalendar) -> CaseFilter.Due {
            switch self {
            case .overdue: .within(DayRange.earliest...today.adding(days: -1))
            case .today: .within(today...today)
            case .soon: .within(today...calendar.day(after: Limits.dueSoonWorkingDays, workingDaysFrom: today))
            case .none: .never
            }
        }
    }

    /// How many lines a page may have.
    static let sizes = [Limits.pageRows, 50, 100]
    /// The state of whatever an office is at work on, for those outside.
    static let inProgress = "in-progress"
    /// The stages that are one to those outside, until the decision is issued.
    private static let hidden: Set<Stage> = [.proposed, .signed]

    init(_ context: PageContext, isInside: Bool, on today: LocalDate, _ calendar: WorkingCalendar) {
        for name in Name.allCases where isInside || !Self.isInternal(name) {
            guard let text = context.query(name.rawValue)?.trimmed, !text.isEmpty else { continue }
            typed[name] = String(text.prefix(Limits.fieldCharactersMax))
            if !take(name, text, isInside, today, calendar) { faults.insert(name) }
        }
    }

    /// What only those inside may ask by.
    static func isInternal(_ name: Name) -> Bool { [.step, .holder, .assigned, .office].contains(name) }

    /// The states that can be asked for, each with its stages.
    static func states(isInside: Bool) -> [(value: String, stages: Set<Stage>)] {
        var states = Stage.allCases.filter { isInside || !hidden.contains($0) }.map { ($0.rawValue, Set([$0])) }
        if !isInside { states.append((inProgress, hidden)) }
        return states
    }

    private mutating func take(
        _ name: Name, _ text: String, _ isInside: Bool, _ today: LocalDate, _ calendar: WorkingCalendar
    ) -> Bool {
        switch name {
        // Whoever looks for a code was led to its case, or there is none.
        case .q: return false
        case .state:
            guard let state = Self.states(isInside: isInside).first(where: { $0.value == text }) else { return false }
            filter.stages = state.stages
        case .service: filter.service = text
        case .step: filter.step = text
        case .holder:
            filter.holder = Role(rawValue: text)
            return filter.holder != nil
        case .assigned:
            guard let assigned = Assigned(rawValue: text) else { return false }
            filter.assigned = assigned.filter
        case .office: filter.office = OfficeCode(text)
        case .due:
            filter.due = Due(rawValue: text)?.days(on: today, calendar) ?? DayRange.read(text).map { .within($0) }
            return filter.due != nil
        case .received:
            filter.received = DayRange.read(text)
            return filter.received != nil
        case .sort:
            guard let order = CaseFilter.Order(rawValue: text) else { return false }
            filter.order = order
        case .size:
            guard let size = Int(text), Self.sizes.contains(size) else { return false }
            self.size = size
        }
        return true
    }

    /// The list with what it was asked for, for the ways to its other pages.
    func path(_ path: SitePath) -> SitePath {
        Name.allCases.reduce(path) { path, name in typed[name].map { path.with([name.rawValue: $0]) } ?? path }
    }
}
