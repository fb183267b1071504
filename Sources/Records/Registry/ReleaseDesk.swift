// Answering granted lists from the registry, long ones block by block.

public import Basics
public import Casework
public import Registry
public import Storage

/// Makes releases. A list of one block is answered and recorded in one transaction. A longer one is begun in one,
/// answered in one for each block, outside any lock that others wait for, and recorded in a last one: when the server
/// dies on the way, the next goes on after the newest block that is on disk.
public struct ReleaseDesk: Sendable {
    let store: any Store
    /// The names of places by which claims are compared.
    let places: PlaceNames
    /// The keys of the fingerprints that are compared.
    let fingers: FingerKeyFile

    public init(store: any Store, comparedBy places: PlaceNames, fingers: FingerKeyFile = .none) {
        self.store = store
        self.places = places
        self.fingers = fingers
    }

    /// Takes in a grant, to be used later. Doing it again with the same grant changes nothing.
    public func open(_ grant: Grant, by actor: Actor, at now: Timestamp) async throws {
        try await store.write { db in
            try db.record(try db.open(grant), of: grant.owner, by: actor, at: now)
        }
    }

    /// Answers the list of the grant once and records that, by one use of the grant. Returns after the record is on
    /// disk; a repeated `id` gives the first release. Throws `FulfilmentRefusal` when the grant stays shut.
    public func release(
        _ id: ReleaseID, under grant: GrantID, by actor: Actor, at moment: Timestamp
    ) async throws -> Release {
        let begun = try await store.write { db -> (made: Release?, open: BegunRelease?) in
            if let made = try db.release(id) {
                guard made.grant == grant else { throw StorageError.conflict("release \(id) is of another grant") }
                return (made, nil)
            }
            if let open = try db.begunRelease(id) { return (nil, open) }
            if let caseID = try db.grant(grant)?.caseID { try db.hold(caseID) }
            let open = try db.begin(id, under: grant, at: moment)
            if let blocks = try answerShort(open, at: moment, db) {
                return (try finish(open, blocks, by: actor, at: moment, db), nil)
            }
            try db.record(try db.keep(open), of: open.grant.owner, by: actor, at: moment)
            return (nil, open)
        }
        if let made = begun.made { return made }
        guard let open = begun.open else { throw StorageError.conflict("release \(id) is neither made nor open") }
        while try await !answer(open, at: moment) {}
        return try await store.write { db in
            try finish(open, try db.blocks(of: open.id), by: actor, at: moment, db)
        }
    }

    private func finish(
        _ open: BegunRelease, _ blocks: [ReleaseBlock], by actor: Actor, at moment: Timestamp, _ db: any Connection
    ) throws -> Release {
        let (release, entry) = try db.record(open, blocks, by: actor, at: moment)
        try db.append([entry])
        return release
    }

    /// Answers a list of one block at once, in the transaction of the caller; gives that block, or `nil` when the list
    /// is longer, or takes too long for a transaction that others wait for.
    func answerShort(_ open: BegunRelease, at moment: Timestamp, _ db: any Connection) throws -> [ReleaseBlock]? {
        let rowsMax =
            open.grant.fields.contains(.fingerprint) ? Limits.fingerprintsInActMax : Limits.releaseBlockRows
        guard try open.grant.open(on: open.begunAt.date).count <= rowsMax else { return nil }
        var subjects: [Subject] = []
        let fulfilment = try db.fulfilment(of: open, comparedBy: places) { subjects.append($0) }
        let granted = subjects.filter { fulfilment.grants(row: $0.row) }
        guard let answered = try db.answerBlock(of: fulfilment, granted, after: nil, at: moment, fingers: fingers)
        else { return [] }
        try db.store(answered, of: open.id)
        return [answered.block]
    }

    /// Answers what is left of a long list, or so much of it that others who wait for the worker get their turn; gives
    /// whether that was all. While one block is written, the next is read.
    func answer(_ open: BegunRelease, at moment: Timestamp) async throws -> Bool {
        let (fulfilment, last) = try await store.read { [places] db in
            (try db.fulfilment(of: open, comparedBy: places), try db.lastBlock(of: open.id))
        }
        var next = try await block(of: fulfilment, after: last, at: moment)
        for _ in 0..<Limits.blocksInTurnMax {
            guard let answered = next else { return true }
            async let following = block(of: fulfilment, after: answered.block, at: moment)
            try await store.write { db in try db.store(answered, of: open.id) }
            next = try await following
        }
        return next == nil
    }

    private func block(
        of fulfilment: Fulfilment, after previous: ReleaseBlock?, at moment: Timestamp
    ) async throws -> AnsweredBlock? {
        try await store.read { [fingers] db in
            try db.answerBlock(of: fulfilment, after: previous, at: moment, fingers: fingers)
        }
    }
}
