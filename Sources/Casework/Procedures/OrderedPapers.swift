// Whether a made-up case has what the papers print that nodes of the process order.

import Forms
import Workflow

/// What papers can tell of that has happened in a case. Only what some ordered paper asks after is kept, so that cases
/// which differ in nothing else stay one.
enum Happening: Hashable {
    /// A paper was issued that others may refer to.
    case issued(PaperKind)
    /// Something was said in an act of the procedure's own.
    case said(String)
    case refusedAtIntake
    /// An approval was suspended, resumed or revoked.
    case measured
    /// Nobody knows: the case was begun in the middle.
    case anything
}

/// The papers that nodes order (`tk:paper`). A paper must have, on every way to its node, the facts that its letter
/// prints outside of sections, and on some way each group that its entry names.
struct OrderedPapers {
    private struct Order {
        let node: String
        let entry: PaperEntry
        /// What its letter prints in any case.
        let printed: Set<String>
        /// The groups that some case had when it came here.
        var had: Set<FactGroup> = []
        var isReached = false
    }

    private let procedure: Procedure
    private var orders: [Order]
    private let wanted: Set<Happening>

    init(_ procedure: Procedure) {
        self.procedure = procedure
        orders = procedure.process.nodes.compactMap { node in
            guard let kind = node.meaning.paper, let entry = procedure.papers[PaperKind(rawValue: kind)] else {
                return nil
            }
            return Order(node: node.id, entry: entry, printed: PrintedFacts(entry, of: procedure.papers).names)
        }
        wanted = Self.wanted(orders, procedure)
    }

    private static func wanted(_ orders: [Order], _ procedure: Procedure) -> Set<Happening> {
        var wanted: Set<Happening> = []
        for order in orders {
            if order.entry.facts.contains(.intakeRefusal) { wanted.insert(.refusedAtIntake) }
            if order.entry.facts.contains(.measure) { wanted.insert(.measured) }
            if let kind = order.entry.refersTo { wanted.insert(.issued(kind)) }
            for (act, _) in acts(order.printed, procedure) { wanted.insert(.said(act)) }
        }
        return wanted
    }

    /// The procedure's own acts in which those facts are said.
    private static func acts(_ printed: Set<String>, _ procedure: Procedure) -> [(act: String, fact: String)] {
        procedure.acts.values.sorted { $0.slug < $1.slug }.compactMap { act in
            let names = act.allFields.map { SaidNames.said(act.slug, $0.key) }
            return names.first(where: printed.contains).map { (act.slug, $0) }
        }
    }

    // MARK: What happens

    /// Notes what a step leaves behind for later papers.
    func note(_ act: (any Act)?, _ action: CaseAction?, _ facts: [ProcessFact], in one: inout RehearsedCase) {
        var happened = Set(action.map { $0.papers.map(Happening.issued) } ?? [])
        if let standing = one.settled.grant, standing != .open { happened.insert(.measured) }
        if let act {
            let decisions = Set(DecisionKind.allCases.map(\.paper))
            let issued = act.papers.filter { !decisions.contains($0) || $0 == one.settled.proposal?.paper }
            happened.formUnion(issued.map(Happening.issued))
            happened.insert(.said(act.slug))
            if act.leadsTo(act.slug, one.settled).contains(.rejectedAtIntake) { happened.insert(.refusedAtIntake) }
        }
        for case .paperOrdered(let kind, _) in facts { happened.insert(.issued(PaperKind(rawValue: kind))) }
        one.settled.happened.formUnion(happened.intersection(wanted))
    }

    /// What is wrong with the papers that a step orders, once all of it has happened: a letter is composed from that.
    mutating func faults(_ facts: [ProcessFact], _ one: RehearsedCase) -> [CaseRehearsal.Fault] {
        var faults: [CaseRehearsal.Fault] = []
        for case .paperOrdered(_, let node) in facts {
            guard let index = orders.firstIndex(where: { $0.node == node }) else { continue }
            let there = groups(of: orders[index].entry, one, facts)
            orders[index].had.formUnion(there)
            orders[index].isReached = true
            faults += missing(orders[index], there, one).map { CaseRehearsal.Fault(node: node, what: $0) }
        }
        return faults
    }

    /// Groups that no case ever has where their paper is ordered.
    var never: [CaseRehearsal.Fault] {
        orders.filter(\.isReached).flatMap { order in
            order.entry.facts.union(order.entry.refersTo == nil ? [] : [.reference]).subtracting(order.had)
                .map(\.rawValue).sorted().map { group in
                    let what = "the paper \(order.entry.kind.rawValue) has the facts \(group)"
                    return CaseRehearsal.Fault(node: order.node, what: "\(what), which no case has that comes here")
                }
        }
    }

    // MARK: What a case has

    private func missing(_ order: Order, _ there: Set<FactGroup>, _ one: RehearsedCase) -> [String] {
        let paper = "the paper \(order.entry.kind.rawValue)"
        guard one.settled.isFiled else { return ["\(paper) is made by an office: the request must be filed before"] }
        let groups = order.entry.facts.union(order.entry.refersTo == nil ? [] : [.reference]).subtracting(there)
        let lacking = groups.sorted { $0.rawValue < $1.rawValue }.flatMap { group in
            group.facts.keys.filter(order.printed.contains).sorted().prefix(1).map { fact in
                "\(paper) prints \(fact), but a case can come here without the facts \(group.rawValue)"
            }
        }
        let happened = one.settled.happened
        let unsaid = Self.acts(order.printed, procedure).filter { act, _ in
            !happened.contains(.said(act)) && !happened.contains(.anything)
        }
        return lacking + unsaid.map { "\(paper) prints \($1), but a case can come here without \($0)" }
    }

    private func groups(of entry: PaperEntry, _ one: RehearsedCase, _ facts: [ProcessFact]) -> Set<FactGroup> {
        let settled = one.settled
        if settled.happened.contains(.anything) { return Set(FactGroup.allCases) }
        let isLapsed = facts.contains {
            if case .effectCaused(CaseEffect.lapse.rawValue, _) = $0 { true } else { false }
        }
        return Set(
            FactGroup.allCases.filter { group in
                switch group {
                case .paper, .said, .documents, .scope, .release, .register: true
                case .office, .requester, .dossier, .term, .signer: settled.isFiled
                case .request: settled.isComplete
                case .competence: settled.hasOffice
                case .supplement: settled.owesSupplement && !isLapsed
                case .intakeRefusal: settled.happened.contains(.refusedAtIntake)
                case .refusal: settled.isSigned && settled.proposal == .refusal
                case .grant: settled.isSigned && settled.proposal != .refusal
                case .measure: settled.happened.contains(.measured)
                case .reference: entry.refersTo.map { settled.happened.contains(.issued($0)) } ?? false
                case .outcome, .fee: settled.isAnswered
                }
            })
    }
}
