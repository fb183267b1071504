// The answers of a release as a table, whatever form it leaves in.

import Basics
import Records
import Registry

/// Columns and cells of an opened result.
struct ResultTable {
    let result: OpenedResult

    /// The answered fields, in the order of the grant; for authentication the keys are answered by the verdict.
    private var fields: [PersonField] {
        guard result.grant.service.isAuthentication else { return result.grant.fields }
        let keys: Set<PersonField> = [.personalID, .fullName, .birthDate]
        return result.grant.fields.filter { !keys.contains($0) }
    }

    /// Names of the columns as machines read them.
    var columns: [String] {
        let verdict = result.grant.service.isAuthentication ? ["result"] : []
        return ["row", "personal_id", "full_name"] + verdict + fields.map(\.rawValue) + ["reason"]
    }

    /// The cells as exchanged: codes, not words.
    func cells(_ row: AnswerRow) -> [String] {
        let verdict = result.grant.service.isAuthentication ? [row.verdict?.code ?? ""] : []
        let answers = Dictionary(row.fields.map { ($0.field, $0) }, uniquingKeysWith: { first, _ in first })
        let reason = row.isIdentified ? "" : NoDataReason.notIdentified.rawValue
        return [String(row.row), row.personalID.description, result.subjects[row.row]?.fullName ?? ""] + verdict
            + fields.map { answers[$0]?.data ?? "" } + [reason]
    }

    /// Headings for people: who was asked about, then the answers. `name` is the heading of the name as it was given,
    /// which need not be the one the registry answers with.
    func headings(_ language: Language, name: String, verdict: String) -> [String] {
        [PersonField.personalID.label[language], name] + (result.grant.service.isAuthentication ? [verdict] : [])
            + shownFields.map { $0.label[language] }
    }

    /// A single verified field is what the verdict says already.
    private var shownFields: [PersonField] {
        result.grant.service.isAuthentication && fields.count == 1 ? [] : fields
    }

    /// The cells for people, in the order of `headings`.
    func words(_ row: AnswerRow, _ language: Language, verdict words: (Verdict) -> String) -> [String] {
        let answers = Dictionary(row.fields.map { ($0.field, $0) }, uniquingKeysWith: { first, _ in first })
        let verdict =
            result.grant.service.isAuthentication ? [row.verdict.map(words) ?? words(.noData(.notIdentified))] : []
        let cells = shownFields.map { field -> String in
            switch answers[field]?.answer {
            case .verdict(let verdict): words(verdict)
            case .value(let value): value.printed(language)
            case .noData(let reason): words(.noData(reason))
            case nil: words(.noData(.notIdentified))
            }
        }
        return [row.personalID.description, result.subjects[row.row]?.fullName ?? ""] + verdict + cells
    }
}
