// Finds the service that meets a need and reveals the least.

import Registry

/// What a requester needs to know of each person.
public struct InformationNeed: Hashable, Sendable {
    /// Registry field codes.
    public var fields: Set<String>
    /// Whether it is enough to learn that a value the requester already has is right.
    public var isConfirmationEnough: Bool

    public init(fields: Set<String>, isConfirmationEnough: Bool) {
        self.fields = fields
        self.isConfirmationEnough = isConfirmationEnough
    }
}

extension Catalogue {
    /// The service that meets `need` and reveals least: a confirmation before values, fewer fields before more, a
    /// service without a choice of fields before one with; `nil` when none meets it.
    public func leastRevealing(
        _ need: InformationNeed, about scope: ServiceScope, for requester: RequesterClass
    ) -> ServiceEntry? {
        services(for: requester)
            .filter { $0.scope == scope && $0.meets(need) }
            .min { $0.revelation(need) < $1.revelation(need) }
    }

    /// Services that tell less than `service` does about all the facts that are asked for: confirmations in place of
    /// values. One that says something of other facts, or of some of them only, answers no need.
    public func lessRevealing(
        than service: ServiceEntry, telling facts: Set<String>, for requester: RequesterClass
    ) -> [ServiceEntry] {
        guard service.answer != .match, !facts.isEmpty else { return [] }
        return services(for: requester).filter {
            $0.scope == service.scope && $0.answer == .match && facts.isSubset(of: $0.fields)
        }
    }
}

extension ServiceEntry {
    fileprivate func meets(_ need: InformationNeed) -> Bool {
        if need.fields.isEmpty || answer == .match && !need.isConfirmationEnough { return false }
        return need.fields.isSubset(of: fields)
    }

    /// Kind of answer, number of fields revealed, whether there is a choice that can go wrong, and the code to settle
    /// ties in the same way always.
    fileprivate func revelation(_ need: InformationNeed) -> (Int, Int, Int, String) {
        let shape = answer == .match ? 0 : 1
        let revealed = selectableFields.isEmpty ? fields.count : need.fields.count
        return (shape, revealed, selectableFields.isEmpty ? 0 : 1, code)
    }
}
