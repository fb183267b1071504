// How much people leave at their desks beside acts.

extension Limits {
    /// Filters that one account keeps of one list, and characters of their names.
    public static let savedListsMax = 20
    public static let savedListNameCharactersMax = 60
    /// Characters of a remark.
    public static let remarkCharactersMax = 5_000
    /// Remarks on one case, and answers to one of them: a page shows them all.
    public static let remarksPerCaseMax = 300
    public static let answersPerRemarkMax = 10
}
