// Demo data: everything one needs to try the whole job.

import Basics
import Casework
import Records
import Registry
import Storage

/// Fills a site with demo accounts and an invented population. Running it again changes nothing.
enum DemoSite {
    private static let citizens = 20_000
    private static let seed: UInt64 = 2021
    /// So many of them, the first by number, have a finger in the registry.
    private static let fingers = 200

    static func load(_ site: Composition) async throws {
        let now = Present.moment()
        if try await site.store.read({ db in try db.populationCount() }) == 0 {
            Output.remark("making \(citizens) invented citizens for the first time …")
            _ = try await site.store.generatePopulation(
                population(site), seed: seed, by: .system(by: .command), at: now)
            _ = try await site.store.enrolInvented(
                population(site), count: fingers, sealedBy: site.settings.fingerprintKeys, by: .system(by: .command),
                at: now)
        }
        try await DemoData.load(
            site.accounts, offices: site.offices, citizen: citizen(site), now: now)
        try await DemoData.prepareClient(at: "\(site.settings.data)/demo-ca.pem", site.store, now: now)
    }

    private static func population(_ site: Composition) -> SyntheticPopulation {
        SyntheticPopulation(citizens: citizens, seed: seed, provinces: site.procedures.provinces)
    }

    /// Whom the account `citizen` belongs to: a living adult, since children do not ask for themselves.
    private static func citizen(_ site: Composition) -> PersonRecord? {
        population(site).first { $0.lifeEnd == nil && $0.birthDate.year <= SyntheticPopulation.day.year - 18 }
    }

    /// What `serve --demo` says: where to go, and as whom.
    static func welcome(_ address: String) -> String {
        let names = DemoData.usernames
        let rows = stride(from: 0, to: names.count, by: 6).map { start in
            "  " + names[start..<min(start + 6, names.count)].joined(separator: "  ")
        }
        return """

            Trình Ký with demo data: invented people, known passwords.
              sign in:       \(address)/login
              check a paper: \(address)/verify
              password:      \(DemoData.password)
            Accounts:
            \(rows.joined(separator: "\n"))

            """
    }
}
