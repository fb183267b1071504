// What a list of cases or an inbox is narrowed by, and sorted by.

public import Basics
public import Casework
public import Storage

/// What the cases of a list have in common; what is `nil` or empty narrows nothing.
public struct CaseFilter: Sendable, Hashable {
    public var stages: Set<Stage> = []
    /// The code of a service, also of one that is not offered any more.
    public var service: String?
    /// The step of the process that somebody must do now: the id of its task there.
    public var step: String?
    /// Who must do something now.
    public var holder: Role?
    /// The office that has the case now.
    public var office: OfficeCode?
    /// Whose the task is, in an inbox.
    public var assigned = Assigned.open
    public var due: Due?
    /// The days on which it was received, both included.
    public var received: ClosedRange<LocalDate>?
    public var order = Order.usual

    /// Whose tasks an inbox has, of those that can be one person's.
    public enum Assigned: Sendable, Hashable {
        /// One's own and those that are nobody's yet.
        case open
        case own
        case nobodys
        /// Those of colleagues.
        case others
    }

    /// When something must be done.
    public enum Due: Sendable, Hashable {
        case within(ClosedRange<LocalDate>)
        /// No term runs.
        case never
    }

    /// What comes first.
    public enum Order: String, Sendable, CaseIterable {
        /// In an inbox the most urgent, else what changed last.
        case usual
        /// What was received last.
        case newest
        /// What was received first.
        case oldest
    }

    public init() {}

    /// Whether it leaves every case in the list.
    public var isEmpty: Bool {
        var sorted = CaseFilter()
        sorted.order = order
        return self == sorted
    }

    /// The key of an inbox in this order.
    public var inboxKey: SortKey {
        switch order {
        case .usual: .inbox
        case .newest: SortKey(.integer("t.filed_ms"), .text("t.case_id"), .text("t.task_id"), descending: true)
        case .oldest: SortKey(.integer("t.filed_ms"), .text("t.case_id"), .text("t.task_id"))
        }
    }

    /// The accounts whose tasks an inbox of theirs has; the empty one is nobody.
    func assignees(for actor: Actor, _ colleagues: [AccountID]) -> [String] {
        let own = actor.account.map { [$0.text] } ?? []
        return switch assigned {
        case .open: [""] + (actor.roles.isDisjoint(with: Assigning.roles) ? [] : own)
        case .own: own
        case .nobodys: [""]
        case .others: Set(colleagues).map(\.text).sorted()
        }
    }

    /// The condition on the open task `t` of an inbox, all of it in the indexes of inboxes.
    var onTask: Query {
        var all = at(stage: "t.stage", service: "t.service", filed: "t.filed_ms")
        if let step { all = "\(all) AND t.node = \(step)" }
        if let holder { all = "\(all) AND t.role = \(holder.rawValue)" }
        if let office { all = "\(all) AND t.holder = \(office.text)" }
        switch due {
        case .within(let days): all = "\(all) AND t.due_on >= \(days.lowerBound) AND t.due_on <= \(days.upperBound)"
        case .never: all = "\(all) AND t.due_on = \(noDueDate)"
        case nil: break
        }
        return all
    }

    /// The condition on what a row of a list says itself.
    func at(stage: Query, service column: Query, filed: Query) -> Query {
        var all: Query = ""
        // One stage is compared, so that an index begins with it.
        if stages.count == 1, let only = stages.first {
            all = "\(all) AND \(stage) = \(only.rawValue)"
        } else if !stages.isEmpty {
            all = "\(all) AND \(stage) IN (\(list: stages.map(\.rawValue).sorted()))"
        }
        if let service { all = "\(all) AND \(column) = \(service)" }
        if let received {
            let (start, end) = (Timestamp(received.lowerBound), Timestamp(received.upperBound.adding(days: 1)))
            all = "\(all) AND \(filed) >= \(start) AND \(filed) < \(end)"
        }
        return all
    }

    /// The condition on the row of the case, as far as `at` does not say it; `c` is what the query calls it.
    func onCase(_ c: Query) -> Query {
        var all: Query = ""
        if let office { all = "\(all) AND \(c).office = \(office.text)" }
        switch due {
        case .within(let days):
            all = "\(all) AND \(c).due_on >= \(days.lowerBound) AND \(c).due_on <= \(days.upperBound)"
        case .never: all = "\(all) AND \(c).due_on IS NULL"
        case nil: break
        }
        if step == nil, holder == nil { return all }
        var task: Query = "t.case_id = \(c).id AND t.is_optional = 0"
        if let step { task = "\(task) AND t.node = \(step)" }
        if let holder { task = "\(task) AND t.role = \(holder.rawValue)" }
        return "\(all) AND EXISTS (SELECT 1 FROM task t WHERE \(task))"
    }
}
