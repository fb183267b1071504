// What a list of cases is asked for.

import Basics
import Casework
import Formats
import Records

/// `q`, `state`, `service`, `step`, `holder`, `office`, `due`, `received`, `sort` and `size` of `/tasks` and `/cases`;
/// `assigned` of `/tasks`.
/// Whatever narrows by how an office works is only for those inside: what a requester may not read, no list tells.
struct CaseListQuery {
    /// What it is asked by, as it was typed; without what nobody may ask here.
    private(set) var typed: [Name: String] = [:]
    private(set) var filter = CaseFilter()
    private(set) var size = Limits.pageRows
    /// What is looked for.
    private(set) var search: CaseSearch?
    /// What is no answer to the question, each with the key of what is said of it.
    private(set) var faults: [Name: String] = [:]

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

    /// Who asks, and when.
    struct Reader {
        var isInside: Bool
        var today: LocalDate
        var calendar: WorkingCalendar
    }

    /// What the address asks for, where words are sealed; or what was typed and could not be taken yet.
    init(_ context: PageContext, for reader: Reader) throws {
        if let kept = context.kept {
            self.init(kept, for: reader)
            return
        }
        var asked = FormData(fields: context.query?.fields.filter { $0.name != Name.q.rawValue } ?? [])
        let sealed = context.query(Name.q.rawValue) ?? ""
        let words = SealedSearch.open(sealed, in: try context.signedIn().secret)
        if let words { asked.fields.append(FormData.Field(name: Name.q.rawValue, value: words)) }
        self.init(asked, for: reader)
        if words == nil, !sealed.isEmpty { faults[.q] = "q-gone" }
    }

    /// What its form asks for.
    init(_ form: FormData, for reader: Reader) {
        for name in Name.allCases where reader.isInside || !Self.isInternal(name) {
            guard let text = form.first(name.rawValue)?.trimmed, !text.isEmpty else { continue }
            typed[name] = String(text.prefix(Limits.fieldCharactersMax))
            if name == .q {
                look(for: text)
            } else if !take(name, text, reader) {
                faults[name] = name == .received ? name.rawValue : "other"
            }
        }
    }

    /// Whether it leaves every case in the list, in whatever order.
    var isEmpty: Bool { filter.isEmpty && search == nil }

    /// What only those inside may ask by.
    static func isInternal(_ name: Name) -> Bool { [.step, .holder, .assigned, .office].contains(name) }

    /// The states that can be asked for, each with its stages.
    static func states(isInside: Bool) -> [(value: String, stages: Set<Stage>)] {
        var states = Stage.allCases.filter { isInside || !hidden.contains($0) }.map { ($0.rawValue, Set([$0])) }
        if !isInside { states.append((inProgress, hidden)) }
        return states
    }

    private mutating func look(for text: String) {
        do {
            search = try CaseSearch(text)
        } catch {
            switch error {
            case .tooLong: faults[.q] = "q-long"
            case .tooManyWords: faults[.q] = "q-many"
            case .noWord: faults[.q] = "q-none"
            }
        }
    }

    private mutating func take(_ name: Name, _ text: String, _ reader: Reader) -> Bool {
        switch name {
        case .q: return false
        case .state:
            guard let state = Self.states(isInside: reader.isInside).first(where: { $0.value == text }) else {
                return false
            }
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
            filter.due =
                Due(rawValue: text)?.days(on: reader.today, reader.calendar) ?? DayRange.read(text).map { .within($0) }
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

    /// What it is asked by and may be kept: all but words that are looked for, which may be personal data.
    var kept: [(name: Name, text: String)] {
        Name.allCases.compactMap { name in name == .q ? nil : typed[name].map { (name, $0) } }
    }

    /// The same as the query of an address.
    var encoded: String { kept.map { "\($0.name.rawValue)=\(SitePath.encoded($0.text))" }.joined(separator: "&") }

    /// The list with what it was asked for, for the ways to its other pages in that session.
    func path(_ path: SitePath, in session: [UInt8]) -> SitePath {
        Name.allCases.reduce(path) { path, name in
            guard let text = typed[name] else { return path }
            return path.with([name.rawValue: name == .q ? SealedSearch.seal(text, in: session) : text])
        }
    }
}
