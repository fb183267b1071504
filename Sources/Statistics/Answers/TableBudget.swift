// How much a grant and its recipient may still have.

/// What is allowed in marginals, and which were had. One that was had costs nothing more, in whichever table, areas or
/// order it is asked for again: its counts are the same. One of some areas costs as much as of all, since nobody is in
/// two of them.
public struct MarginalAllowance: Hashable, Sendable {
    public let allowed: Int
    public let had: Set<Marginal>

    public init(allowed: Int, had: Set<Marginal>) {
        self.allowed = allowed
        self.had = had
    }

    /// 0 where more was had than is allowed now.
    public var left: Int { max(0, allowed - had.count) }

    /// Those that a table would add.
    public func new(in plan: TablePlan) -> Set<Marginal> { plan.marginals.subtracting(had) }
}

/// Why a table is not within what is left.
public enum BudgetRefusal: Error, Hashable, Sendable {
    case grantUsedUp(needed: Int, left: Int)
    /// Under all grants of the recipient.
    case recipientUsedUp(needed: Int, left: Int)

    /// For the key of its sentence.
    public var code: String {
        switch self {
        case .grantUsedUp: "grant-used-up"
        case .recipientUsedUp: "recipient-used-up"
        }
    }
}

/// The two budgets that a table is charged to, both of marginals whose days lie in one calendar year. Whoever keeps
/// them reads and writes them in the transaction of the answer: two tables at once must not both find the last
/// marginal.
public struct TableBudget: Hashable, Sendable {
    public let grant: MarginalAllowance
    /// Of all grants of the recipient, those included that have ended.
    public let recipient: MarginalAllowance

    public init(grant: MarginalAllowance, recipient: MarginalAllowance) {
        self.grant = grant
        self.recipient = recipient
    }

    /// The budget after that table, or why there is none left for it.
    public func charged(with plan: TablePlan) throws(BudgetRefusal) -> TableBudget {
        let (ofGrant, ofRecipient) = (grant.new(in: plan), recipient.new(in: plan))
        guard ofGrant.count <= grant.left else {
            throw .grantUsedUp(needed: ofGrant.count, left: grant.left)
        }
        guard ofRecipient.count <= recipient.left else {
            throw .recipientUsedUp(needed: ofRecipient.count, left: recipient.left)
        }
        return TableBudget(
            grant: MarginalAllowance(allowed: grant.allowed, had: grant.had.union(ofGrant)),
            recipient: MarginalAllowance(allowed: recipient.allowed, had: recipient.had.union(ofRecipient)))
    }
}
