// How a claimed value is compared with the record, field by field. The rules are in docs/matching.md.

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
        case .number where self == .oldNumber: claim.plainNumber.isDigits(9)
        case .number: PersonalID(claim: claim) != nil
        case .name, .word, .place, .contact: true
        case .age: PersonRecord.years(claim) != nil
        case .life: LifeStatus(reading: claim) != nil
        case .persons: mayBeClaimed && PersonalID(claim: claim) != nil
        case .fingerprint: FingerprintClaim.isFileName(claim)
        case .card, .lifeEnd, .listing: false
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

extension PersonalID {
    /// Reads a number as people write it in a claim.
    public init?(claim: String) { self.init(claim.plainNumber) }
}

extension String {
    /// A number without the spaces, dots and invisible characters that people and programs put between its digits.
    fileprivate var plainNumber: String {
        String(
            String.UnicodeScalarView(
                unicodeScalars.filter { scalar in
                    switch WrittenSign(scalar) {
                    case .space, .dot, .invisible: false
                    default: true
                    }
                }))
    }
}

/// Whether the keys that a subject is claimed by are those of a record.
enum Identification: Equatable {
    case identified
    /// Which key failed is never told.
    case notIdentified
    /// The keys as claimed could not be compared; the reason tells no more of the record than that.
    case notComparable(AnswerReason)

    /// Why nothing is answered; `nil` where the person is identified.
    var reason: AnswerReason? {
        switch self {
        case .identified: nil
        case .notIdentified: .notIdentified
        case .notComparable(let reason): reason
        }
    }

    /// What is said of the keys where they are asked about; `isKnown` is whether there is a record under the number.
    func verdict(isKnown: Bool) -> Verdict {
        switch self {
        case .identified: .matches
        case .notIdentified where isKnown: Verdict(.differs, .notIdentified)
        case .notComparable(let reason) where isKnown: .notComparable(reason)
        case .notIdentified: .noData(.notIdentified)
        case .notComparable(let reason): .noData(reason)
        }
    }
}

extension Subject {
    /// Whether number, name and date of birth are surely those of that record.
    public func isSurely(_ record: PersonRecord?) -> Bool {
        identification(with: record, keys: [.personalID, .fullName, .birthDate]) == .identified
    }

    /// Whether number, name and date are those of the record found under the number. Names compare by `NameKey`, dates
    /// by `PartialDate.matches(claim:)`; a key that subjects do not have identifies nobody.
    ///
    /// A name that cannot be read and a date without its day are called so by themselves, whatever the registry holds
    /// or does not: a stranger learns nothing by trying. That only marks are missing from a name is told to who has all
    /// else right.
    func identification(with record: PersonRecord?, keys: [PersonField]) -> Identification {
        var isIdentified = record?.personalID == personalID
        var name = Verdict.differs
        for key in keys {
            switch key {
            case .personalID: break
            case .fullName: name = record.map { NameKey.compare($0.fullName, claim: fullName) } ?? name
            case .birthDate: isIdentified = isIdentified && record?.birthDate.matches(claim: birthDate) ?? false
            default: isIdentified = false
            }
        }
        if isIdentified, name == .matches { return .identified }
        if NameKey(fullName).isForeign { return .notComparable(.nameUnreadable) }
        if birthDate.day == nil { return .notComparable(.birthDateIncomplete) }
        return isIdentified && name.value == .notComparable ? .notComparable(.marksMissing) : .notIdentified
    }
}

/// What a claim is compared by beside the record itself.
struct Comparison {
    let places: PlaceNames
    let relations: PersonRelations
    let failed: FailedClaims
    /// The day on which ages are counted.
    let day: LocalDate

    init(
        places: PlaceNames, relations: PersonRelations = .init(), failed: FailedClaims = .init(), on day: LocalDate
    ) {
        self.places = places
        self.relations = relations
        self.failed = failed
        self.day = day
    }
}

extension PersonRecord {
    /// Compares one claim with the record.
    ///
    /// An empty claim is no claim. A record without a value gives no data. Numbers compare by their digits, names and
    /// words by `NameKey`, addresses by `AddressComparison` with the present wording or that of the units before
    /// 2025-07-01, blood types by ABO group and, where claimed, Rh factor. A claim that cannot be read as what the
    /// field holds (`blood_type` = "X") is not comparable.
    func verdict(on field: PersonField, claim: String, _ comparison: Comparison) -> Verdict {
        let claim = claim.trimmed
        guard !claim.isEmpty else { return .noData(.noClaim) }
        guard !comparison.failed.stop(field) else { return .notComparable(.tooManyClaims) }
        switch field {
        case .minimumAge: return compareAge(claim, on: comparison.day)
        case .lifeStatus: return PersonRecord.compare(LifeStatus(reading: claim)) { $0 == LifeStatus(lifeEnd) }
        case .children, .householdMembers: return compare(other: claim, field, comparison.relations)
        case .fingerprint: return comparison.relations.fingerprint ?? .noData(.noValue)
        default: break
        }
        guard let value = value(of: field, relations: comparison.relations) else { return .noData(.noValue) }
        switch value {
        case .bloodType(let held):
            return PersonRecord.compare(held, claim: claim)
        case .date(let held):
            return PersonRecord.compare(held, claim: claim)
        case .sex(let held):
            return PersonRecord.compare(Sex(reading: claim)) { $0 == held }
        case .maritalStatus(let held):
            return PersonRecord.compare(MaritalStatus(reading: claim)) { $0 == held }
        case .relation(let held):
            return PersonRecord.compare(HouseholdRelation(reading: claim)) { $0 == held }
        case .text(let held):
            return compare(held, claim: claim, field: field, comparison.places)
        case .card, .lifeEnd, .persons:
            return .notComparable(.notCompared)
        }
    }

    /// Compares what was read of a claim, if it could be read.
    private static func compare<Claim>(_ claim: Claim?, _ matches: (Claim) -> Bool) -> Verdict {
        guard let claim else { return .notComparable(.claimUnreadable) }
        return matches(claim) ? .matches : .differs
    }

    private func compare(_ held: String, claim: String, field: PersonField, _ places: PlaceNames) -> Verdict {
        switch field.kind {
        case .number:
            guard field.isReadable(claim: claim) else { return .notComparable(.claimUnreadable) }
            return held == claim.plainNumber ? .matches : .differs
        case .contact:
            return PersonRecord.contactKey(held) == PersonRecord.contactKey(claim) ? .matches : .differs
        case .place:
            let residence = residence(field)
            return AddressComparison.compare(
                claim, with: [held, residence?.former].compactMap { $0 },
                province: residence?.province.flatMap(places.province(code:)), places: places)
        case .word:
            if AddressReading.isThisCountry(held), AddressReading.isThisCountry(claim) { return .matches }
            return NameKey.compare(held, claim: claim, withoutApostrophes: true)
        default:
            return NameKey.compare(held, claim: claim)
        }
    }

    private func residence(_ field: PersonField) -> Address? {
        switch field {
        case .permanentResidence: permanentResidence
        case .temporaryResidence: temporaryResidence
        case .currentResidence: currentResidence
        default: nil
        }
    }

    /// Telephone numbers, e-mail addresses, file numbers: case, spaces, dots and dashes between digits do not matter,
    /// and `+84`, `0084` and `84` before nine digits are `0`.
    private static func contactKey(_ text: String) -> String {
        var key = String.UnicodeScalarView()
        let isMail = text.unicodeScalars.contains("@")
        for scalar in text.unicodeScalars {
            switch WrittenSign(scalar) {
            case .space, .invisible: break
            case .dot, .dash, .comma: if isMail { key.append(scalar) }
            default: key.append(scalar)
            }
        }
        let plain = String(key).lowercased()
        for prefix in ["+84", "0084", "84"] where plain.hasPrefix(prefix) && plain.utf8.count == prefix.utf8.count + 9 {
            return "0" + plain.dropFirst(prefix.count)
        }
        return plain
    }

    private static func compare(_ held: BloodType, claim: String) -> Verdict {
        guard let stated = BloodType(reading: claim) else { return .notComparable(.claimUnreadable) }
        guard stated.group == held.group else { return .differs }
        guard let factor = stated.isRhPositive else { return .matches }
        guard let known = held.isRhPositive else { return .notComparable(.claimFiner) }
        return factor == known ? .matches : .differs
    }

    /// A claim that says less than is held (a year for a day) is not wrong.
    private static func compare(_ held: PartialDate, claim: String) -> Verdict {
        guard let stated = PartialDate(claim) else { return .notComparable(.claimUnreadable) }
        if held.matches(claim: stated) { return .matches }
        return stated.matches(claim: held) ? .notComparable(.claimCoarser) : .differs
    }
}
