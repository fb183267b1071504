// Text that the letters could not print is refused where it is typed.

import Basics
public import Forms
import Letters

extension PaperWriter {
    /// A problem for each field that holds a character the fonts of the letters lack.
    func unprintable(_ values: [String: [String]]) throws -> [Problem] {
        try values.sorted { $0.key < $1.key }.compactMap { field, texts in
            let found = try printer.unprintable(in: texts.joined().nfc)
            guard !found.isEmpty else { return nil }
            return Problem(field, code: "problem.unprintable", ["characters": PaperWriter.list(found)])
        }
    }

    /// As people see them: at most ten, apart.
    static func list(_ characters: [Unicode.Scalar]) -> String {
        characters.prefix(10).map { String($0) }.joined(separator: " ")
    }
}

extension PaperShelf {
    /// A problem for each of these fields whose posted text a letter could not print.
    public func unprintable(_ values: FieldValues, in fields: [String]) throws -> [Problem] {
        let wanted = Set(fields)
        return try writer.unprintable(values.values.filter { wanted.contains($0.key) })
    }

    /// The first person of a list whose name or claims a letter could not print, as a problem of `field`.
    public func unprintable(_ rows: [SubjectRow], field: String) throws -> Problem? {
        var characters = Set<Unicode.Scalar>()
        for row in rows {
            characters.formUnion(row.fullName.unicodeScalars)
            for claim in row.claims.values { characters.formUnion(claim.unicodeScalars) }
        }
        let found = Set(try writer.printer.unprintable(in: String(String.UnicodeScalarView(characters))))
        guard !found.isEmpty else { return nil }
        let person = rows.first { row in
            ([row.fullName] + row.claims.values).contains { !found.isDisjoint(with: $0.unicodeScalars) }
        }
        let parameters = [
            "person": person.map { "\($0.personalID) \($0.fullName)" } ?? "",
            "characters": PaperWriter.list(found.sorted()),
        ]
        return Problem(field, code: "problem.unprintable-person", parameters)
    }
}
