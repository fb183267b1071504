// What tables are made of, and what they took of the budgets.

import Basics
import Casework
import Registry
import Statistics
import Storage

extension Connection {
    /// What may still be asked for under the grant of a case; `nil` where it is none of tables.
    func tableOffer(of id: CaseID) throws -> TableOffer? {
        guard let line = try grant(of: id), case .tables(let tables) = line.grant.scope,
            let day = try countedDays().first(where: { $0.day == tables.day })
        else { return nil }
        let hasCommunes = try one("SELECT has_communes FROM counted_day WHERE day_on = \(tables.day)")?
            .optionalInt64(at: 0)
        let dimensions = tables.dimensions.compactMap { Dimension(rawValue: $0) }
        let had = try marginals(of: line.grant.recipient.description, in: tables.day.parts.year)
        return TableOffer(
            grant: line.grant, tables: tables, day: day,
            dimensions: dimensions.filter { $0 != .commune || hasCommunes == 1 },
            leftOfGrant: line.usesLeft, leftOfRecipient: max(0, Limits.recipientMarginalsMax - had.count))
    }

    /// The blocks of a day, one after the other, each with the place that it is about.
    func forEachBlock(of day: LocalDate, _ body: (SummaryBlock, CountedPlaces.Place) throws -> Void) throws {
        try forEach(
            "SELECT content, commune, province FROM population_block WHERE day_on = \(day) ORDER BY commune"
        ) { row in
            let place = CountedPlaces.Place(code: try row.text(at: 1), province: try row.text(at: 2))
            let block = try SummaryBlock(try row.blob(at: 0))
            guard block.day == day, block.communeTotal.commune == place.code else {
                throw StorageError.corrupt("the counts of \(place.code) are those of another place or day")
            }
            try body(block, place)
        }
    }

    /// Takes what a table needs from the budgets of the grant and its recipient; gives the marginals that were not had
    /// before. Throws `TableRefusal` where too little is left, and `FulfilmentRefusal` where the grant stays shut.
    func charge(_ plan: TablePlan, under grant: Grant, countedAt: Timestamp, at now: Timestamp) throws -> [String] {
        guard (grant.validFrom...grant.validUntil).contains(now.date) else { throw FulfilmentRefusal.expired }
        let recipient = grant.recipient.description
        // Of two tables at once, of whichever grants of one recipient, the second waits here.
        try lock("SELECT 1 FROM data_grant WHERE recipient = \(recipient) ORDER BY id")
        try requireOpen(grant.id)
        // From now on this count stays as it is.
        let kept = try run(
            "UPDATE counted_day SET is_answered = 1 WHERE day_on = \(plan.day) AND counted_ms = \(countedAt)")
        guard kept == 1 else { throw TableRefusal.notCounted }
        let ofGrant = try marginals(where: "grant_id = \(grant.id)")
        let budget = TableBudget(
            grant: MarginalAllowance(allowed: grant.uses.allowed, had: ofGrant),
            recipient: MarginalAllowance(
                allowed: Limits.recipientMarginalsMax, had: try marginals(of: recipient, in: plan.day.parts.year)))
        do {
            let after = try budget.charged(with: plan)
            let new = after.grant.had.subtracting(ofGrant).map(\.description).sorted()
            if !new.isEmpty { try use(grant, times: new.count) }
            try insert(
                new.map { [.text(grant.id.text), .text($0), .text(recipient), plan.day.sqlValue] },
                into: "charged_marginal", "grant_id, marginal, recipient, day_on")
            return new
        } catch let refusal as BudgetRefusal {
            throw TableRefusal.budget(refusal)
        }
    }

    /// What a recipient has had of counts as of days of a year, under all its grants.
    private func marginals(of recipient: String, in year: Int) throws -> Set<Marginal> {
        let (first, last) = ("\(year)-01-01", "\(year)-12-31")
        return try marginals(where: "recipient = \(recipient) AND day_on BETWEEN \(first) AND \(last)")
    }

    private func marginals(where condition: Query) throws -> Set<Marginal> {
        Set(
            try rows("SELECT marginal FROM charged_marginal WHERE \(condition)").map { row in
                guard let marginal = Marginal(try row.text(at: 0)) else {
                    throw StorageError.corrupt("a marginal of counts cannot be read")
                }
                return marginal
            })
    }
}
