// What people read in a table; the words stand in string files, and come in from the caller.

/// The words of one language.
public struct TableWords: Sendable {
    /// What a dimension is called at the head of its column, and the column of its codes.
    let dimension: @Sendable (Dimension) -> (label: String, code: String)
    /// What a value is called: of areas by their code.
    let value: @Sendable (Dimension, String) -> String
    let total: String
    /// Head of the column of counts, and of the one that says what is special about a count.
    let count: String
    let remark: String
    /// That a count is withheld.
    let withheld: String

    public init(
        dimension: @escaping @Sendable (Dimension) -> (label: String, code: String),
        value: @escaping @Sendable (Dimension, String) -> String, total: String,
        count: (head: String, remark: String), withheld: String
    ) {
        self.dimension = dimension
        self.value = value
        self.total = total
        self.count = count.head
        remark = count.remark
        self.withheld = withheld
    }
}
