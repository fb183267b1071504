// Citizens as rows of a table: the columns of `registry export` and `registry import`.

public import Basics
public import Formats

/// Why a row of an import is not taken. The reason is plain English for the operator's terminal.
public struct PersonRowProblem: Hashable, Sendable, CustomStringConvertible {
    public let line: Int
    public let column: String?
    public let reason: String

    public init(line: Int, column: String? = nil, reason: String) {
        self.line = line
        self.column = column
        self.reason = reason
    }

    /// `line 12, birth_date: not a date`.
    public var description: String { "line \(line)\(column.map { ", \($0)" } ?? ""): \(reason)" }
}

/// Writes records as cells and reads cells as records. Values are in the form of `PersonValue.data`.
public struct PersonTable: Sendable {
    /// One column: a field of the record, or a part of an address that is no field of its own.
    private enum Column: Hashable {
        case field(PersonField)
        case part(Residence, AddressPart)

        var name: String {
            switch self {
            case .field(let field): field.rawValue
            case .part(let residence, let part): "\(residence.rawValue)_\(part.rawValue)"
            }
        }
    }

    private enum Residence: String, CaseIterable {
        case permanent, temporary, current

        func address(of person: PersonRecord) -> Address? {
            switch self {
            case .permanent: person.permanentResidence
            case .temporary: person.temporaryResidence
            case .current: person.currentResidence
            }
        }

        /// Sets a part of the address; `false` where there is none. (A key path would copy the record for each cell.)
        func set(_ part: AddressPart, _ text: String, of person: inout PersonRecord) -> Bool {
            switch self {
            case .permanent: part.set(text, of: &person.permanentResidence)
            case .temporary: part.set(text, of: &person.temporaryResidence)
            case .current: part.set(text, of: &person.currentResidence)
            }
        }
    }

    private enum AddressPart: String, CaseIterable {
        case commune, province, former

        func text(of address: Address?) -> String? {
            switch self {
            case .commune: address?.commune
            case .province: address?.province
            case .former: address?.former
            }
        }

        func set(_ text: String, of address: inout Address?) -> Bool {
            guard address != nil else { return false }
            switch self {
            case .commune: address?.commune = text
            case .province: address?.province = text
            case .former: address?.former = text
            }
            return true
        }
    }

    private static let columns: [Column] =
        PersonField.allCases.filter { !$0.isOfOthers && !$0.isDerived && $0 != .fingerprint }.map(Column.field)
        + Residence.allCases.flatMap { residence in AddressPart.allCases.map { .part(residence, $0) } }

    /// The header of an export; an import may have its columns in any order and leave out all but the first four.
    public static let header = columns.map(\.name)
    private static let required = ["personal_id", "full_name", "birth_date", "sex"]

    /// The cells of one record, in the order of `header`.
    public static func cells(of person: PersonRecord) -> [String] {
        columns.map { column in
            switch column {
            case .field(let field): person.value(of: field, relations: PersonRelations())?.data ?? ""
            case .part(let residence, let part): part.text(of: residence.address(of: person)) ?? ""
            }
        }
    }

    /// Records as a file, with its header.
    public static func csv(_ people: [PersonRecord]) -> [UInt8] {
        var writer = CSVWriter()
        writer.row(header)
        for person in people { writer.row(cells(of: person)) }
        return writer.take()
    }

    // MARK: Reading

    /// The places in `columns` of what the header names.
    private let order: [Int]
    /// The same places with the parts of addresses last, since they need the address.
    private let fillOrder: [Int]
    /// The column behind the last one that every row must have.
    private let needed: Int
    private let places: PersonalID.Places
    private let provinces: Set<String>
    /// What communes of addresses must be among; `nil` where no list of them is known.
    private let communes: CommuneNames?

    /// Prepares for a file with that header on that line; throws what is wrong with it.
    public init(
        header: [String], line: Int, provinces: Provinces, communes: Communes? = nil, on date: LocalDate
    ) throws(PersonTableFault) {
        let byName = Dictionary(uniqueKeysWithValues: PersonTable.columns.enumerated().map { ($1.name, $0) })
        var problems: [PersonRowProblem] = []
        for name in header where byName[name] == nil {
            problems.append(.init(line: line, column: CleanText.quotable(name), reason: "unknown column"))
        }
        for name in PersonTable.required where !header.contains(name) {
            problems.append(.init(line: line, column: name, reason: "the column is missing"))
        }
        guard problems.isEmpty else { throw PersonTableFault(problems: problems) }
        order = header.compactMap { byName[$0] }
        needed = PersonTable.required.compactMap { header.firstIndex(of: $0) }.max().map { $0 + 1 } ?? 0
        fillOrder = order.sorted()
        places = PersonalID.Places(provinces: provinces.numberCodes)
        self.provinces = Set(provinces.on(date).map(\.code))
        self.communes = communes.map(CommuneNames.init)
    }

    /// Hands over the records of all rows that are left, in their order, each with the line on which its row begins;
    /// gives the rows that are none. Each is let go before the next is read: thousands of records, or the cells of as
    /// many rows, do not fit into the processor's cache.
    public func read(
        _ left: SheetRows, _ take: (PersonRecord, _ line: Int) -> Void
    ) throws(CSVFault) -> [(row: SheetRow, fault: PersonTableFault)] {
        var (rows, faults) = (left, [(row: SheetRow, fault: PersonTableFault)]())
        while let row = try rows.next() {
            do throws(PersonTableFault) {
                take(try person(of: row), row.line)
            } catch {
                faults.append((row, error))
            }
        }
        return faults
    }

    /// The record of one row, or all that is wrong with it.
    public func person(of row: SheetRow) throws(PersonTableFault) -> PersonRecord {
        var cells = [String?](repeating: nil, count: PersonTable.columns.count)
        var problems: [PersonRowProblem] = []
        if let nameless = row.nameless {
            let reason = "column \(SheetRows.letter(ofColumn: nameless)) has something here and no heading"
            throw PersonTableFault(problems: [.init(line: row.line, reason: reason)])
        }
        // Spreadsheets leave out separators behind the last cell that is filled.
        guard row.cells.count <= order.count, row.cells.count >= needed else {
            let reason = "\(row.cells.count) cells where the header has \(order.count)"
            throw PersonTableFault(problems: [.init(line: row.line, reason: reason)])
        }
        func problem(_ place: Int, _ reason: String) {
            problems.append(.init(line: row.line, column: PersonTable.columns[place].name, reason: reason))
        }
        for (place, cell) in zip(order, row.cells) where !cell.isEmpty {
            do {
                let text = try CleanText.clean(cell, allowsLines: false)
                if !text.isEmpty { cells[place] = text }
            } catch {
                problem(place, "holds the character \(error.scalar.codePoint)")
            }
        }
        guard problems.isEmpty else { throw PersonTableFault(problems: problems) }
        let number = cells[Place.personalID].flatMap { PersonalID($0) }
        let name = cells[Place.fullName]
        let birth = cells[Place.birthDate].flatMap { PartialDate($0) }
        let sex = cells[Place.sex].flatMap { Sex(reading: $0) }
        if number == nil { problem(Place.personalID, "not 12 digits") }
        if name == nil { problem(Place.fullName, "missing") }
        if birth == nil { problem(Place.birthDate, "not a date") }
        if sex == nil { problem(Place.sex, "neither male nor female") }
        for fault in number?.faults(places: places, sex: sex, birthYear: birth?.year) ?? [] {
            problem(Place.personalID, PersonTable.reason(fault))
        }
        guard let number, let name, let birth, let sex else { throw PersonTableFault(problems: problems) }
        var person = PersonRecord(personalID: number, fullName: name, birthDate: birth, sex: sex)
        for place in fillOrder {
            guard let text = cells[place] else { continue }
            if let reason = fill(&person, PersonTable.columns[place], text) { problem(place, reason) }
        }
        for residence in Residence.allCases {
            if let reason = reason(against: residence.address(of: person)) {
                let column = Column.part(residence, .commune).name
                problems.append(.init(line: row.line, column: column, reason: reason))
            }
        }
        guard problems.isEmpty else { throw PersonTableFault(problems: problems) }
        return person
    }

    /// Where in `columns` those stand that every row must have.
    private enum Place {
        static let personalID = place(.personalID)
        static let fullName = place(.fullName)
        static let birthDate = place(.birthDate)
        static let sex = place(.sex)

        private static func place(_ field: PersonField) -> Int {
            guard let place = columns.firstIndex(of: .field(field)) else { preconditionFailure("a field has a column") }
            return place
        }
    }

    private static func reason(_ fault: PersonalID.Fault) -> String {
        switch fault {
        case .unknownPlace: "begins with no province or country"
        case .otherSex: "the fourth digit says the other sex"
        case .otherCentury: "the fourth digit says another century of birth"
        case .otherYear: "the fifth and sixth digits are not the year of birth"
        }
    }

    private func reason(against address: Address?) -> String? {
        guard let communes, let address, let commune = address.commune else { return nil }
        guard !communes.have(commune, in: address.province) else { return nil }
        return "no commune" + (address.province.map { " of province \($0)" } ?? "") + " of today"
    }

    /// Puts the value where it belongs, or says why not.
    private func fill(_ person: inout PersonRecord, _ column: Column, _ text: String) -> String? {
        switch column {
        case .part(let residence, let part):
            guard text.isPlainText else { return "control characters or |" }
            if part == .province, !provinces.contains(text) { return "no province of today" }
            return residence.set(part, text, of: &person) ? nil : "the address itself is missing"
        case .field(let field):
            if Subject.keys.contains(field) {
                return text.isPlainText ? nil : "control characters or |"
            }
            return person.read(text, into: field)
        }
    }
}

/// The states of a record as a table: what was known of it from when to when and by which document, then the record.
public enum PersonStateTable {
    public static func csv(_ states: [PersonState]) -> [UInt8] {
        var writer = CSVWriter()
        writer.row(["valid_from", "valid_to", "recorded", "superseded", "source", "actor"] + PersonTable.header)
        for state in states {
            writer.row(
                [
                    state.validFrom.description, state.end?.validTo.description ?? "", state.recordedAt.description,
                    state.end?.recordedAt.description ?? "", state.source, state.actor,
                ] + PersonTable.cells(of: state.person))
        }
        return writer.take()
    }
}

/// What is wrong with a header or a row.
public struct PersonTableFault: Error, Hashable, Sendable {
    public let problems: [PersonRowProblem]

    public init(problems: [PersonRowProblem]) { self.problems = problems }
}

extension PersonRecord {
    /// Takes a value as `PersonValue.data` writes it (words also in their official form); gives the reason if it
    /// cannot.
    mutating func read(_ text: String, into field: PersonField) -> String? {
        switch field.kind {
        case .sex:
            return nil
        case .maritalStatus:
            maritalStatus = MaritalStatus(reading: text)
            return maritalStatus == nil ? "not a marital status" : nil
        case .relation:
            relationToHead = HouseholdRelation(reading: text)
            return relationToHead == nil ? "not a relation to the head" : nil
        case .bloodType:
            bloodType = BloodType(reading: text)
            return bloodType == nil ? "not a blood type" : nil
        case .card, .lifeEnd:
            return readComposed(text, field)
        case .number where field != .oldNumber:
            guard let number = PersonalID(text) else { return "not 12 digits" }
            return setRelativeNumber(number, field) ? nil : "not a value of its own"
        case .number:
            guard text.isDigits(9) else { return "not 9 digits" }
            oldNumber = text
            return nil
        default:
            guard text.isPlainText else { return "control characters or |" }
            return setText(text, field)
        }
    }

    private mutating func readComposed(_ text: String, _ field: PersonField) -> String? {
        switch PersonValue(text, of: field) {
        case .card(let value) where value.issuedBy.isPlainText: card = value
        case .lifeEnd(let value): lifeEnd = value
        default: return field == .card ? "not “issued on | issued by | expires on”" : "not “died | date”"
        }
        return nil
    }

    private mutating func setRelativeNumber(_ number: PersonalID, _ field: PersonField) -> Bool {
        switch field {
        case .fatherID: father = Relative(father, number: number)
        case .motherID: mother = Relative(mother, number: number)
        case .spouseID: spouse = Relative(spouse, number: number)
        case .representativeID: representative = Relative(representative, number: number)
        default: return false
        }
        return true
    }

    private mutating func setText(_ text: String, _ field: PersonField) -> String? {
        switch field {
        case .otherName: otherName = text
        case .birthPlace: birthPlace = text
        case .birthRegistrationPlace: birthRegistrationPlace = text
        case .nativePlace: nativePlace = text
        case .ethnicity: ethnicity = text
        case .religion: religion = text
        case .nationality: nationality = text
        case .permanentResidence: permanentResidence = Address(text: text)
        case .temporaryResidence: temporaryResidence = Address(text: text)
        case .currentResidence: currentResidence = Address(text: text)
        case .absence: absence = text
        case .residenceFile: residenceFile = text
        case .householdID: householdID = text
        case .phone: phone = text
        case .email: email = text
        case .fatherName: father = Relative(father, name: text)
        case .fatherNationality: father = Relative(father, nationality: text)
        case .motherName: mother = Relative(mother, name: text)
        case .motherNationality: mother = Relative(mother, nationality: text)
        case .spouseName: spouse = Relative(spouse, name: text)
        case .spouseNationality: spouse = Relative(spouse, nationality: text)
        case .representativeName: representative = Relative(representative, name: text)
        case .representativeNationality: representative = Relative(representative, nationality: text)
        default: return "not a value of its own"
        }
        return nil
    }
}

extension Relative {
    /// `known` with one more thing known of the person. Columns come in any order, so the name may follow its number.
    fileprivate init(
        _ known: Relative?, name: String? = nil, number: PersonalID? = nil, nationality: String? = nil
    ) {
        self.init(
            name: name ?? known?.name ?? "", personalID: number ?? known?.personalID,
            nationality: nationality ?? known?.nationality)
    }
}
