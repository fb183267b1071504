// The facts that a procedure's own form and acts give to its letters.

import Forms

/// How letters name what was said: `answer_<field>` for the form, `said_<act>_<field>` for an act of the procedure.
public enum SaidNames {
    public static func answer(_ field: String) -> String { "answer_\(plain(field))" }

    public static func said(_ act: String, _ field: String) -> String { "said_\(plain(act))_\(plain(field))" }

    /// Every such fact of a procedure: of the answers that have a value (`FieldKind.type`), not of files and passwords.
    static func facts(_ form: ApplicantForm?, _ acts: some Collection<GenericAct>) -> [String: FactShape] {
        var facts: [String: FactShape] = [:]
        for field in form?.pages.flatMap(\.form.fields) ?? [] where field.kind.type != nil {
            facts[answer(field.key)] = .text
        }
        for act in acts {
            for field in act.allFields where field.kind.type != nil { facts[said(act.slug, field.key)] = .text }
        }
        return facts
    }

    /// Names in letters have no hyphens.
    private static func plain(_ name: String) -> String {
        String(decoding: name.utf8.map { $0 == UInt8(ascii: "-") ? UInt8(ascii: "_") : $0 }, as: UTF8.self)
    }
}
