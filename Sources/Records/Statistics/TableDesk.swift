// Makes tables of counts under a grant: within its dimensions, provinces and day, and within two budgets.

public import Basics
public import Casework
public import Registry
public import Statistics
import Storage

/// Why there is no such table.
public enum TableRefusal: Error, Hashable, Sendable {
    case problems([RequestProblem])
    case budget(BudgetRefusal)
    /// The population is not counted yet as of the day of the grant.
    case notCounted
}

/// What may still be asked for.
public struct TableOffer: Sendable {
    public let grant: Grant
    public let tables: GrantedTables
    /// How far the count as of its day is; done where it has a moment.
    public let day: CountedDay
    /// What may be asked for: communes only where a list of them was known.
    public let dimensions: [Dimension]
    /// Marginals that are left of the grant, and of the recipient's for that year.
    public let leftOfGrant: Int
    public let leftOfRecipient: Int
}

/// The tables of a case.
public struct TableDesk: Sendable {
    let desk: CaseDesk
    let secret: StatisticsSecret

    public init(desk: CaseDesk, secret: StatisticsSecret) {
        self.desk = desk
        self.secret = secret
    }

    /// What the recipient may ask for; `nil` where the case has no grant of tables.
    public func offer(_ id: CaseID) async throws -> TableOffer? {
        try await desk.store.read { db in try db.tableOffer(of: id) }
    }

    /// Makes a table: budgets, log and event are on disk before anybody sees a count. Gives its place among the tables
    /// of the case, from 1; the same table again is the one that is there, and costs nothing.
    /// Throws `TableRefusal`, and `FulfilmentRefusal` where the grant stays shut.
    public func make(
        _ dimensions: [Dimension], provinces: [String], of id: CaseID, by actor: Actor, at now: Timestamp
    ) async throws -> Int {
        guard let offer = try await offer(id), actor.requester == offer.grant.recipient else {
            throw Rejection.notFound
        }
        let request = try TableRequest(dimensions, provinces, within: offer)
        let (coverage, countedAt) = try await coverage(of: offer)
        let plan = try TablePlan.of(request, coverage)
        let table = AnsweredTable(
            dimensions: dimensions.map(\.rawValue), provinces: provinces.isEmpty ? offer.tables.provinces : provinces,
            marginals: [])
        let changed = try await desk.change(id, by: actor, at: now) { [quotas = desk.quotas] context, db in
            let state = context.state
            guard !state.tables.contains(where: table.asksTheSame) else { return nil }
            guard state.tables.count < Limits.grantTablesMax else { throw Rejection.rule("too-many-tables") }
            try quotas.spend([.openings: 1], of: state.requester.reference, at: now, db)
            var charged = table
            charged.marginals = try db.charge(plan, under: offer.grant, countedAt: countedAt, at: now)
            var decided = DecidedAct(events: [], state: state)
            decided.add([.tableAnswered(table: charged)], at: now)
            return CaseDesk.Decided(act: decided)
        }
        guard let place = changed.tables.firstIndex(where: table.asksTheSame) else {
            throw StorageError.conflict("a table of \(id) was not kept")
        }
        return place + 1
    }

    /// A table that was made, counted out of what is kept of its day; `nil` where the case has none of that number.
    /// Throws `FulfilmentRefusal` to the recipient while the grant is suspended or once it is revoked.
    public func table(_ n: Int, of state: CaseState, by actor: Actor) async throws -> PopulationTable? {
        guard (1...max(1, state.tables.count)).contains(n), !state.tables.isEmpty else { return nil }
        if Permissions.readsUnderGrant(actor) { try state.requireOpenGrant() }
        guard let offer = try await offer(state.id) else { return nil }
        let kept = state.tables[n - 1]
        let dimensions = kept.dimensions.compactMap { Dimension(rawValue: $0) }
        let request = try TableRequest(dimensions, kept.provinces, within: offer)
        let (coverage, _) = try await coverage(of: offer)
        let plan = try TablePlan.of(request, coverage)
        let perturbation = Perturbation(try secret.key(isFirst: false).key)
        return try await desk.store.read { db in
            var tally = Tally(plan)
            try db.forEachBlock(of: plan.day) { block, _ in try tally.add(block) }
            return try tally.table(perturbation)
        }
    }

    /// Who lives where as of the day of the grant, as far as anybody may know.
    private func coverage(of offer: TableOffer) async throws -> (Coverage, Timestamp) {
        guard let countedAt = offer.day.countedAt else { throw TableRefusal.notCounted }
        let (key, mark) = try secret.key(isFirst: false)
        let coverage = try await desk.store.read { db in
            guard try db.statisticsSecretMark() == mark else {
                throw SecretFault("\(secret.path) is not the secret by which the population was counted")
            }
            var (totals, communes): ([CommuneTotal], [Commune]) = ([], [])
            try db.forEachBlock(of: offer.day.day) { block, place in
                totals.append(block.communeTotal)
                communes.append(
                    Commune(code: place.code, name: place.code, kind: .commune, province: place.province))
            }
            return try Coverage(
                day: offer.day.day, totals: totals, communes: Communes(communes), perturbation: Perturbation(key))
        }
        return (coverage, countedAt)
    }
}

extension TableRequest {
    /// What was asked for, of no more than is granted. A code that is not granted is an unknown one.
    fileprivate init(_ dimensions: [Dimension], _ provinces: [String], within offer: TableOffer) throws {
        let granted = offer.tables.provinces
        let outside = granted.isEmpty ? [] : provinces.filter { !granted.contains($0) }
        guard outside.isEmpty else { throw TableRefusal.problems(outside.map(RequestProblem.unknownProvince)) }
        guard dimensions.allSatisfy(offer.dimensions.contains) else { throw Rejection.notFound }
        let named = provinces.isEmpty ? granted : provinces
        self.init(dimensions, area: named.isEmpty ? .country : .provinces(named), day: offer.tables.day)
    }
}

extension TablePlan {
    fileprivate static func of(_ request: TableRequest, _ coverage: Coverage) throws -> TablePlan {
        do {
            return try TablePlan(request, coverage: coverage)
        } catch {
            throw TableRefusal.problems(error.problems)
        }
    }
}
