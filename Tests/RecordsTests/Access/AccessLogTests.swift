// Looks and refusals reach the log together and soon; while the disk does not take them, nobody is shown anything.

import Basics
import Casework
import Foundation
import Storage
import Synchronization
import TestKit
import Testing

@testable import Records

@Suite struct AccessLogTests {
    private static let clerk = Samples.person(.clerk, at: OfficeCode("01")).envelope.who
    private static let officer = Samples.person(.officer, at: OfficeCode("01")).envelope.who

    /// For tests that write by `flush` alone, however slow the machine.
    private static let nobodyWaitsThatLong = Duration.seconds(86_400)

    private func look(_ number: Int, by who: ActorEnvelope.Who = clerk) -> AccessRecord {
        AccessRecord(.read, by: who, route: "/cases/:case", target: .init(caseID: Samples.id(number)))
    }

    private func refusal(_ number: Int, by who: ActorEnvelope.Who = clerk) -> AccessRecord {
        AccessRecord(.refused, by: who, route: "/cases/:case", target: .init(caseID: Samples.id(number)), status: 404)
    }

    private func entries(_ store: any Store) async throws -> [StoredEntry] {
        try await store.read { try $0.entries(of: AccessLog.stream) }.filter { ["read", "refused"].contains($0.type) }
    }

    private func lines(_ entry: StoredEntry) throws -> [NSDictionary] {
        try JSONSerialization.jsonObject(with: Data((entry.payload ?? "").utf8)) as? [NSDictionary] ?? []
    }

    @Test func oneEntryAPersonAndKindTheSameLookWithItsCount() async throws {
        let store = try await RegistrySample.store(populated: false)
        let log = AccessLog(store: store, delay: Self.nobodyWaitsThatLong) { DeskSample.now }
        for record in [look(1), look(1), look(2), look(1, by: Self.officer), refusal(3)] { try await log.note(record) }
        #expect(try await entries(store).isEmpty, "they wait for others")
        try await log.flush()
        let entries = try await entries(store)
        #expect(entries.count == 3)
        let looks = try #require(entries.first { $0.type == "read" && $0.actor.who == Self.clerk })
        let first: NSDictionary = [
            "route": "/cases/:case", "target": ["caseID": Samples.id(1) as CaseID].mapValues(\.text), "times": 2,
        ]
        #expect(try lines(looks).count == 2 && (try lines(looks)).contains(first))
        let refused = try #require(entries.first { $0.type == "refused" })
        #expect(try lines(refused).first?["status"] as? Int == 404)
        #expect(try await store.read { try $0.verifyLedger().isSound })
        try await log.flush()
        #expect(try await self.entries(store).count == 3)
    }

    @Test func theyAreWrittenWithoutBeingAskedFor() async throws {
        let store = try await RegistrySample.store(populated: false)
        let log = AccessLog(store: store) { DeskSample.now }
        try await log.note(look(1))
        while try await entries(store).isEmpty { try await Task.sleep(for: .milliseconds(20)) }
        #expect(try await entries(store).count == 1)
    }

    @Test func whoeverComesToAFullBatchWaitsForTheDisk() async throws {
        let store = try await RegistrySample.store(populated: false)
        let log = AccessLog(store: store) { DeskSample.now }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<(3 * Limits.accessBatchMax) { group.addTask { try await log.note(look(number)) } }
            try await group.waitForAll()
        }
        try await log.flush()
        let looks = try await entries(store).flatMap(lines).compactMap {
            ($0["target"] as? [String: String])?["caseID"]
        }
        #expect(Set(looks).count == 3 * Limits.accessBatchMax && looks.count == 3 * Limits.accessBatchMax)
        #expect(try await entries(store).count >= 3)
    }

    /// A program that tries addresses must not fill the log.
    @Test func ofVeryManyRefusalsThePlacesAreCounted() async throws {
        let store = try await RegistrySample.store(populated: false)
        let log = AccessLog(store: store, delay: Self.nobodyWaitsThatLong) { DeskSample.now }
        for number in 0..<1_000 { try await log.note(refusal(number)) }
        try await log.note(refusal(2_000, by: Self.officer))
        try await log.flush()
        let entries = try await entries(store)
        let lines = try lines(try #require(entries.first { $0.actor.who == Self.clerk }))
        #expect(lines.count == Limits.refusedTargetsMax + 1)
        #expect(lines.compactMap { $0["times"] as? Int }.reduce(0, +) == 1_000)
        #expect(lines.compactMap { $0["times"] as? Int }.max() == 1_000 - Limits.refusedTargetsMax)
        #expect(try self.lines(try #require(entries.first { $0.actor.who == Self.officer })).count == 1)
    }

    @Test func whileTheDiskTakesNothingNobodyIsShownAnything() async throws {
        let store = FailingStore(try await RegistrySample.store(populated: false))
        let log = AccessLog(store: store) { DeskSample.now }
        store.fails.withLock { $0 = true }
        try await log.note(look(1))
        await #expect(throws: StorageError.self) { try await log.flush() }
        await #expect(throws: StorageError.self) { try await log.note(look(2)) }
        store.fails.withLock { $0 = false }
        while true {
            do {
                try await log.note(look(3))
                break
            } catch is StorageError {
                try await Task.sleep(for: .milliseconds(20))
            }
        }
        try await log.flush()
        let looks = try await entries(store).flatMap(lines)
        #expect(looks.count == 2, "the first one was kept, the second was not shown")
    }
}

/// A store whose writes fail when it is told so.
private final class FailingStore: StoreAround {
    let inner: any Store
    let fails = Mutex(false)

    init(_ inner: any Store) { self.inner = inner }

    func write<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        if fails.withLock({ $0 }) { throw StorageError.unavailable("the disk is full") }
        return try await inner.write(body)
    }
}
