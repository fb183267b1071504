// Fulfilments for measuring: real people, a grant that was never given, and no answer that leaves.

public import Basics
public import Registry
public import Storage

extension Connection {
    /// A fulfilment of `service` over up to `count` people drawn evenly over the registry, each with a claim where the
    /// service compares one. Only `rehearse` is of use with it: the grant is not in the store, so nothing can be
    /// released.
    public func rehearsal(of service: RegistryService, people count: Int, on date: LocalDate) throws -> Fulfilment {
        let fields = service == .provideFields ? [.sex, .nationality, .permanentResidence] : service.ownFields
        let selection = PersonSelection(fields: fields)
        let total = try populationCount()
        let step = max(1, total / max(1, count))
        var subjects: [Subject] = []
        try forEach(
            """
            SELECT \(selection.sql) FROM (
                SELECT *, row_number() OVER (ORDER BY personal_id) AS place FROM person
            ) AS numbered
            WHERE place % \(step) = 0 LIMIT \(min(count, Limits.subjectsMax))
            """
        ) { row in
            let person = try selection.person(row)
            var claims: [PersonField: String] = [:]
            for field in service.claimedFields.prefix(1) { claims[field] = person.claimable(field) }
            subjects.append(
                Subject(
                    row: subjects.count + 1, personalID: person.personalID, fullName: person.fullName,
                    birthDate: person.birthDate, claims: claims))
        }
        let moment = Timestamp(date)
        let zeros = [UInt8](repeating: 0, count: 10)
        let list = SubjectList(id: SubjectListID(at: moment, random: zeros), subjects: subjects)
        let grant = try Grant(
            id: GrantID(at: moment, random: zeros), caseID: CaseID(at: moment, random: zeros),
            recipient: OrganizationID(at: moment, random: zeros), service: service, fields: fields,
            subjects: GrantedSubjects(list), usesAllowed: 1, valid: date...date, decision: ("", date))
        return try Fulfilment(grant: grant, list: list, on: date)
    }
}

extension PersonRecord {
    /// What a requester who knows the person would claim.
    fileprivate func claimable(_ field: PersonField) -> String? {
        switch field {
        case .spouseID: spouse?.personalID?.description
        case .permanentResidence: permanentResidence?.text
        case .currentResidence: currentResidence?.text
        case .bloodType: bloodType?.text
        case .sex: sex.name.vi
        default: nil
        }
    }
}
