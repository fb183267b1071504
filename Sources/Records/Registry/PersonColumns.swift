// Which column of `person` holds what of a record.

import Basics
import Registry
import Storage

/// One column, both ways.
struct PersonColumn: Sendable {
    /// The name as it stands in queries.
    let sql: Query
    let write: @Sendable (PersonRecord) -> SQLValue
    let read: @Sendable (Row, Int, inout PersonRecord) throws -> Void

    private init(
        _ sql: Query, write: @escaping @Sendable (PersonRecord) -> SQLValue,
        read: @escaping @Sendable (Row, Int, inout PersonRecord) throws -> Void
    ) {
        self.sql = sql
        self.write = write
        self.read = read
    }

    private typealias Path<Root, Value> = any WritableKeyPath<Root, Value> & Sendable

    private static func text(_ sql: Query, _ path: Path<PersonRecord, String?>) -> PersonColumn {
        PersonColumn(
            sql, write: { $0[keyPath: path].sql },
            read: { row, index, person in person[keyPath: path] = try row.optionalText(at: index) })
    }

    /// A column that holds a coded value; what cannot be read is damage.
    private static func coded<Value: Sendable>(
        _ sql: Query, _ path: Path<PersonRecord, Value?>,
        _ encode: @escaping @Sendable (Value) -> String, _ decode: @escaping @Sendable (String) -> Value?
    ) -> PersonColumn {
        PersonColumn(
            sql, write: { $0[keyPath: path].map(encode).sql },
            read: { row, index, person in
                guard let text = try row.optionalText(at: index) else { return }
                guard let value = decode(text) else { throw damaged(row, index) }
                person[keyPath: path] = value
            })
    }

    static func damaged(_ row: Row, _ index: Int) -> StorageError {
        .corrupt("column \(row.columns[index]) of person holds something else")
    }

    /// The columns of a residence; all four or none, since the address begins with its text.
    private static func residence(
        _ names: [Query], _ path: Path<PersonRecord, Address?>
    ) -> [PersonColumn] {
        let text = PersonColumn(
            names[0], write: { ($0[keyPath: path]?.text).sql },
            read: { row, index, person in
                person[keyPath: path] = try row.optionalText(at: index).map { Address(text: $0) }
            })
        let parts: [Path<Address, String?>] = [\.commune, \.province, \.former]
        return [text]
            + zip(names.dropFirst(), parts).map { name, part in
                PersonColumn(
                    name, write: { ($0[keyPath: path]?[keyPath: part]).sql },
                    read: { row, index, person in
                        person[keyPath: path]?[keyPath: part] = try row.optionalText(at: index)
                    })
            }
    }

    private static func relative(
        _ names: [Query], _ path: Path<PersonRecord, Relative?>
    ) -> [PersonColumn] {
        [
            PersonColumn(
                names[0], write: { ($0[keyPath: path]?.name).sql },
                read: { row, index, person in
                    person[keyPath: path] = try row.optionalText(at: index).map { Relative(name: $0) }
                }),
            PersonColumn(
                names[1], write: { ($0[keyPath: path]?.personalID?.value).map(SQLValue.integer) ?? .null },
                read: { row, index, person in
                    let value = try row.optionalInt64(at: index)
                    person[keyPath: path]?.personalID = value.flatMap { PersonalID(value: $0) }
                }),
            PersonColumn(
                names[2], write: { ($0[keyPath: path]?.nationality).sql },
                read: { row, index, person in
                    person[keyPath: path]?.nationality = try row.optionalText(at: index)
                }),
        ]
    }

    // MARK: The columns

    static let permanent = residence(
        ["permanent_residence", "permanent_commune", "permanent_province", "permanent_former"], \.permanentResidence)
    static let temporary = residence(
        ["temporary_residence", "temporary_commune", "temporary_province", "temporary_former"], \.temporaryResidence)
    static let current = residence(
        ["current_residence", "current_commune", "current_province", "current_former"], \.currentResidence)
    static let father = relative(["father_name", "father_id", "father_nationality"], \.father)
    static let mother = relative(["mother_name", "mother_id", "mother_nationality"], \.mother)
    static let spouse = relative(["spouse_name", "spouse_id", "spouse_nationality"], \.spouse)
    static let representative = relative(
        ["representative_name", "representative_id", "representative_nationality"], \.representative)
    static let bloodType = coded("blood_type", \.bloodType, \.text, { BloodType(reading: $0) })
    static let maritalStatus = coded("marital_status", \.maritalStatus, \.rawValue, { MaritalStatus(rawValue: $0) })
    static let relationToHead = coded(
        "relation_to_head", \.relationToHead, \.rawValue, { HouseholdRelation(rawValue: $0) })
    static let householdID = text("household_id", \.householdID)
    static let otherName = text("other_name", \.otherName)
    static let birthPlace = text("birth_place", \.birthPlace)
    static let birthRegistrationPlace = text("birth_registration_place", \.birthRegistrationPlace)
    static let nativePlace = text("native_place", \.nativePlace)
    static let ethnicity = text("ethnicity", \.ethnicity)
    static let religion = text("religion", \.religion)
    static let nationality = text("nationality", \.nationality)
    static let oldNumber = text("old_id_number", \.oldNumber)
    static let absence = text("temporary_absence", \.absence)
    static let residenceFile = text("residence_file_number", \.residenceFile)
    static let phone = text("phone", \.phone)
    static let email = text("email", \.email)

    static let card = [
        coded(
            "card_issued_on", \.card, \.issuedOn.description,
            { text in LocalDate(text).map { CardIssue(issuedOn: $0, issuedBy: "", expiresOn: nil) } }),
        PersonColumn(
            "card_issued_by", write: { ($0.card?.issuedBy).sql },
            read: { row, index, person in person.card?.issuedBy = try row.optionalText(at: index) ?? "" }),
        PersonColumn(
            "card_expires_on", write: { ($0.card?.expiresOn?.description).sql },
            read: { row, index, person in person.card?.expiresOn = try row.optionalDate(at: index) }),
    ]
    /// The date first, since it makes the value.
    static let lifeEnd = [
        coded(
            "life_end_date", \.lifeEnd, \.date.description,
            { text in PartialDate(text).map { LifeEnd(kind: .died, date: $0) } }),
        PersonColumn(
            "life_end_kind", write: { ($0.lifeEnd?.kind.rawValue).sql },
            read: { row, index, person in
                guard let text = try row.optionalText(at: index) else { return }
                guard let kind = LifeEnd.Kind(rawValue: text) else { throw damaged(row, index) }
                person.lifeEnd?.kind = kind
            }),
    ]

    /// All columns but the four that every record is read with (`PersonRows.keys`) and those of its history.
    static let all: [PersonColumn] =
        [bloodType] + permanent + temporary + current + [householdID, relationToHead, maritalStatus] + spouse + father
        + mother + representative
        + [otherName, birthPlace, birthRegistrationPlace, nativePlace, ethnicity, religion, nationality, oldNumber]
        + card + [absence, residenceFile] + lifeEnd + [phone, email]

    /// The columns that must be read to know `field`.
    static func columns(for field: PersonField) -> [PersonColumn] {
        switch field {
        case .personalID, .fullName, .birthDate, .sex, .children, .represented: []
        case .bloodType: [bloodType]
        case .permanentResidence: permanent
        case .temporaryResidence: temporary
        case .currentResidence: current
        case .spouseID, .spouseName, .spouseNationality: spouse
        case .fatherID, .fatherName, .fatherNationality: father
        case .motherID, .motherName, .motherNationality: mother
        case .representativeID, .representativeName, .representativeNationality: representative
        case .householdID, .householdMembers: [householdID]
        case .relationToHead: [relationToHead]
        case .maritalStatus: [maritalStatus]
        case .otherName: [otherName]
        case .birthPlace: [birthPlace]
        case .birthRegistrationPlace: [birthRegistrationPlace]
        case .nativePlace: [nativePlace]
        case .ethnicity: [ethnicity]
        case .religion: [religion]
        case .nationality: [nationality]
        case .oldNumber: [oldNumber]
        case .card: card
        case .absence: [absence]
        case .residenceFile: [residenceFile]
        case .lifeEnd: lifeEnd
        case .phone: [phone]
        case .email: [email]
        }
    }
}

extension String? {
    fileprivate var sql: SQLValue { map(SQLValue.text) ?? .null }
}
