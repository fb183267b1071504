// Reading that a password was given again.

import Basics

extension FieldReader {
    /// A password is taken as it is (no trimming: spaces may be part of it) and never becomes an answer.
    func password() -> Reading {
        let text = source.values(field.key).first ?? ""
        if text.isEmpty { return missing(.passwordMissing) }
        let (length, max) = (text.unicodeScalars.count, Limits.passwordCharactersMax)
        guard length <= max else {
            return .problem(Problem(field.key, .tooLong, ["max": String(max), "length": String(length)]))
        }
        return Reading(value: nil, problems: [])
    }
}
