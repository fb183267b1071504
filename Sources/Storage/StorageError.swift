// How the database may fail its caller.

/// An operating error of the storage (docs/architecture.md §1.4). The texts are for the log and name tables, columns
/// and causes, never values; pages show a reference number instead.
public enum StorageError: Error, Sendable, Hashable {
    /// Somebody else was faster: the state that the caller built upon has moved on. Load anew and repeat.
    case conflict(String)
    /// Locked or overloaded just now; the same call may succeed later.
    case busy(String)
    /// The database cannot do it: closed, disk full, read only, not to be opened, or a statement it does not take.
    case unavailable(String)
    /// What is stored is not what it should be: a damaged file, or a column of another kind than expected.
    case corrupt(String)
    /// What was stored there was taken away by order; that it was is recorded, and no call brings it back.
    case erased(String)
    /// A rule of the schema was broken.
    case constraint(Constraint)

    public struct Constraint: Sendable, Hashable {
        public enum Kind: String, Sendable { case unique, foreignKey, check, notNull, trigger, type }

        public var kind: Kind
        /// What the database said of it, such as `account.username_key`.
        public var detail: String

        public init(kind: Kind, detail: String) {
            self.kind = kind
            self.detail = detail
        }
    }

    /// What `unavailable` says when there is no room left.
    public static let diskFull = "the disk is full"

    /// Whether this is a broken rule of that kind; `detail` narrows it to a column or constraint named in the message.
    public func isConstraint(_ kind: Constraint.Kind, _ detail: String = "") -> Bool {
        guard case .constraint(let constraint) = self else { return false }
        return constraint.kind == kind && (detail.isEmpty || constraint.detail.contains(detail))
    }
}
