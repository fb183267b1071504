// How a claimed value is compared with the record, field by field.

import Basics

extension PersonRecord {
    /// Whether number, name and date of birth identify this person. Names compare by `foldedName`, dates by
    /// `PartialDate.matches(claim:)`.
    func isIdentified(by subject: Subject) -> Bool {
        personalID == subject.personalID && birthDate.matches(claim: subject.birthDate)
            && fullName.isSameName(as: subject.fullName)
    }

    /// Compares one claim with the record.
    ///
    /// An empty claim is no claim. A record without a value gives no data. Numbers compare by their digits, names and
    /// words by `foldedName`, addresses by `foldedAddress` with the present wording or that of the units before
    /// 2025-07-01, blood types by ABO group and, where claimed, Rh factor. A claim that cannot be read as what the
    /// field holds (`blood_type` = "X") differs.
    func verdict(on field: PersonField, claim: String) -> Verdict {
        let claim = claim.trimmed
        guard !claim.isEmpty else { return .noData(.noClaim) }
        guard let value = value(of: field, relations: PersonRelations()) else { return .noData(.noValue) }
        switch value {
        case .bloodType(let held):
            return PersonRecord.compare(held, claim: claim)
        case .date(let held):
            guard let stated = PartialDate(claim) else { return .differs }
            return held.matches(claim: stated) ? .matches : .differs
        case .sex(let held):
            return Sex(reading: claim) == held ? .matches : .differs
        case .maritalStatus(let held):
            return MaritalStatus(reading: claim) == held ? .matches : .differs
        case .relation(let held):
            return HouseholdRelation(reading: claim) == held ? .matches : .differs
        case .text(let held):
            return isSame(held, claim: claim, field: field) ? .matches : .differs
        case .card, .lifeEnd, .persons:
            return .noData(.notComparable)
        }
    }

    private func isSame(_ held: String, claim: String, field: PersonField) -> Bool {
        switch field.kind {
        case .number:
            return held == claim.filter { !$0.isWhitespace && $0 != "." }
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
        guard let stated = BloodType(reading: claim), stated.group == held.group else { return .differs }
        guard let factor = stated.isRhPositive else { return .matches }
        guard let known = held.isRhPositive else { return .noData(.notComparable) }
        return factor == known ? .matches : .differs
    }
}
