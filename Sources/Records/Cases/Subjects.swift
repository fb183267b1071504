// Lists of persons of requests: stored once, never changed.

public import Basics
import Foundation
public import Registry
public import Storage

extension Connection {
    func store(_ list: SubjectList) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        for subject in list.subjects {
            let claims = Dictionary(uniqueKeysWithValues: subject.claims.map { ($0.key.rawValue, $0.value) })
            let stored = claims.isEmpty ? "{}" : String(decoding: try encoder.encode(claims), as: UTF8.self)
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
        let decoder = JSONDecoder()
        let stored = try rows(
            """
            SELECT row_number, personal_id, full_name, birth_date, claims FROM subject
            WHERE list_id = \(list) AND row_number >= \(first) ORDER BY row_number LIMIT \(limit)
            """)
        return try stored.map { row in
            let claims = try row.text(at: 4)
            let named = claims == "{}" ? [:] : try decoder.decode([String: String].self, from: Data(claims.utf8))
            guard let id = PersonalID(try row.text(at: 1)), let birthDate = PartialDate(try row.text(at: 3)) else {
                throw StorageError.corrupt("row \(try row.int(at: 0)) of the list \(list) cannot be read")
            }
            let fields = named.compactMap { key, value in PersonField(rawValue: key).map { ($0, value) } }
            return Subject(
                row: try row.int(at: 0), personalID: id, fullName: try row.text(at: 2), birthDate: birthDate,
                claims: Dictionary(uniqueKeysWithValues: fields))
        }
    }
}
