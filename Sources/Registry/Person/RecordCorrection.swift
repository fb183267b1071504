// Putting one value of a record right.

import Basics

/// Why a value cannot be put into a record. The codes are translation keys.
public enum CorrectionFault: String, Error, CaseIterable, Sendable {
    /// No value of that kind.
    case unreadable = "unreadable"
    /// The number of the person says the year of birth: another year needs another number, which is another matter.
    case otherYear = "other-year"
    /// Not a value that stands in the record by itself.
    case notCorrected = "not-corrected"
}

extension PersonRecord {
    /// The record with that value in the place of what stands there. Values are read as in a file of citizens.
    public func correcting(_ field: PersonField, to text: String) throws(CorrectionFault) -> PersonRecord {
        guard !field.isOfOthers, !field.isDerived else { throw .notCorrected }
        let text = text.trimmed.nfc
        guard !text.isEmpty, text.isPlainText else { throw .unreadable }
        var corrected = self
        switch field {
        case .personalID, .sex, .fingerprint: throw .notCorrected
        // An address has parts besides, which one text does not say, and residence is registered by a procedure of its
        // own.
        case .permanentResidence, .temporaryResidence, .currentResidence: throw .notCorrected
        case .fullName: corrected.fullName = text
        case .birthDate:
            guard let date = PartialDate(text) else { throw .unreadable }
            guard date.year == birthDate.year else { throw .otherYear }
            corrected.birthDate = date
        default:
            if corrected.read(text, into: field) != nil { throw .unreadable }
        }
        return corrected
    }
}
