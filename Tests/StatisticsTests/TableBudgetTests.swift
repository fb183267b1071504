// What a table costs, and when there is nothing left for it.

import Basics
import Testing

@testable import Statistics

struct TableBudgetTests {
    private static let population = TestPopulation(seed: 41, sizes: [[2_600, 1_300], [1_400]])

    private func plan(_ dimensions: [Dimension], _ area: AskedArea = .country) throws -> TablePlan {
        try TablePlan(
            TableRequest(dimensions, area: area, day: Samples.day), coverage: try Self.population.coverage())
    }

    private func budget(_ grant: Int, _ recipient: Int = 1_000) -> TableBudget {
        TableBudget(
            grant: MarginalAllowance(allowed: grant, had: []),
            recipient: MarginalAllowance(allowed: recipient, had: []))
    }

    @Test func aTableCostsItsMarginals() throws {
        let budget = try budget(24).charged(with: try plan([.sex, .maritalStatus, .householdSize]))
        #expect(budget.grant.left == 16)
        #expect(budget.recipient.had == budget.grant.had)
        let communes = try budget.charged(with: try plan([.commune, .sex]))
        // The two levels of it are new, those of the country without areas were had.
        #expect(communes.grant.left == 14)
    }

    @Test func whatWasHadCostsNothingMore() throws {
        let asked = [
            try plan([.sex, .maritalStatus, .householdSize]), try plan([.householdSize, .sex, .maritalStatus]),
            try plan([.maritalStatus, .sex]), try plan([.householdSize]),
        ]
        var budget = try budget(8).charged(with: asked[0])
        for plan in asked {
            budget = try budget.charged(with: plan)
            #expect(budget.grant.left == 0)
        }
        // One of some areas costs as much as one of all, and then the others are had.
        var areas = try self.budget(4).charged(with: try plan([.commune, .sex], .communes(["00004", "00018"])))
        #expect(areas.grant.left == 2)
        areas = try areas.charged(with: try plan([.sex], .communes(["00011"])))
        #expect(areas.grant.left == 2)
    }

    @Test func whatIsUsedUpRefuses() throws {
        let table = try plan([.sex, .maritalStatus, .householdSize])
        #expect(throws: BudgetRefusal.grantUsedUp(needed: 8, left: 7)) { try budget(7).charged(with: table) }
        #expect(throws: BudgetRefusal.recipientUsedUp(needed: 8, left: 7)) { try budget(8, 7).charged(with: table) }
        #expect(try budget(8, 8).charged(with: table).grant.left == 0)
        let full = try budget(8).charged(with: table)
        #expect(throws: BudgetRefusal.grantUsedUp(needed: 2, left: 0)) {
            try full.charged(with: try plan([.ageBand, .sex]))
        }
        // Another grant of the same recipient does not begin anew.
        let next = TableBudget(grant: MarginalAllowance(allowed: 8, had: []), recipient: full.recipient)
        #expect(try next.charged(with: table).recipient.had.count == 8)
        let narrower = MarginalAllowance(allowed: 3, had: full.grant.had)
        #expect(narrower.left == 0)
        #expect(
            Set([
                BudgetRefusal.grantUsedUp(needed: 1, left: 0).code,
                BudgetRefusal.recipientUsedUp(needed: 1, left: 0).code,
            ]).count == 2)
    }

    /// However tables are chosen, nobody is counted more often than is allowed.
    @Test func chargesNeverGoBeyondWhatIsAllowed() throws {
        var dice = SplitMix64(seed: 24)
        let wishes: [[Dimension]] = [
            [.sex], [.ageBand], [.commune, .sex], [.province, .sex, .maritalStatus], [.householdSize, .sex],
            [.commune, .maritalStatus], [.ageBand, .sex], [.sex, .maritalStatus, .householdSize], [.ethnicity],
        ]
        let plans = try wishes.map { try plan($0) }
        for _ in 0..<300 {
            var budget = budget(dice.below(25), Limits.recipientMarginalsMax)
            var had: Set<Marginal> = []
            for plan in plans.shuffled(using: &dice) {
                do {
                    budget = try budget.charged(with: plan)
                    had.formUnion(plan.marginals)
                } catch {
                    #expect(had.union(plan.marginals).count > budget.grant.allowed)
                }
                #expect(budget.grant.had == had)
                #expect(had.count <= budget.grant.allowed)
            }
        }
    }
}
