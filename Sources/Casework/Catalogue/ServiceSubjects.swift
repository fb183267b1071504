// How the persons of a request for one service are read, and become those the registry is asked about.

public import Basics
public import Forms
public import Registry

extension ServiceEntry {
    /// Reads persons by the columns of this service, known by `headings`. A number must begin with a place of `places`;
    /// a claim must be one that the registry can compare.
    public func subjectReading(
        namesEnclosures: Bool = false, today: LocalDate, places: PersonalID.Places,
        headings: ColumnHeadings = ColumnHeadings()
    ) -> SubjectReading {
        var reading = SubjectReading(
            claims: claims, namesEnclosures: namesEnclosures, today: today,
            isPossibleID: { PersonalID($0)?.faults(places: places).isEmpty ?? false },
            isReadableClaim: { column, value in PersonField(rawValue: column)?.isReadable(claim: value) ?? false })
        reading.meaning = headings.meaning
        if comparesFingers { reading.rowsMax = Limits.fingerprintsOfCaseMax }
        return reading
    }

    /// Whether its lists name files of fingerprints.
    public var comparesFingers: Bool { claims.contains { $0.key == PersonField.fingerprint.rawValue } }

    /// The persons as the registry knows them, in the order given; `nil` when a row was not read by `subjectReading`.
    public static func subjects(_ rows: [SubjectRow]) -> [Subject]? {
        var subjects: [Subject] = []
        subjects.reserveCapacity(rows.count)
        for (index, row) in rows.enumerated() {
            guard let id = PersonalID(row.personalID), let birth = PartialDate(row.birthDate) else { return nil }
            var claims: [PersonField: String] = [:]
            for (column, value) in row.claims {
                guard let field = PersonField(rawValue: column) else { return nil }
                claims[field] = value
            }
            subjects.append(
                Subject(
                    row: index + 1, personalID: id, fullName: row.fullName, birthDate: birth, claims: claims,
                    enclosure: row.enclosure))
        }
        return subjects
    }
}

extension SubjectRow {
    /// The row as it was given, for who changes it or counts it again.
    public init(_ subject: Subject) {
        self.init(
            personalID: subject.personalID.description, fullName: subject.fullName,
            birthDate: subject.birthDate.description,
            claims: Dictionary(uniqueKeysWithValues: subject.claims.map { ($0.key.rawValue, $0.value) }),
            enclosure: subject.enclosure)
    }
}
