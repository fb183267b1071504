// Lists of persons of requests: stored once, never changed.

public import Basics
public import Registry
public import Storage

extension Connection {
    private static var subjectColumns: Query { "row_number, personal_id, full_name, birth_date, claims, enclosure" }

    /// Stores a list; to be named by an event of the same transaction.
    public func store(_ list: SubjectList) throws {
        for some in list.subjects.pieces(of: Batches.lookedUp) {
            let rows = try some.map { subject in
                [
                    list.id.sqlValue, .integer(Int64(subject.row)), .text(subject.personalID.description),
                    .text(subject.fullName), .text(subject.birthDate.description),
                    .text(subject.claims.isEmpty ? "{}" : try StoredJSON.text(subject.claims)),
                    subject.enclosure.map { .text($0) } ?? .null,
                ]
            }
            try insert(rows, into: "subject", "list_id, \(Self.subjectColumns)")
        }
    }

    /// Rows of a list in order, from row `first` (1-based) on, at most `limit`.
    public func subjects(of list: SubjectListID, from first: Int = 1, limit: Int) throws -> [Subject] {
        let stored = try rows(
            """
            SELECT \(Self.subjectColumns) FROM subject
            WHERE list_id = \(list) AND row_number >= \(first) ORDER BY row_number LIMIT \(limit)
            """)
        return try stored.map { try subject($0, list) }
    }

    /// These rows of a list, in order.
    public func subjects(of list: SubjectListID, rows numbers: [Int]) throws -> [Subject] {
        try rows(
            """
            SELECT \(Self.subjectColumns) FROM subject
            WHERE list_id = \(list) AND row_number IN (\(list: numbers)) ORDER BY row_number
            """
        ).map { try subject($0, list) }
    }

    /// The granted persons of a list after that row, at most `limit`.
    func subjects(of granted: GrantedSubjects, after row: Int, limit: Int) throws -> [Subject] {
        guard let rows = granted.rows else { return try subjects(of: granted.list, from: row + 1, limit: limit) }
        let some = rows[rows.partition(after: row)...].prefix(limit)
        return some.isEmpty ? [] : try subjects(of: granted.list, rows: Array(some))
    }

    /// Every person of a list in order, one after the other.
    func forEachSubject(of list: SubjectListID, _ body: (Subject) throws -> Void) throws {
        try forEach(
            """
            SELECT \(Self.subjectColumns) FROM subject
            WHERE list_id = \(list) ORDER BY row_number
            """
        ) { row in try body(try subject(row, list)) }
    }

    /// The rows whose name or number holds that text, accents and case aside: at most `limit`.
    public func subjects(of list: SubjectListID, matching text: String, limit: Int) throws -> [Subject] {
        let key = text.searchKey
        let digits = text.filter(\.isNumber)
        var found: [Subject] = []
        try forEachSubject(of: list) { subject in
            guard found.count < limit else { return }
            let isNamed = !key.isEmpty && subject.fullName.searchKey.contains(key)
            let isNumbered = digits.count >= 3 && subject.personalID.description.contains(digits)
            if isNamed || isNumbered { found.append(subject) }
        }
        return found
    }

    private func subject(_ row: Row, _ list: SubjectListID) throws -> Subject {
        let (number, claims) = (try row.int(at: 0), try row.text(at: 4))
        guard let id = PersonalID(try row.text(at: 1)), let birthDate = PartialDate(try row.text(at: 3)) else {
            throw StorageError.corrupt("row \(number) of the list \(list) cannot be read")
        }
        return Subject(
            row: number, personalID: id, fullName: try row.text(at: 2), birthDate: birthDate,
            claims: claims == "{}"
                ? [:] : try StoredJSON.value(claims, of: "a claim in row \(number) of the list \(list)"),
            enclosure: try row.optionalText(at: 5))
    }
}

extension [Int] {
    /// The place of the first number after `row`; the numbers ascend.
    fileprivate func partition(after row: Int) -> Int {
        var (low, high) = (startIndex, endIndex)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] > row { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
