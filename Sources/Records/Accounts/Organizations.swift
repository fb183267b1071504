// Requesting organisations and offices, as rows.

public import Basics
public import Casework
public import Storage

extension Connection {
    public func organization(_ id: OrganizationID) throws -> Organization? {
        try one("SELECT \(organizationColumns) FROM organization WHERE id = \(id)").map(Organization.init)
    }

    private var organizationColumns: Query {
        "id, name, address, telephone, email, requester_class, level, province, commune, superior_id"
    }

    /// All organisations, by name.
    public func allOrganizations() throws -> [Organization] {
        try rows("SELECT \(organizationColumns) FROM organization ORDER BY name, id").map(Organization.init)
    }

    func update(_ organization: Organization) throws {
        try run(
            """
            UPDATE organization SET name = \(organization.name), address = \(organization.address),
                telephone = \(organization.telephone), email = \(organization.email),
                requester_class = \(organization.requesterClass.rawValue), level = \(organization.level.rawValue),
                province = \(organization.province), commune = \(organization.commune),
                superior_id = \(organization.superior)
            WHERE id = \(organization.id)
            """)
    }

    func insert(_ organization: Organization, now: Timestamp) throws {
        try run(
            """
            INSERT INTO organization (id, name, address, telephone, email, requester_class, level, province, commune,
                superior_id, created_ms)
            VALUES (\(organization.id), \(organization.name), \(organization.address),
                \(organization.telephone), \(organization.email), \(organization.requesterClass.rawValue),
                \(organization.level.rawValue), \(organization.province), \(organization.commune),
                \(organization.superior), \(now))
            """)
    }

    public func office(_ code: OfficeCode) throws -> Office? {
        try one("SELECT \(officeColumns) FROM office WHERE code = \(code)").map(Office.init)
    }

    /// All offices, by code.
    func allOffices() throws -> [Office] {
        try rows("SELECT \(officeColumns) FROM office ORDER BY code").map(Office.init)
    }

    private var officeColumns: Query {
        """
        code, level, name, english_name, superior, letterhead, head, abbreviation, unit, place, province, agency_code,
        address, telephone
        """
    }

    /// Writes the offices that are new or have changed; gives their codes.
    func save(_ offices: [Office]) throws -> [OfficeCode] {
        let known = Dictionary(uniqueKeysWithValues: try allOffices().map { ($0.code, $0) })
        let changed = offices.filter { known[$0.code] != $0 }
        for office in changed {
            try run(
                """
                INSERT INTO office (code, level, name, english_name, superior, letterhead, head, abbreviation, unit,
                    place, province, agency_code, address, telephone)
                VALUES (\(office.code), \(office.level.rawValue), \(office.name), \(office.englishName),
                    \(office.superior), \(office.letterhead), \(office.head), \(office.abbreviation),
                    \(office.unit), \(office.place), \(office.province), \(office.agencyCode), \(office.address),
                    \(office.telephone))
                ON CONFLICT (code) DO UPDATE SET level = excluded.level, name = excluded.name,
                    english_name = excluded.english_name, superior = excluded.superior,
                    letterhead = excluded.letterhead, head = excluded.head, abbreviation = excluded.abbreviation,
                    unit = excluded.unit, place = excluded.place, province = excluded.province,
                    agency_code = excluded.agency_code, address = excluded.address, telephone = excluded.telephone
                """)
        }
        return changed.map(\.code)
    }
}

extension Organization {
    /// Reads the columns of `Connection.organizationColumns`.
    init(_ row: Row) throws {
        guard let requesterClass = RequesterClass(ofOrganization: try row.text("requester_class")),
            let level = AdministrativeLevel(rawValue: try row.text("level"))
        else { throw StorageError.corrupt("an organisation of an unknown class or level") }
        self.init(
            id: try row.id("id"), name: try row.text("name"), address: try row.text("address"),
            telephone: try row.text("telephone"), email: try row.text("email"), requesterClass: requesterClass,
            level: level, province: try row.text("province"), commune: try row.optionalText("commune"),
            superior: try row.optionalID("superior_id"))
    }
}

extension Office {
    /// Reads the columns of `Connection.officeColumns`.
    init(_ row: Row) throws {
        guard let level = Level(rawValue: try row.text("level")) else {
            throw StorageError.corrupt("an office of an unknown level")
        }
        self.init(
            code: OfficeCode(try row.text("code")), level: level, name: try row.text("name"),
            englishName: try row.text("english_name"), superior: try row.text("superior"),
            letterhead: try row.text("letterhead"), head: try row.text("head"),
            abbreviation: try row.text("abbreviation"), unit: try row.text("unit"), place: try row.text("place"),
            province: try row.text("province"), agencyCode: try row.text("agency_code"),
            address: try row.text("address"), telephone: try row.text("telephone"))
    }
}
