// A request about persons whom calls of a server name later: how many calls there may be.

import Forms

/// The part of a request that takes the place of a list of persons.
public enum CallScope {
    /// The page of the form, and its field.
    public static let page = "calls"
    public static let field = "calls"
}

extension CaseState {
    /// How often the requester's server wants to call; `nil` for a service about a list.
    func requestedCalls(of service: ServiceEntry) -> Int? {
        service.scope == .named ? answers.number(CallScope.field) : nil
    }
}
