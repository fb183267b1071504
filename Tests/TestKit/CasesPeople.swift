// Made-up organisations, offices and people for the tests of cases.

public import Basics
public import Casework

/// Values that tests of cases begin with. The same call always gives the same value.
public enum Samples {
    /// Monday, 2 March 2026, half past eight in the morning: a plain working week without a holiday.
    public static let monday = Timestamp(LocalDate(days: 20_514), hour: 8, minute: 30)

    /// An identifier that differs for every number.
    public static func id<Subject>(_ number: Int) -> Identifier<Subject> {
        let bytes = (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) }
        return Identifier(at: monday, random: [0, 0] + bytes)
    }

    /// An organisation of that class. Classes that have tiers are of the central one unless told otherwise.
    public static func organization(
        _ requesterClass: RequesterClass, level: AdministrativeLevel? = nil, province: String = "01",
        commune: String? = nil
    ) -> Organization {
        let number = RequesterClass.allCases.firstIndex(of: requesterClass) ?? 0
        let hasTiers = [.stateAgency, .politicalOrganization, .socioPoliticalOrganization].contains(requesterClass)
        return Organization(
            id: id(1_000 + number), name: "Tổ chức \(requesterClass.rawValue)", address: "Số 1 phố Tràng Tiền",
            telephone: "024 3000 0000", email: "van-thu@to-chuc.example", requesterClass: requesterClass,
            level: level ?? (hasTiers ? .central : .none), province: province, commune: commune)
    }

    /// A notary practice: its requests go to the police of its province (rule B-4).
    public static let notary = organization(.notary)
    /// A bank: its requests go to the central agency (rule B-2).
    public static let bank = organization(.creditInstitution)
    /// Of a class that no rule covers: its requests wait in the central manual queue.
    public static let unknown = organization(.other, level: .province)
    /// A body of a commune: its requests go to the police of the commune since 2026-03-15 (rule B-8).
    public static let commune = organization(.stateAgency, level: .commune, commune: "00070")

    /// The central agency, two provinces and a commune; no other place has an office in the tests.
    public static let offices: [OfficeCode: Office] = [
        office(.central, .central, "Cục Cảnh sát quản lý hành chính về trật tự xã hội", "C06"),
        office(OfficeCode("01"), .province, "Công an thành phố Hà Nội", "CAHN", unit: "PC06"),
        office(OfficeCode("79"), .province, "Công an Thành phố Hồ Chí Minh", "CATP", unit: "PC06"),
        office(OfficeCode("00070"), .commune, "Công an phường Hoàn Kiếm", "CAP"),
    ].reduce(into: [:]) { $0[$1.code] = $1 }

    private static func office(
        _ code: OfficeCode, _ level: Office.Level, _ name: String, _ abbreviation: String, unit: String = ""
    ) -> Office {
        Office(
            code: code, level: level, name: name, englishName: "Office \(code)", superior: "BỘ CÔNG AN",
            letterhead: name.uppercased(), head: "Thủ trưởng", abbreviation: abbreviation, unit: unit, place: "Hà Nội",
            province: level == .commune ? "01" : code == .central ? "" : code.text, agencyCode: "G01.\(code)",
            address: "Số 1", telephone: "069 000 0000")
    }

    /// Somebody of a requesting organisation.
    public static func person(_ role: Role, of organization: Organization, _ number: Int = 0) -> Actor {
        person([role], number: 100 + number, organization: organization.id)
    }

    /// Somebody of the organisation that a case names.
    public static func person(_ role: Role, of requester: Requester) -> Actor {
        guard case .organization(let id) = requester.reference else { return person(role) }
        return person([role], number: 100, organization: id)
    }

    /// Somebody of an office; `number` tells people of one role apart.
    public static func person(_ role: Role, at office: OfficeCode, _ number: Int = 0) -> Actor {
        person([role], number: 200 + number + 10 * (Int(office.text) ?? 0), office: office)
    }

    /// Somebody without an organisation or office: inspectors, administrators, citizens.
    public static func person(_ role: Role) -> Actor { person([role], number: 300) }

    /// Anybody, for accounts with several roles.
    public static func person(
        _ roles: Set<Role>, number: Int, organization: OrganizationID? = nil, office: OfficeCode? = nil
    ) -> Actor {
        let places = Role.allCases.enumerated().filter { roles.contains($0.element) }.map(\.offset)
        let account = places.reduce(0) { $0 * 10 + $1 + 1 } * 10_000 + number
        let names = Role.allCases.filter(roles.contains).map(\.rawValue).joined(separator: " + ")
        var person = Actor(
            account: id(account), name: "Người \(names) \(number)", roles: roles, organization: organization,
            office: office, position: Position(title: "CHỨC VỤ \(names.uppercased())"))
        if roles.contains(.approver), let office { person.authorities = [authority(of: person, at: office)] }
        return person
    }

    /// The authority of an approver of the samples: they hold the position since January.
    public static func authority(of person: Actor, at office: OfficeCode) -> SigningAuthority {
        SigningAuthority(
            id: AuthorityID(person.account?.text ?? "") ?? id(0), office: office, kind: .head,
            title: person.position?.title ?? "", principal: "", services: [], from: LocalDate(days: 20_454),
            until: nil, paper: "Quyết định số 1/QĐ-BCA", paperDate: LocalDate(days: 20_450))
    }
}

extension Actor {
    /// An approver of the samples as papers of their office name them after a decision of that day.
    public func signatory(on day: LocalDate) -> Signatory {
        authorities.first.map { Signatory(self, under: $0, on: day) } ?? Signatory(self)
    }
}
