// What a person wants put right in their own record.

import Basics
public import Forms
public import Registry

/// Why a record was not put right. The codes stand in the log for ever, and are translation keys.
public enum CorrectionObstacle: String, CaseIterable, Hashable, Codable, Sendable {
    /// There is no record of that number any more.
    case noRecord = "no-record"
    // What `CorrectionFault` says of the value and the record as it stands by now.
    case unreadable
    case otherYear = "other-year"
    case notCorrected = "not-corrected"
    /// An operator gave it back, since the server could not do it.
    case givenBack = "given-back"

    public init(_ fault: CorrectionFault) {
        self =
            switch fault {
            case .unreadable: .unreadable
            case .otherYear: .otherYear
            case .notCorrected: .notCorrected
            }
    }
}

/// How it went to put a record right.
public enum CorrectionOutcome: Hashable, Codable, Sendable {
    case made
    /// - Parameter remark: of the operator who gave it back.
    case failed(CorrectionObstacle, remark: String?)
}

/// One value of the record, as the form of a correction asks for it.
public struct CorrectionRequest: Hashable, Sendable {
    static let fieldKey = "record_field"
    static let valueKey = "record_value"
    /// The list that the server fills in: what the service says can be put right.
    public static let list = "record-fields"

    public let field: PersonField
    public let value: String

    /// `nil` where the answers do not name one.
    public init?(_ answers: Answers) {
        guard let field = answers.text(Self.fieldKey).flatMap(PersonField.init(rawValue:)),
            let value = answers.text(Self.valueKey)
        else { return nil }
        self.field = field
        self.value = value
    }

    /// Why the value cannot stand in any record; the year of birth is seen by the number.
    public func problem(of person: PersonRecord? = nil) -> Problem? {
        do {
            let corrected = try (person ?? Self.somebody)?.correcting(field, to: value)
            // Nothing is wrong with what says the same already.
            return person == nil || corrected != person
                ? nil : Problem(Self.valueKey, code: "problem.correction.already-so")
        } catch .otherYear where person == nil {
            return nil
        } catch {
            return Problem(Self.valueKey, code: "problem.correction.\(error.rawValue)")
        }
    }

    /// To try a value on, where it does not matter whose record it is.
    private static let somebody = PersonalID(value: 1_099_000_001).flatMap { number in
        PartialDate(year: 1999).map { PersonRecord(personalID: number, fullName: "A", birthDate: $0, sex: .male) }
    }
}

extension ApplicantForm {
    /// What the form does not ask for of that which is to be put right.
    var missingCorrection: String? {
        [CorrectionRequest.fieldKey, CorrectionRequest.valueKey].first { !alwaysAsks($0) }
            .map { "the form must always ask for \($0)" }
    }
}
