// How a claimed value is compared with the record, field by field.

import Basics

extension PersonField {
    /// Whether a claim can be read as what the field holds. No value has a `|`, which parts the elements of composed
    /// ones.
    public func isReadable(claim: String) -> Bool {
        if claim.contains("|") { return false }
        return switch kind {
        case .bloodType: BloodType(reading: claim) != nil
        case .sex: Sex(reading: claim) != nil
        case .maritalStatus: MaritalStatus(reading: claim) != nil
        case .relation: HouseholdRelation(reading: claim) != nil
        case .date: PartialDate(claim) != nil
        case .number where self == .oldNumber: claim.plainNumber.wholeMatch(of: #/[0-9]{9}/#) != nil
        case .number: PersonalID(claim) != nil
        case .name, .word, .place, .contact: true
        case .persons, .card, .lifeEnd: false
        }
    }

    /// Whether any text will do as a claim.
    public var takesAnyClaim: Bool {
        switch kind {
        case .name, .word, .place, .contact: true
        default: false
        }
    }
}

extension String {
    /// A number without the spaces and dots that people put between its digits.
    fileprivate var plainNumber: String { filter { !$0.isWhitespace && $0 != "." } }
}

extension PersonRecord {
    /// Whether the subject's number and all those keys are this person's. Names compare by `foldedName`, dates by
    /// `PartialDate.matches(claim:)`; a key that subjects do not have identifies nobody.
    func isIdentified(by subject: Subject, keys: [PersonField]) -> Bool {
        personalID == subject.personalID
            && keys.allSatisfy { key in
                switch key {
                case .personalID: true
                case .fullName: fullName.isSameName(as: subject.fullName)
                case .birthDate: birthDate.matches(claim: subject.birthDate)
                default: false
                }
            }
    }

    /// Compares one claim with the record.
    ///
    /// An empty claim is no claim. A record without a value gives no data. Numbers compare by their digits, names and
    /// words by `foldedName`, addresses by `foldedAddress` with the present wording or that of the units before
    /// 2025-07-01, blood types by ABO group and, where claimed, Rh factor. A claim that cannot be read as what the
    /// field holds (`blood_type` = "X") is not comparable.
    func verdict(on field: PersonField, claim: String) -> Verdict {
        let claim = claim.trimmed
        guard !claim.isEmpty else { return .noData(.noClaim) }
        guard let value = value(of: field, relations: PersonRelations()) else { return .noData(.noValue) }
        switch value {
        case .bloodType(let held):
            return PersonRecord.compare(held, claim: claim)
        case .date(let held):
            return PersonRecord.compare(PartialDate(claim)) { held.matches(claim: $0) }
        case .sex(let held):
            return PersonRecord.compare(Sex(reading: claim)) { $0 == held }
        case .maritalStatus(let held):
            return PersonRecord.compare(MaritalStatus(reading: claim)) { $0 == held }
        case .relation(let held):
            return PersonRecord.compare(HouseholdRelation(reading: claim)) { $0 == held }
        case .text(let held):
            return isSame(held, claim: claim, field: field) ? .matches : .differs
        case .card, .lifeEnd, .persons:
            return .notComparable(.notCompared)
        }
    }

    /// Compares what was read of a claim, if it could be read.
    private static func compare<Claim>(_ claim: Claim?, _ matches: (Claim) -> Bool) -> Verdict {
        guard let claim else { return .notComparable(.claimUnreadable) }
        return matches(claim) ? .matches : .differs
    }

    private func isSame(_ held: String, claim: String, field: PersonField) -> Bool {
        switch field.kind {
        case .number:
            return held == claim.plainNumber
        case .contact:
            return PersonRecord.contactKey(held) == PersonRecord.contactKey(claim)
        case .place:
            return PersonRecord.isSameAddress(claim, as: [held, formerWording(of: field)].compactMap { $0 })
        default:
            return held.isSameName(as: claim)
        }
    }

    /// Equal texts, the common case, cost no folding.
    static func isSameAddress(_ claim: String, as wordings: [String]) -> Bool {
        if wordings.contains(claim) { return true }
        let key = claim.foldedAddress
        return wordings.contains { $0.foldedAddress == key }
    }

    private func formerWording(of field: PersonField) -> String? {
        switch field {
        case .permanentResidence: permanentResidence?.former
        case .temporaryResidence: temporaryResidence?.former
        case .currentResidence: currentResidence?.former
        default: nil
        }
    }

    /// Telephone numbers, e-mail addresses, file numbers: case, spaces, dots and dashes between digits do not matter,
    /// and `+84` is `0`.
    private static func contactKey(_ text: String) -> String {
        if text.contains("@") { return text.lowercased() }
        let plain = text.lowercased().filter { !$0.isWhitespace && $0 != "." && $0 != "-" }
        return plain.hasPrefix("+84") ? "0" + plain.dropFirst(3) : plain
    }

    private static func compare(_ held: BloodType, claim: String) -> Verdict {
        guard let stated = BloodType(reading: claim) else { return .notComparable(.claimUnreadable) }
        guard stated.group == held.group else { return .differs }
        guard let factor = stated.isRhPositive else { return .matches }
        guard let known = held.isRhPositive else { return .notComparable(.claimFiner) }
        return factor == known ? .matches : .differs
    }
}
