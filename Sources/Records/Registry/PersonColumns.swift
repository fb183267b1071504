// Which columns of `person` hold what of a record.

import Basics
import Registry
import Storage

/// A part of a record, both ways: a text, a word, a day, an address.
struct PersonPart: Sendable {
    /// A column, and what goes into it.
    struct Written: Sendable {
        let name: Query
        let value: @Sendable (PersonRecord, SharedByPeople) -> SQLValue
    }

    /// What is selected from `person p`, and where it goes.
    struct Selected: Sendable {
        let sql: Query
        let take: @Sendable (Row, Int, inout PersonRecord) throws -> Void
    }

    let written: [Written]
    let selected: [Selected]
    /// What is joined to `person p` for it; empty where nothing is.
    let join: Query

    private init(_ written: [Written], _ selected: [Selected], join: Query = "") {
        self.written = written
        self.selected = selected
        self.join = join
    }

    private typealias Path<Root, Value> = any WritableKeyPath<Root, Value> & Sendable

    private static func text(_ name: Query, _ path: Path<PersonRecord, String?>) -> PersonPart {
        PersonPart(
            [Written(name: name) { person, _ in person[keyPath: path].map(SQLValue.text) ?? .null }],
            [
                Selected(sql: "p.\(name)") { row, index, person in
                    person[keyPath: path] = try row.optionalText(at: index)
                }
            ])
    }

    private static func text(ofWord column: Query) -> Query {
        "(SELECT word FROM registry_word w WHERE w.id = \(column))"
    }

    /// A column that refers to a word.
    private static func word(_ name: Query, _ path: Path<PersonRecord, String?>) -> PersonPart {
        PersonPart(
            [Written(name: name) { person, shared in shared.word(person[keyPath: path]) }],
            [
                Selected(sql: text(ofWord: "p.\(name)")) { row, index, person in
                    person[keyPath: path] = try row.optionalText(at: index)
                }
            ])
    }

    /// A column that holds a number for a value; a number that stands for nothing is damage.
    private static func coded<Value: Sendable>(
        _ name: Query, _ path: Path<PersonRecord, Value?>,
        _ encode: @escaping @Sendable (Value) -> Int64?, _ decode: @escaping @Sendable (Int64) -> Value?
    ) -> PersonPart {
        PersonPart(
            [Written(name: name) { person, _ in person[keyPath: path].flatMap(encode).map(SQLValue.integer) ?? .null }],
            [
                Selected(sql: "p.\(name)") { row, index, person in
                    guard let number = try row.optionalInt64(at: index) else { return }
                    guard let value = decode(number) else { throw damaged(row, index) }
                    person[keyPath: path] = value
                }
            ])
    }

    /// The same for a closed list.
    private static func coded<Value: Sendable & Equatable>(
        _ name: Query, _ path: Path<PersonRecord, Value?>, of list: [Value]
    ) -> PersonPart {
        coded(name, path, { value in list.firstIndex(of: value).map(Int64.init) }, { list.at($0) })
    }

    static func damaged(_ row: Row, _ index: Int) -> StorageError {
        .corrupt("column \(row.columns[index]) of person holds something else")
    }

    private static func residence(
        _ name: Query, as alias: Query, _ path: Path<PersonRecord, Address?>
    ) -> PersonPart {
        let parts: [(Query, Path<Address, String?>)] = [
            (text(ofWord: "\(alias).commune"), \.commune),
            ("\(alias).province", \.province), ("\(alias).former", \.former),
        ]
        return PersonPart(
            [Written(name: name) { person, shared in shared.address(person[keyPath: path]) }],
            [
                Selected(sql: "\(alias).address") { row, index, person in
                    person[keyPath: path] = try row.optionalText(at: index).map { Address(text: $0) }
                }
            ]
                + parts.map { sql, part in
                    Selected(sql: sql) { row, index, person in
                        person[keyPath: path]?[keyPath: part] = try row.optionalText(at: index)
                    }
                },
            join: " LEFT JOIN registry_address \(alias) ON \(alias).id = p.\(name)")
    }

    private static func relative(
        _ name: Query, number: Query, nationality: Query, _ path: Path<PersonRecord, Relative?>
    ) -> PersonPart {
        PersonPart(
            [
                Written(name: name) { person, _ in person[keyPath: path].map { .text($0.name) } ?? .null },
                Written(name: number) { person, _ in
                    (person[keyPath: path]?.personalID?.value).map(SQLValue.integer) ?? .null
                },
                Written(name: nationality) { person, shared in shared.word(person[keyPath: path]?.nationality) },
            ],
            [
                Selected(sql: "p.\(name)") { row, index, person in
                    person[keyPath: path] = try row.optionalText(at: index).map { Relative(name: $0) }
                },
                Selected(sql: "p.\(number)") { row, index, person in
                    let value = try row.optionalInt64(at: index)
                    person[keyPath: path]?.personalID = value.flatMap { PersonalID(value: $0) }
                },
                Selected(sql: text(ofWord: "p.\(nationality)")) { row, index, person in
                    person[keyPath: path]?.nationality = try row.optionalText(at: index)
                },
            ])
    }

    // MARK: The parts

    static let permanent = residence("permanent_address", as: "pa", \.permanentResidence)
    static let temporary = residence("temporary_address", as: "ta", \.temporaryResidence)
    static let current = residence("current_address", as: "ca", \.currentResidence)
    static let father = relative("father_name", number: "father_id", nationality: "father_nationality", \.father)
    static let mother = relative("mother_name", number: "mother_id", nationality: "mother_nationality", \.mother)
    static let spouse = relative("spouse_name", number: "spouse_id", nationality: "spouse_nationality", \.spouse)
    static let representative = relative(
        "representative_name", number: "representative_id", nationality: "representative_nationality",
        \.representative)
    static let bloodType = coded("blood_type", \.bloodType, of: PersonCodes.bloodTypes)
    static let maritalStatus = coded("marital_status", \.maritalStatus, of: PersonCodes.maritalStatuses)
    static let relationToHead = coded("relation_to_head", \.relationToHead, of: PersonCodes.relations)
    static let otherName = text("other_name", \.otherName)
    static let birthPlace = word("birth_place", \.birthPlace)
    static let birthRegistrationPlace = word("birth_registration_place", \.birthRegistrationPlace)
    static let nativePlace = word("native_place", \.nativePlace)
    static let ethnicity = word("ethnicity", \.ethnicity)
    static let religion = word("religion", \.religion)
    static let nationality = word("nationality", \.nationality)
    /// Nine digits.
    static let oldNumber = coded("old_id_number", \.oldNumber, { Int64($0) }, { padded(Int($0), to: 9) })
    static let absence = word("temporary_absence", \.absence)
    static let residenceFile = text("residence_file_number", \.residenceFile)
    static let phone = text("phone", \.phone)
    static let email = text("email", \.email)

    static let household = PersonPart(
        [Written(name: "household") { person, shared in shared.household(person.householdID) }],
        [
            Selected(sql: "(SELECT code FROM household h WHERE h.id = p.household)") { row, index, person in
                person.householdID = try row.optionalText(at: index)
            }
        ])

    static let card = PersonPart(
        [
            Written(name: "card_issued_on") { person, _ in
                (person.card?.issuedOn).map { .integer(PackedDate.pack($0)) } ?? .null
            },
            Written(name: "card_issued_by") { person, shared in shared.word(person.card?.issuedBy) },
            Written(name: "card_expires_on") { person, _ in
                (person.card?.expiresOn).map { .integer(PackedDate.pack($0)) } ?? .null
            },
        ],
        [
            Selected(sql: "p.card_issued_on") { row, index, person in
                guard let number = try row.optionalInt64(at: index) else { return }
                guard let day = PackedDate.day(number) else { throw damaged(row, index) }
                person.card = CardIssue(issuedOn: day, issuedBy: "", expiresOn: nil)
            },
            Selected(sql: text(ofWord: "p.card_issued_by")) { row, index, person in
                person.card?.issuedBy = try row.optionalText(at: index) ?? ""
            },
            Selected(sql: "p.card_expires_on") { row, index, person in
                person.card?.expiresOn = try row.optionalInt64(at: index).flatMap(PackedDate.day)
            },
        ])

    static let lifeEnd = PersonPart(
        [
            Written(name: "life_end_kind") { person, _ in
                (person.lifeEnd?.kind).flatMap(PersonCodes.lifeEnds.firstIndex).map { .integer(Int64($0)) } ?? .null
            },
            Written(name: "life_end_date") { person, _ in
                (person.lifeEnd?.date).map { .integer(PackedDate.pack($0)) } ?? .null
            },
        ],
        [
            // The date first, since it makes the value.
            Selected(sql: "p.life_end_date") { row, index, person in
                guard let number = try row.optionalInt64(at: index) else { return }
                guard let date = PackedDate.partial(number) else { throw damaged(row, index) }
                person.lifeEnd = LifeEnd(kind: .died, date: date)
            },
            Selected(sql: "p.life_end_kind") { row, index, person in
                guard let number = try row.optionalInt64(at: index) else { return }
                guard let kind = PersonCodes.lifeEnds.at(number) else { throw damaged(row, index) }
                person.lifeEnd?.kind = kind
            },
        ])

    /// All but the four that every record is read with (`PersonSelection.keys`) and its history.
    static let all: [PersonPart] =
        [bloodType, permanent, temporary, current, household, relationToHead, maritalStatus, spouse, father, mother]
        + [
            representative, otherName, birthPlace, birthRegistrationPlace, nativePlace, ethnicity, religion,
            nationality,
        ]
        + [oldNumber, card, absence, residenceFile, lifeEnd, phone, email]

    /// The part that must be read to know `field`; `nil` where the four that are always read tell it, or other people's
    /// records.
    static func part(for field: PersonField) -> PersonPart? {
        switch field {
        case .personalID, .fullName, .birthDate, .sex, .children, .represented, .minimumAge, .fingerprint: nil
        case .bloodType: bloodType
        case .permanentResidence: permanent
        case .temporaryResidence: temporary
        case .currentResidence: current
        case .spouseID, .spouseName, .spouseNationality: spouse
        case .fatherID, .fatherName, .fatherNationality: father
        case .motherID, .motherName, .motherNationality: mother
        case .representativeID, .representativeName, .representativeNationality: representative
        case .householdID, .householdMembers, .headName, .headID: household
        case .relationToHead: relationToHead
        case .maritalStatus: maritalStatus
        case .otherName: otherName
        case .birthPlace: birthPlace
        case .birthRegistrationPlace: birthRegistrationPlace
        case .nativePlace: nativePlace
        case .ethnicity: ethnicity
        case .religion: religion
        case .nationality: nationality
        case .oldNumber: oldNumber
        case .card: card
        case .absence: absence
        case .residenceFile: residenceFile
        case .lifeEnd, .lifeStatus: lifeEnd
        case .phone: phone
        case .email: email
        }
    }
}

extension Array {
    /// The element at a stored place, if there is one.
    func at(_ place: Int64) -> Element? { indices.contains(Int(place)) ? self[Int(place)] : nil }
}
