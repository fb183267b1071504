// Reading that a password was given again.

import Basics

extension FieldReader {
    /// A password is taken as it is (no trimming: spaces may be part of it) and never becomes an answer.
    func password() -> Reading {
        let text = source.values(field.key).first ?? ""
        if text.isEmpty { return missing(.passwordMissing) }
        guard text.unicodeScalars.count <= Limits.passwordCharactersMax else {
            return .problem(Problem(field.key, .tooLong, ["max": String(Limits.passwordCharactersMax)]))
        }
        return Reading(value: nil, problems: [])
    }
}
