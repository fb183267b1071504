// Cases for measuring, made by the same acts that people do.

import Basics
import Casework
import Forms
import Records
import Registry
import Storage

/// Makes drafts and filed cases of the ministry, which the centre decides on.
struct SampleCases: Sendable {
    let site: Composition
    let filer: Actor
    let official: Actor
    private let people: [SubjectRow]

    static let seed: UInt64 = 1

    /// - Parameter persons: how many each request is about.
    static func make(_ site: Composition, persons: Int = 3) async throws -> SampleCases {
        try await DemoData.load(site.accounts, offices: site.offices, now: Present.moment())
        let population = SyntheticPopulation(
            citizens: persons, seed: seed, provinces: site.procedures.provinces)
        return SampleCases(
            site: site, filer: try await actor("filer-ministry", site),
            official: try await actor("official-ministry", site),
            people: population.map { person in
                SubjectRow(
                    personalID: person.personalID.description, fullName: person.fullName,
                    birthDate: person.birthDate.description)
            })
    }

    private static func actor(_ username: String, _ site: Composition) async throws -> Actor {
        guard let account = try await site.store.read({ db in try db.account(username: username) }) else {
            throw CommandFault("the demo account \(username) is missing")
        }
        return account.actor
    }

    private init(site: Composition, filer: Actor, official: Actor, people: [SubjectRow]) {
        self.site = site
        self.filer = filer
        self.official = official
        self.people = people
    }

    /// A draft that can be filed as it is.
    func draft() async throws -> CaseID {
        let id = try await draft(of: try service())
        let now = Present.moment()
        try await site.desk.replaceSubjects(
            people, list: SubjectListID(at: now, random: Random.bytes(10)), of: id, by: filer, at: now)
        return id
    }

    /// A draft of any service, without persons.
    /// - Parameter more: what is typed on further pages.
    func draft(of service: ServiceEntry, _ more: [(String, FieldValues)] = []) async throws -> CaseID {
        let now = Present.moment()
        let id = CaseID(at: now, random: Random.bytes(10))
        try await site.desk.create(id: id, service: service.code, by: filer, at: now)
        guard let form = site.procedures.texts(of: service)?.form else {
            throw CommandFault("the service \(service.code) has no procedure")
        }
        let number = id.text.utf8.reduce(0) { ($0 * 31 + Int($1)) % 10_000 }
        for (key, inputs) in inputs(now.date, documentNumber: number) + more {
            guard let page = form.page(key) else { throw CommandFault("the form has no page '\(key)'") }
            let (answers, problems) = page.form.read(inputs, today: now.date)
            guard problems.isEmpty else { throw CommandFault("the sample answers of '\(key)' do not fit the form") }
            try await site.desk.save(page: key, answers, of: id, by: filer, at: now)
        }
        return id
    }

    /// Takes a draft through all desks.
    func approve(_ id: CaseID) async throws {
        try await propose(id)
        try await act("sign", id, by: try await approver())
        try await act("issue", id, by: try await Self.actor("clerk-central", site))
    }

    /// Takes a draft so far that it waits to be signed.
    func propose(_ id: CaseID) async throws {
        try await submit(id)
        try await vouch(id)
        for (slug, username) in [("accept", "clerk-central"), ("propose-approval", "officer-central")] {
            try await act(slug, id, by: try await Self.actor(username, site))
        }
    }

    func approver() async throws -> Actor { try await Self.actor("approver-central", site) }

    /// Does what an issued decision leaves to the server.
    func carryOut() async throws {
        let faults = try await Worker(desk: site.desk, papers: site.shelf).runDue(at: Present.moment())
        guard faults.isEmpty else { throw CommandFault("the case was not carried out: \(faults)") }
    }

    func submit(_ id: CaseID) async throws { try await act("submit", id, by: filer) }

    /// From here on it waits in the office's inbox.
    func vouch(_ id: CaseID) async throws { try await act("vouch", id, by: official) }

    func act(_ slug: String, _ id: CaseID, by actor: Actor) async throws {
        try await site.desk.perform(
            slug, on: id, by: actor, input: ["password": "–"], expected: nil, isReauthenticated: true,
            at: Present.moment())
    }

    private func service() throws -> ServiceEntry { try site.identityCheck() }

    /// Every request is a document with a number of its own; what else is said is what one asks for again and again.
    private func inputs(_ today: LocalDate, documentNumber: Int) -> [(String, FieldValues)] {
        [
            (
                "purpose",
                date(
                    "use_until", today.adding(days: 90),
                    [
                        "purpose_code": site.procedures.purposes.offered[0].code,
                        "purpose_text": "Đối chiếu thông tin của người đề nghị cấp phiếu lý lịch tư pháp.",
                        "legal_basis": "Điều 10 Luật Căn cước số 26/2023/QH15",
                    ])
            ),
            (
                "documents",
                date(
                    "document_date", today,
                    [
                        "document_number": "\(documentNumber)/BTP-VP", "signatory_name": "Đặng Thị Mỹ Linh",
                        "signatory_title": "Chánh Văn phòng",
                    ])
            ),
            (
                "undertakings",
                [
                    "undertake_purpose": "true", "undertake_no_copy": "true", "undertake_no_third_party": "true",
                    "undertake_security": "true",
                ]
            ),
        ]
    }

    /// The inputs with the three of a date.
    func date(_ key: String, _ date: LocalDate, _ others: [String: String]) -> FieldValues {
        var inputs = others.mapValues { [$0] }
        let (year, month, day) = date.parts
        inputs["\(key)_day"] = [String(day)]
        inputs["\(key)_month"] = [String(month)]
        inputs["\(key)_year"] = [String(year)]
        return FieldValues(inputs)
    }
}

extension Composition {
    /// A service that compares what every list of persons has, and nothing else: measuring needs no claims then.
    func identityCheck() throws -> ServiceEntry {
        let found = procedures.catalogue.services.first { $0.answer == .match && $0.claims.isEmpty }
        guard let found else { throw CommandFault("the catalogue has no service that checks identities") }
        return found
    }
}

/// Runs asynchronous work, so many at a time.
enum Tasks {
    /// Gives how long each took, in the order they ended.
    static func time(
        _ count: Int, atOnce: Int, _ work: @escaping @Sendable (_ index: Int) async throws -> Void
    ) async throws -> [Duration] {
        try await withThrowingTaskGroup(of: [Duration].self) { group in
            for first in 0..<min(atOnce, count) {
                group.addTask {
                    var durations: [Duration] = []
                    for index in stride(from: first, to: count, by: atOnce) {
                        let before = ContinuousClock.now
                        try await work(index)
                        durations.append(ContinuousClock.now - before)
                    }
                    return durations
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
    }
}
