// Which columns of `person` hold what of a record.

import Basics
import Registry
import Storage

/// A part of a record, both ways: a text, a word, a day, an address.
struct PersonPart: Sendable {
    /// A column, and what goes into it.
    struct Written: Sendable {
        let name: Query
        /// Where that stands which the column refers to; the value is then a place in `SharedByPeople`.
        var refersTo: SharedByPeople.Table?
        let value: @Sendable (PersonRecord, inout SharedByPeople) -> SQLValue

        init(
            name: Query, refersTo: SharedByPeople.Table? = nil,
            value: @escaping @Sendable (PersonRecord, inout SharedByPeople) -> SQLValue
        ) {
            self.name = name
            self.refersTo = refersTo
            self.value = value
        }
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

    // Closures and not key paths: reading through a key path copies the whole record, which was a third of a load.
    private typealias Get<Value> = @Sendable (PersonRecord) -> Value?
    private typealias Put<Value> = @Sendable (inout PersonRecord, Value?) -> Void

    private static func text(_ name: Query, _ get: @escaping Get<String>, _ set: @escaping Put<String>) -> PersonPart {
        PersonPart(
            [Written(name: name) { person, _ in get(person).map(SQLValue.text) ?? .null }],
            [
                Selected(sql: "p.\(name)") { row, index, person in
                    set(&person, try row.optionalText(at: index))
                }
            ])
    }

    private static func text(ofWord column: Query) -> Query {
        "(SELECT word FROM registry_word w WHERE w.id = \(column))"
    }

    /// A column that refers to a word.
    private static func word(_ name: Query, _ get: @escaping Get<String>, _ set: @escaping Put<String>) -> PersonPart {
        PersonPart(
            [Written(name: name, refersTo: .word) { person, shared in shared.word(get(person)) }],
            [
                Selected(sql: text(ofWord: "p.\(name)")) { row, index, person in
                    set(&person, try row.optionalText(at: index))
                }
            ])
    }

    /// A column that holds a number for a value; a number that stands for nothing is damage.
    private static func coded<Value: Sendable>(
        _ name: Query, _ get: @escaping Get<Value>, _ set: @escaping Put<Value>,
        _ encode: @escaping @Sendable (Value) -> Int64?, _ decode: @escaping @Sendable (Int64) -> Value?
    ) -> PersonPart {
        PersonPart(
            [Written(name: name) { person, _ in get(person).flatMap(encode).map(SQLValue.integer) ?? .null }],
            [
                Selected(sql: "p.\(name)") { row, index, person in
                    guard let number = try row.optionalInt64(at: index) else { return }
                    guard let value = decode(number) else { throw damaged(row, index) }
                    set(&person, value)
                }
            ])
    }

    /// The same for a closed list.
    private static func coded<Value: Sendable & Equatable>(
        _ name: Query, _ get: @escaping Get<Value>, _ set: @escaping Put<Value>, of list: [Value]
    ) -> PersonPart {
        coded(name, get, set, { value in list.firstIndex(of: value).map(Int64.init) }, { list.at($0) })
    }

    static func damaged(_ row: Row, _ index: Int) -> StorageError {
        .corrupt("column \(row.columns[index]) of person holds something else")
    }

    private static func residence(
        _ name: Query, as alias: Query, _ get: @escaping Get<Address>, _ set: @escaping Put<Address>
    ) -> PersonPart {
        PersonPart(
            [Written(name: name, refersTo: .address) { person, shared in shared.address(get(person)) }],
            [
                Selected(sql: "\(alias).address") { row, index, person in
                    set(&person, try row.optionalText(at: index).map { Address(text: $0) })
                },
                addressPart(text(ofWord: "\(alias).commune"), get, set) { $0.commune = $1 },
                addressPart("\(alias).province", get, set) { $0.province = $1 },
                addressPart("\(alias).former", get, set) { $0.former = $1 },
            ],
            join: " LEFT JOIN registry_address \(alias) ON \(alias).id = p.\(name)")
    }

    private static func addressPart(
        _ sql: Query, _ get: @escaping Get<Address>, _ set: @escaping Put<Address>,
        _ put: @escaping @Sendable (inout Address, String?) -> Void
    ) -> Selected {
        Selected(sql: sql) { row, index, person in
            guard var address = get(person), let text = try row.optionalText(at: index) else { return }
            put(&address, text)
            set(&person, address)
        }
    }

    /// Columns `<prefix>_name`, `<prefix>_id` and `<prefix>_nationality`.
    private static func relative(
        _ prefix: Query, _ get: @escaping Get<Relative>, _ set: @escaping Put<Relative>
    ) -> PersonPart {
        func part(_ sql: Query, _ put: @escaping @Sendable (inout Relative, Row, Int) throws -> Void) -> Selected {
            Selected(sql: sql) { row, index, person in
                guard var relative = get(person) else { return }
                try put(&relative, row, index)
                set(&person, relative)
            }
        }
        return PersonPart(
            [
                Written(name: "\(prefix)_name") { person, _ in get(person).map { .text($0.name) } ?? .null },
                Written(name: "\(prefix)_id") { person, _ in
                    (get(person)?.personalID?.value).map(SQLValue.integer) ?? .null
                },
                Written(name: "\(prefix)_nationality", refersTo: .word) { person, shared in
                    shared.word(get(person)?.nationality)
                },
            ],
            [
                Selected(sql: "p.\(prefix)_name") { row, index, person in
                    set(&person, try row.optionalText(at: index).map { Relative(name: $0) })
                },
                part("p.\(prefix)_id") { relative, row, index in
                    relative.personalID = try row.optionalInt64(at: index).flatMap { PersonalID(value: $0) }
                },
                part(text(ofWord: "p.\(prefix)_nationality")) { relative, row, index in
                    relative.nationality = try row.optionalText(at: index)
                },
            ])
    }

    // MARK: The parts

    static let permanent = residence(
        "permanent_address", as: "pa", { $0.permanentResidence }, { $0.permanentResidence = $1 })
    static let temporary = residence(
        "temporary_address", as: "ta", { $0.temporaryResidence }, { $0.temporaryResidence = $1 })
    static let current = residence(
        "current_address", as: "ca", { $0.currentResidence }, { $0.currentResidence = $1 })
    static let father = relative("father", { $0.father }, { $0.father = $1 })
    static let mother = relative("mother", { $0.mother }, { $0.mother = $1 })
    static let spouse = relative("spouse", { $0.spouse }, { $0.spouse = $1 })
    static let representative = relative("representative", { $0.representative }, { $0.representative = $1 })
    static let bloodType = coded("blood_type", { $0.bloodType }, { $0.bloodType = $1 }, of: PersonCodes.bloodTypes)
    static let maritalStatus = coded(
        "marital_status", { $0.maritalStatus }, { $0.maritalStatus = $1 }, of: PersonCodes.maritalStatuses)
    static let relationToHead = coded(
        "relation_to_head", { $0.relationToHead }, { $0.relationToHead = $1 }, of: PersonCodes.relations)
    static let otherName = text("other_name", { $0.otherName }, { $0.otherName = $1 })
    static let birthPlace = word("birth_place", { $0.birthPlace }, { $0.birthPlace = $1 })
    static let birthRegistrationPlace = word(
        "birth_registration_place", { $0.birthRegistrationPlace }, { $0.birthRegistrationPlace = $1 })
    static let nativePlace = word("native_place", { $0.nativePlace }, { $0.nativePlace = $1 })
    static let ethnicity = word("ethnicity", { $0.ethnicity }, { $0.ethnicity = $1 })
    static let religion = word("religion", { $0.religion }, { $0.religion = $1 })
    static let nationality = word("nationality", { $0.nationality }, { $0.nationality = $1 })
    /// Nine digits.
    static let oldNumber = coded(
        "old_id_number", { $0.oldNumber }, { $0.oldNumber = $1 }, { Int64($0) }, { padded(Int($0), to: 9) })
    static let absence = word("temporary_absence", { $0.absence }, { $0.absence = $1 })
    static let residenceFile = text("residence_file_number", { $0.residenceFile }, { $0.residenceFile = $1 })
    static let phone = text("phone", { $0.phone }, { $0.phone = $1 })
    static let email = text("email", { $0.email }, { $0.email = $1 })

    static let household = PersonPart(
        [Written(name: "household", refersTo: .household) { person, shared in shared.household(of: person) }],
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
            Written(name: "card_issued_by", refersTo: .word) { person, shared in
                shared.word(person.card?.issuedBy)
            },
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
        case .householdID, .householdMembers, .memberIDs, .memberBirthDates, .headName, .headID: household
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
