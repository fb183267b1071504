// What a person may be to the server.

/// A role of an account. An account may hold several; the permission table (`Permissions`) says what each may do when.
public enum Role: String, CaseIterable, Codable, Sendable {
    /// Of a requesting organisation, or a citizen for themselves: drafts, files, supplements, withdraws.
    case filer
    /// Of a requesting organisation: vouches for a request before it is filed.
    case official
    /// Of an office (văn thư, bộ phận tiếp nhận): takes in, numbers, dispatches, keeps the registers.
    case clerk
    /// Of an office (cán bộ thụ lý): examines and proposes.
    case officer
    /// Of an office (người có thẩm quyền) or who lawfully signs for them: signs or returns.
    case approver
    /// Reads everything, changes nothing (thanh tra).
    case inspector
    /// Keeps organisations, accounts and files in order; sees no citizen data.
    case admin
    /// A citizen, who may see their own record and asks for themselves.
    case citizen
    /// The server itself: service tasks and timers. No account holds it.
    case system
}
