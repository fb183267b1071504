// Lists of persons of requests: stored once, never changed.

public import Basics
public import Registry
public import Storage

extension Connection {
    func store(_ list: SubjectList) throws {
        for subject in list.subjects {
            let stored = subject.claims.isEmpty ? "{}" : try StoredJSON.text(subject.claims)
            try run(
                """
                INSERT INTO subject (list_id, row_number, personal_id, full_name, birth_date, claims)
                VALUES (\(list.id), \(subject.row), \(subject.personalID.description), \(subject.fullName),
                    \(subject.birthDate.description), \(stored))
                """)
        }
    }

    /// Rows of a list in order, from row `first` (1-based) on, at most `limit`.
    public func subjects(of list: SubjectListID, from first: Int = 1, limit: Int) throws -> [Subject] {
        let stored = try rows(
            """
            SELECT row_number, personal_id, full_name, birth_date, claims FROM subject
            WHERE list_id = \(list) AND row_number >= \(first) ORDER BY row_number LIMIT \(limit)
            """)
        return try stored.map { try subject($0, list) }
    }

    /// These rows of a list, in order.
    public func subjects(of list: SubjectListID, rows numbers: [Int]) throws -> [Subject] {
        try rows(
            """
            SELECT row_number, personal_id, full_name, birth_date, claims FROM subject
            WHERE list_id = \(list) AND row_number IN (\(list: numbers)) ORDER BY row_number
            """
        ).map { try subject($0, list) }
    }

    /// The rows whose name or number holds that text, accents and case aside: at most `limit`.
    public func subjects(of list: SubjectListID, matching text: String, limit: Int) throws -> [Subject] {
        let key = text.searchKey
        let digits = text.filter(\.isNumber)
        var found: [Subject] = []
        for subject in try subjects(of: list, limit: Limits.subjectsMax) where found.count < limit {
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
                ? [:] : try StoredJSON.value(claims, of: "a claim in row \(number) of the list \(list)"))
    }
}
