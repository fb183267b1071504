// Counts the population as of the days that wait.

public import Basics
public import Casework
import Statistics
public import Storage
import Synchronization

/// Makes the counts that tables are made of, beside all other work: after a load, and as of days that somebody asks
/// for. Several may be at work on one database, each at another day.
public struct CountingDesk: Sendable {
    let store: any Store
    let secret: StatisticsSecret
    /// Between two times that a count says how far it is.
    var renewal = Duration.seconds(Limits.claimRenewalSeconds)

    public init(store: any Store, secret: StatisticsSecret) {
        self.store = store
        self.secret = secret
    }

    /// Asks for a count as of that day.
    public func ask(for day: LocalDate, at now: Timestamp) async throws {
        try await store.write { db in try db.askForCount(of: day, at: now) }
    }

    /// Counts the day that has waited longest; `nil` where none waits, or others are at all of them. A count that is
    /// broken off, or that a load made old, begins anew. Throws `SecretFault` where the secret is not the one of the
    /// counts before.
    public func countNext(
        by actor: Actor, at now: @autoclosure @escaping @Sendable () -> Timestamp,
        progress: @escaping @Sendable (LocalDate, Double) -> Void = { _, _ in }
    ) async throws -> CountedDay? {
        let (claimed, known) = try await store.write { db in
            (try db.claimCount(at: now()), try db.statisticsSecretMark())
        }
        guard let claimed else { return nil }
        do {
            let (key, mark) = try secret.key(isFirst: known == nil)
            guard known ?? mark == mark else {
                throw SecretFault("\(secret.path) is not the secret by which the population was counted")
            }
            let counted = try await count(claimed, key, now, progress)
            let done = now()
            let isStored = try await store.write { db in
                guard try db.store(counted, of: claimed, by: mark, at: done) else { return false }
                let payload = PopulationCounted(counted)
                try db.append(
                    [try LedgerEntry(type: "population-counted", at: done, actor: actor, payload: payload)],
                    to: "registry")
                return true
            }
            return CountedDay(
                day: claimed.day, permille: isStored ? 1000 : 0, countedAt: isStored ? done : nil,
                persons: counted.persons, elsewhere: counted.elsewhere)
        } catch {
            // Why it failed is what matters; a claim that could not be let go lapses.
            try? await store.write { db in try db.releaseClaim(of: claimed) }
            throw error
        }
    }

    private func count(
        _ claimed: ClaimedDay, _ key: StatisticsKey, _ now: @escaping @Sendable () -> Timestamp,
        _ progress: @escaping @Sendable (LocalDate, Double) -> Void
    ) async throws -> CountedPopulation {
        let part = Part()
        let heartbeat = Task { [renewal, store] in
            while (try? await Task.sleep(for: renewal)) != nil {  // until cancelled
                let permille = part.permille
                // A renewal that fails is made up for by the next.
                try? await store.write { db in try db.keepClaim(of: claimed, permille: permille, at: now()) }
            }
        }
        defer { heartbeat.cancel() }
        return try await store.read { db in
            var count = PopulationCount(of: claimed.day, key, CountedPlaces(try db.communes()))
            return try count.run(db) { done in
                part.set(done)
                progress(claimed.day, done)
            }
        }
    }
}

/// How far a count is, told by the one task and read by the other.
private final class Part: Sendable {
    private let done = Mutex(0)

    var permille: Int { done.withLock { $0 } }

    func set(_ part: Double) { done.withLock { $0 = Int(part * 999) } }
}

private struct PopulationCounted: Encodable {
    let day: LocalDate
    let persons: Int
    let elsewhere: Int
    let communes: Int
    let digest: Digest

    init(_ counted: CountedPopulation) {
        day = counted.day
        persons = counted.persons
        elsewhere = counted.elsewhere
        communes = counted.blocks.count
        digest = counted.digest
    }
}
