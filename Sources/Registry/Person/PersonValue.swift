// A value of one field taken out of a record: comparable, printable in both languages, exchangeable as text.

public import Basics

public enum PersonValue: Hashable, Sendable {
    /// Names, numbers, addresses, words: as they stand in the record.
    case text(String)
    case date(PartialDate)
    case sex(Sex)
    case bloodType(BloodType)
    case maritalStatus(MaritalStatus)
    case relation(HouseholdRelation)
    case card(CardIssue)
    case lifeEnd(LifeEnd)
    case persons([PersonMention])

    /// As pages and letters show it. Lists come as one line a person.
    public func printed(_ language: Language) -> String {
        switch self {
        case .text(let text): text
        case .date(let date): date.dayFirst
        case .sex(let sex): sex.name[language]
        case .bloodType(let type): type.text
        case .maritalStatus(let status): status.name[language]
        case .relation(let relation): relation.name[language]
        case .card(let card): PersonValue.printed(card, language)
        case .lifeEnd(let end): PersonValue.printed(end, language)
        case .persons(let persons): persons.map { PersonValue.printed($0, language) }.joined(separator: "; ")
        }
    }

    private static func printed(_ card: CardIssue, _ language: Language) -> String {
        let until = card.expiresOn?.dayFirst
        switch language {
        case .vi:
            return "Cấp ngày \(card.issuedOn.dayFirst), nơi cấp: \(card.issuedBy), "
                + (until.map { "có giá trị đến ngày \($0)" } ?? "không thời hạn")
        case .en:
            return "Issued on \(card.issuedOn.dayFirst) by \(card.issuedBy), "
                + (until.map { "valid until \($0)" } ?? "without end of validity")
        }
    }

    private static func printed(_ end: LifeEnd, _ language: Language) -> String {
        switch (end.kind, language) {
        case (.died, .vi): "Chết: \(end.date.dayFirst)"
        case (.died, .en): "Died: \(end.date.dayFirst)"
        case (.missing, .vi): "Mất tích: \(end.date.dayFirst)"
        case (.missing, .en): "Missing since: \(end.date.dayFirst)"
        }
    }

    private static func printed(_ person: PersonMention, _ language: Language) -> String {
        let notes = [person.personalID?.description, person.relation?.name[language]].compactMap { $0 }
        return notes.isEmpty ? person.name : "\(person.name) (\(notes.joined(separator: "; ")))"
    }

    /// As stored and exchanged; `PersonValue(_:of:)` reads it back. The parts of composed values stand apart by ` | `,
    /// persons by line breaks; neither can occur inside them, since the record's texts hold no control characters and
    /// `|` is refused at import.
    public var data: String {
        switch self {
        case .text(let text): text
        case .date(let date): date.description
        case .sex(let sex): sex.rawValue
        case .bloodType(let type): type.text
        case .maritalStatus(let status): status.rawValue
        case .relation(let relation): relation.rawValue
        case .card(let card):
            [card.issuedOn.description, card.issuedBy, card.expiresOn?.description ?? ""].joined(separator: " | ")
        case .lifeEnd(let end): "\(end.kind.rawValue) | \(end.date)"
        case .persons(let persons):
            persons.map { person in
                [person.personalID?.description ?? "", person.name, person.relation?.rawValue ?? ""]
                    .joined(separator: " | ")
            }.joined(separator: "\n")
        }
    }

    /// Reads what `data` wrote for that field.
    public init?(_ data: String, of field: PersonField) {
        switch field.kind {
        case .number, .name, .word, .place, .contact, .listing:
            self = .text(data)
        case .date:
            guard let date = PartialDate(data) else { return nil }
            self = .date(date)
        case .sex:
            guard let sex = Sex(rawValue: data) else { return nil }
            self = .sex(sex)
        case .bloodType:
            guard let type = BloodType(reading: data) else { return nil }
            self = .bloodType(type)
        case .maritalStatus:
            guard let status = MaritalStatus(rawValue: data) else { return nil }
            self = .maritalStatus(status)
        case .relation:
            guard let relation = HouseholdRelation(rawValue: data) else { return nil }
            self = .relation(relation)
        case .card, .lifeEnd, .persons:
            self.init(composed: data, kind: field.kind)
        case .age, .life, .fingerprint:
            return nil
        }
    }

    private init?(composed data: String, kind: PersonField.Kind) {
        switch kind {
        case .card:
            let row = PersonValue.parts(data)
            guard row.count == 3, let issued = LocalDate(row[0]) else { return nil }
            self = .card(CardIssue(issuedOn: issued, issuedBy: row[1], expiresOn: LocalDate(row[2])))
        case .lifeEnd:
            let row = PersonValue.parts(data)
            guard row.count == 2, let kind = LifeEnd.Kind(rawValue: row[0]), let date = PartialDate(row[1]) else {
                return nil
            }
            self = .lifeEnd(LifeEnd(kind: kind, date: date))
        default:
            let lines = data.isEmpty ? [] : data.utf8.split(separator: 10, omittingEmptySubsequences: false)
            let rows = lines.map { PersonValue.parts(String(Substring($0))) }
            guard rows.allSatisfy({ $0.count == 3 }) else { return nil }
            self = .persons(
                rows.map { row in
                    PersonMention(
                        personalID: PersonalID(row[0]), name: row[1], relation: HouseholdRelation(rawValue: row[2]))
                })
        }
    }

    /// Splits at `|`, dropping the one space on either side.
    private static func parts(_ line: String) -> [String] {
        let space = UInt8(ascii: " ")
        var line = line
        // As one piece of memory: nearly every record of a load has a card.
        return line.withUTF8 { bytes in
            var (parts, start): ([String], Int) = ([], 0)
            for end in 0...bytes.count where end == bytes.count || bytes[end] == UInt8(ascii: "|") {
                let first = start > 0 && start < end && bytes[start] == space ? start + 1 : start
                let last = first < end && bytes[end - 1] == space ? end - 1 : end
                parts.append(String(decoding: bytes[first..<last], as: UTF8.self))
                start = end + 1
            }
            return parts
        }
    }
}

extension PersonRecord {
    /// What the record says of itself, without those it is related to.
    public func value(of field: PersonField) -> PersonValue? { value(of: field, relations: PersonRelations()) }

    /// The value of `field`, `nil` when the record holds none or the field is a question about other values (an age).
    /// Lists stand in the records of others: `relations` gives them.
    func value(of field: PersonField, relations: PersonRelations) -> PersonValue? {
        switch field {
        case .children: relations.children.isEmpty ? nil : .persons(relations.children)
        case .represented: relations.represented.isEmpty ? nil : .persons(relations.represented)
        case .householdMembers: relations.household.isEmpty ? nil : .persons(relations.household.map(\.unnumbered))
        case .memberIDs: .listing(relations.household) { $0.personalID?.description }
        case .memberBirthDates: .listing(relations.household) { $0.birthDate?.dayFirst }
        case .headName: relations.head.map { .text($0.name) }
        case .headID: relations.head?.personalID.map { .text($0.description) }
        case .birthDate: .date(birthDate)
        case .sex: .sex(sex)
        case .bloodType: bloodType.map(PersonValue.bloodType)
        case .card: card.map(PersonValue.card)
        case .maritalStatus: maritalStatus.map(PersonValue.maritalStatus)
        case .relationToHead: relationToHead.map(PersonValue.relation)
        case .lifeEnd: lifeEnd.map(PersonValue.lifeEnd)
        default: text(of: field).map(PersonValue.text)
        }
    }

    private func text(of field: PersonField) -> String? {
        switch field {
        case .personalID: personalID.description
        case .fullName: fullName
        case .otherName: otherName
        case .birthPlace: birthPlace
        case .birthRegistrationPlace: birthRegistrationPlace
        case .nativePlace: nativePlace
        case .ethnicity: ethnicity
        case .religion: religion
        case .nationality: nationality
        case .oldNumber: oldNumber
        case .permanentResidence: permanentResidence?.text
        case .temporaryResidence: temporaryResidence?.text
        case .currentResidence: currentResidence?.text
        case .absence: absence
        case .residenceFile: residenceFile
        case .householdID: householdID
        case .phone: phone
        case .email: email
        default: familyText(of: field)
        }
    }

    private func familyText(of field: PersonField) -> String? {
        switch field {
        case .fatherName: father?.knownName
        case .fatherID: father?.personalID?.description
        case .fatherNationality: father?.nationality
        case .motherName: mother?.knownName
        case .motherID: mother?.personalID?.description
        case .motherNationality: mother?.nationality
        case .spouseName: spouse?.knownName
        case .spouseID: spouse?.personalID?.description
        case .spouseNationality: spouse?.nationality
        case .representativeName: representative?.knownName
        case .representativeID: representative?.personalID?.description
        case .representativeNationality: representative?.nationality
        default: nil
        }
    }
}

extension PersonValue {
    /// One thing about each of these persons, in their order, with a dash where it is not known; `nil` without persons.
    fileprivate static func listing(_ persons: [PersonMention], _ thing: (PersonMention) -> String?) -> PersonValue? {
        persons.isEmpty ? nil : .text(persons.map { thing($0) ?? "–" }.joined(separator: "; "))
    }
}

extension PersonMention {
    /// By name and relation alone: numbers are a field of their own.
    fileprivate var unnumbered: PersonMention { PersonMention(personalID: nil, name: name, relation: relation) }
}
