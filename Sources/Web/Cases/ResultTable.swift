// The answers of a release as a table, whatever form it leaves in.

import Basics
import Records
import Registry

/// Columns and cells of a result under that grant.
struct ResultTable: Sendable {
    let grant: Grant

    /// Whether claims were compared.
    var isMatch: Bool { grant.service.shape == .match }

    /// The answered fields, in the order of the grant; where claims are compared the keys are answered by the verdict.
    private var fields: [PersonField] {
        guard isMatch else { return grant.fields }
        return grant.fields.filter { !grant.service.keys.contains($0) }
    }

    /// Names of the columns as machines read them. What the registry holds of what the request named already has a
    /// column of its own.
    var columns: [String] {
        let asked = ["row", "personal_id", "full_name"] + (isMatch ? ["result"] : [])
        let answered = fields.map { asked.contains($0.rawValue) ? "registry_\($0.rawValue)" : $0.rawValue }
        return asked + answered + ["reason", "clauses"]
    }

    /// The cells as exchanged: codes, not words.
    func cells(_ result: ResultRow) -> [String] {
        let row = result.answer
        let verdict = isMatch ? [row.verdict?.value.rawValue ?? ""] : []
        let answers = Dictionary(row.fields.map { ($0.field, $0) }, uniquingKeysWith: { first, _ in first })
        return [String(row.row), row.personalID.description, result.name] + verdict
            + fields.map { answers[$0]?.data ?? "" } + [reason(row)?.rawValue ?? "", clauses(row)]
    }

    /// By which clause of the decision each of the row's answers is there: `full_name=2; birth_date=3`.
    private func clauses(_ row: AnswerRow) -> String {
        row.fields.map { "\($0.field.rawValue)=\($0.clause)" }.joined(separator: "; ")
    }

    /// Why the answer of the whole row is as it is.
    private func reason(_ row: AnswerRow) -> AnswerReason? {
        if let verdict = row.verdict { return verdict.reason }
        return row.isIdentified ? nil : row.fields.first?.reason ?? .notIdentified
    }

    /// The verdicts that a row gives, as a whole and field by field.
    func verdicts(in row: AnswerRow) -> [Verdict.Value] {
        guard isMatch else { return [] }
        let fields = row.fields.compactMap { field -> Verdict? in
            guard case .verdict(let verdict) = field.answer else { return nil }
            return verdict
        }
        return ([row.verdict].compactMap { $0 } + fields).map(\.value)
    }

    /// Headings for people: who was asked about, then the answers. `name` is the heading of the name as it was given,
    /// which need not be the one the registry answers with.
    func headings(_ language: Language, name: String, verdict: String) -> [String] {
        [PersonField.personalID.label[language], name] + (isMatch ? [verdict] : [])
            + shownFields.map { $0.label[language] }
    }

    /// A single verified field is what the verdict says already.
    private var shownFields: [PersonField] {
        isMatch && fields.count == 1 ? [] : fields
    }

    /// The cells for people, in the order of `headings`, in the words of `t`. A person who was not found has one remark
    /// and no cells: twelve times "no data" would read like a finding.
    func words(_ result: ResultRow, _ t: Strings) -> [String] {
        let row = result.answer
        let answers = Dictionary(row.fields.map { ($0.field, $0) }, uniquingKeysWith: { first, _ in first })
        let nothing = t("cases.result.no-data")
        let verdict = isMatch ? [row.verdict.map(t.verdict) ?? nothing] : []
        let cells = shownFields.enumerated().map { index, field -> String in
            if !isMatch, !row.isIdentified { return index == 0 ? nobody(row, t) : "–" }
            switch answers[field]?.answer {
            case .verdict(let verdict): return t.verdict(verdict)
            case .value(let value): return value.printed(t.language)
            case .noData, nil: return nothing
            }
        }
        return [row.personalID.description, result.name] + verdict + cells
    }

    /// Why there is nobody to tell of.
    private func nobody(_ row: AnswerRow, _ t: Strings) -> String {
        reason(row) == .tooLate ? t(AnswerReason.tooLate) : t("cases.result.not-found")
    }

    /// What a verdict says, for those who rely on it.
    func meaning(_ value: Verdict.Value, _ t: Strings) -> String {
        t.meaning(value, ofFingers: grant.fields.contains(.fingerprint))
    }

    /// How many columns it has for people, the row number included.
    var columnCount: Int { 3 + (isMatch ? 1 : 0) + shownFields.count }
}

extension Strings {
    /// A verdict in words, with its reason where it has one.
    func verdict(_ verdict: Verdict) -> String {
        guard let reason = verdict.reason else { return word(verdict.value) }
        return self(
            "cases.result.because",
            ["verdict": word(verdict.value), "reason": self(reason)])
    }

    func callAsFunction(_ reason: AnswerReason) -> String { self("cases.result-reason.\(reason.rawValue)") }

    /// The verdict in one word.
    func word(_ value: Verdict.Value) -> String { self("cases.result.\(value.rawValue)") }

    /// What the verdict says. That a finger is not alike enough proves less than that a value is another one.
    func meaning(_ value: Verdict.Value, ofFingers: Bool) -> String {
        let isOther = ofFingers && (value == .matches || value == .differs)
        return self("cases.result-meaning.\(isOther ? "fingerprint-" : "")\(value.rawValue)")
    }
}
