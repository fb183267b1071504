// What a fulfilment says about one person, field by field, each with the clause that allowed it.

import Basics

/// One field of one person, answered.
public struct FieldAnswer: Hashable, Sendable {
    public enum Content: Hashable, Sendable {
        case verdict(Verdict)
        case value(PersonValue)
        case noData(AnswerReason)
    }

    public let field: PersonField
    /// The clause of the grant (`GrantClause.number`).
    public let clause: String
    public let answer: Content

    init(field: PersonField, clause: String, answer: Content) {
        self.field = field
        self.clause = clause
        self.answer = answer
    }

    /// The verdict's code, or the value as exchanged; empty without data.
    public var data: String {
        switch answer {
        case .verdict(let verdict): verdict.value.rawValue
        case .value(let value): value.data
        case .noData: ""
        }
    }

    /// Why it is so, where there is something to say; always where there is nothing.
    public var reason: AnswerReason? {
        switch answer {
        case .verdict(let verdict): verdict.reason
        case .noData(let reason): reason
        case .value: nil
        }
    }

    /// Whether something about the person leaves with it.
    var tells: Bool {
        switch answer {
        case .verdict(let verdict): verdict.tells
        case .value: true
        case .noData: false
        }
    }
}

/// The answer about one person of the list.
public struct AnswerRow: Hashable, Sendable {
    /// Place in the list of the request.
    public let row: Int
    /// As claimed by the requester.
    public let personalID: PersonalID
    /// Whether the keys identified a person. `false` never says which key failed.
    public let isIdentified: Bool
    /// The answer as a whole, where the grant lets claims be compared; `nil` where it gives values.
    public let verdict: Verdict?
    public let fields: [FieldAnswer]

    init(row: Int, personalID: PersonalID, isIdentified: Bool, verdict: Verdict?, fields: [FieldAnswer]) {
        self.row = row
        self.personalID = personalID
        self.isIdentified = isIdentified
        self.verdict = verdict
        self.fields = fields
    }

    /// What it says of a field, as exchanged; empty where it says nothing.
    public func value(of field: PersonField) -> String { fields.first { $0.field == field }?.data ?? "" }

    /// Why nobody is identified.
    var unidentified: AnswerReason? { isIdentified ? nil : verdict?.reason ?? fields.first?.reason }

    /// `field=clause` of each field that says something, as the disclosure record keeps it. The keys of an identity
    /// check count as the field `personal_id`.
    public func disclosed(under grant: Grant) -> [(field: PersonField, clause: String)] {
        let told = fields.filter(\.tells).map { ($0.field, $0.clause) }
        guard verdict?.tells == true, let clause = grant.identityClause else { return told }
        return [(.personalID, clause)] + told
    }
}

extension AnswerRow {
    // One text a row, so that 20,000 of them are stored and read without a parser worth mentioning. Fields stand apart
    // by U+001E, the parts of a field by U+001F: control characters, which no stored value holds (`isPlainText`).
    private static let fieldEnd: Character = "\u{1E}"
    fileprivate static let partEnd: Character = "\u{1F}"

    /// The answer as stored beside the row number and personal number.
    public var stored: String {
        var text = isIdentified ? "1" : "0"
        text.append(AnswerRow.partEnd)
        if let verdict { text += AnswerRow.stored(.verdict(verdict)) }
        for field in fields {
            text.append(AnswerRow.fieldEnd)
            text += field.field.rawValue
            text.append(AnswerRow.partEnd)
            text += field.clause
            text.append(AnswerRow.partEnd)
            text += AnswerRow.stored(field.answer)
        }
        return text
    }

    /// Reads what `stored` wrote; `nil` for anything else.
    public init?(row: Int, personalID: PersonalID, stored: String) {
        let lines = stored.split(separator: AnswerRow.fieldEnd, omittingEmptySubsequences: false)
        let head = lines[0].split(separator: AnswerRow.partEnd, omittingEmptySubsequences: false)
        guard head.count >= 2, head[0] == "1" || head[0] == "0" else { return nil }
        var verdict: Verdict?
        if head.count == 3 {
            guard case .verdict(let found)? = AnswerRow.content(head[1...], of: .personalID) else { return nil }
            verdict = found
        }
        var fields: [FieldAnswer] = []
        for line in lines.dropFirst() {
            let parts = line.split(separator: AnswerRow.partEnd, omittingEmptySubsequences: false)
            guard parts.count == 4, let field = PersonField(rawValue: String(parts[0])),
                let content = AnswerRow.content(parts[2...], of: field)
            else { return nil }
            fields.append(FieldAnswer(field: field, clause: String(parts[1]), answer: content))
        }
        self.init(row: row, personalID: personalID, isIdentified: head[0] == "1", verdict: verdict, fields: fields)
    }

    /// A letter for the kind, then its text: `t`, `f`, `c`, `n` verdicts with their reason, `v` a value, `-` nothing,
    /// with its reason.
    private static func stored(_ content: FieldAnswer.Content) -> String {
        switch content {
        case .verdict(let verdict): verdict.stored
        case .value(let value): "v\(partEnd)\(value.data)"
        case .noData(let reason): "-\(partEnd)\(reason.rawValue)"
        }
    }

    private static func content(_ parts: ArraySlice<Substring>, of field: PersonField) -> FieldAnswer.Content? {
        guard parts.count == 2, let kind = parts.first, let last = parts.last else { return nil }
        let text = String(last)
        switch kind {
        case "v": return PersonValue(text, of: field).map(FieldAnswer.Content.value)
        case "-": return AnswerReason(rawValue: text).map(FieldAnswer.Content.noData)
        default:
            let reason = AnswerReason(rawValue: text)
            guard let value = Verdict.Value.allCases.first(where: { $0.letter == kind }), reason != nil || text.isEmpty
            else { return nil }
            return .verdict(Verdict(value, reason))
        }
    }
}

extension Verdict {
    /// As it stands in a stored row: a letter, and the reason.
    public var stored: String { "\(value.letter)\(AnswerRow.partEnd)\(reason?.rawValue ?? "")" }
}

extension Verdict.Value {
    fileprivate var letter: String {
        switch self {
        case .matches: "t"
        case .differs: "f"
        case .notComparable: "c"
        case .noData: "n"
        }
    }
}
