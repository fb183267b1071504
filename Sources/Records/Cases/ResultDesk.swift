// Handing a result to its recipient: the record of it first, the data after.

public import Basics
public import Casework
import Foundation
public import Registry
public import Storage
import Synchronization

/// A result that has been opened: its opening is in the log already. Its rows are read block by block, so that nobody
/// holds a long one whole.
public struct OpenedResult: Sendable {
    public let release: Release
    public let grant: Grant
    public let blocks: [ReleaseBlock]
    /// The list that it answers; `nil` where nothing was claimed.
    let list: SubjectListID?
    /// Whether it is read under the grant, and only as long as that is open; an inspector's reading is not.
    let isUnderGrant: Bool
}

/// One row of a result.
public struct ResultRow: Sendable {
    public let answer: AnswerRow
    /// The name as the request gave it; of the own record, as the registry has it.
    public let name: String
}

/// The forms in which a result leaves.
public enum ResultFormat: String, Sendable {
    case page, csv, xml, pdf
}

/// Opens results for their recipients and the inspector.
public struct ResultDesk: Sendable {
    let store: any Store
    let quotas: Quotas
    private let recent = RecentOpenings()
    private let drawn = Drawings()

    public init(store: any Store, quotas: Quotas = Quotas()) {
        self.store = store
        self.quotas = quotas
    }

    /// Opens the result of a case. That this account took it in this form is committed before anything is read; when it
    /// cannot be, nothing leaves. Taking it again within `Limits.sameOpeningSeconds` is the same opening, and no other
    /// entry. `nil` when the case has no result. Throws `FulfilmentRefusal` to the recipient while the grant is
    /// suspended or once it is revoked, and while its fee is due.
    public func open(
        _ state: CaseState, as format: ResultFormat, by actor: Actor, at now: Timestamp
    ) async throws -> OpenedResult? {
        guard let id = state.release, let list = state.subjects else { return nil }
        let isUnderGrant = Permissions.readsUnderGrant(actor)
        if isUnderGrant {
            try state.requireOpenGrant()
            guard !state.isHeldForFee else { throw FulfilmentRefusal.unpaid }
        }
        try await note(id, as: format, by: actor, at: now)
        return try await opened(id, of: list.id, isUnderGrant: isUnderGrant)
    }

    /// Has it in the log, on disk when this returns, that this account takes a release in this form.
    func note(_ id: ReleaseID, as format: ResultFormat, by actor: Actor, at now: Timestamp) async throws {
        let opening = Opening(release: id, reader: actor.envelope.who, format: format)
        if recent.holds(opening, at: now) { return }
        try await store.write { [quotas] db in
            if let requester = actor.requester { try quotas.spend([.openings: 1], of: requester, at: now, db) }
            let entry = try LedgerEntry(type: "opened", at: now, actor: actor, payload: ["format": format.rawValue])
            try db.append([entry], to: ReleaseEntry.stream(of: id))
        }
        recent.keep(opening, at: now)
    }

    /// A release whose opening is in the log; `nil` when there is none of that id.
    func opened(_ id: ReleaseID, of list: SubjectListID?, isUnderGrant: Bool) async throws -> OpenedResult? {
        try await store.read { db in
            guard let release = try db.release(id), let grant = try db.grant(release.grant) else { return nil }
            if isUnderGrant { try db.requireOpen(grant.id) }
            let (blocks, found) = try db.provedBlocks(of: id)
            if let found = found.first {
                throw StorageError.corrupt("\(found.table) of release \(id) is not what the log says")
            }
            return OpenedResult(
                release: release, grant: grant, blocks: blocks, list: list, isUnderGrant: isUnderGrant)
        }
    }

    /// The rows of one block. Throws `StorageError.corrupt` when they are not those that were answered.
    public func rows(of block: ReleaseBlock, in result: OpenedResult) async throws -> [ResultRow] {
        try await store.read { db in try db.resultRows(of: block, in: result) }
    }

    /// The rows from that place on, counted from 0, at most `count`; what they are part of is checked.
    public func rows(from start: Int, count: Int, in result: OpenedResult) async throws -> [ResultRow] {
        try await store.read { db in
            var (rows, skipped): ([ResultRow], Int) = ([], start)
            for block in result.blocks where rows.count < count {
                guard skipped < block.rows else {
                    skipped -= block.rows
                    continue
                }
                rows += try db.resultRows(of: block, in: result).dropFirst(skipped).prefix(count - rows.count)
                skipped = 0
            }
            return rows
        }
    }
}

extension Connection {
    fileprivate func resultRows(of block: ReleaseBlock, in result: OpenedResult) throws -> [ResultRow] {
        if result.isUnderGrant { try requireOpen(result.grant.id) }
        let answers = try answers(of: block, in: result.release.id)
        guard let list = result.list else {
            return answers.map { ResultRow(answer: $0, name: $0.value(of: .fullName)) }
        }
        var names: [Int: String] = [:]
        try forEach(
            """
            SELECT row_number, full_name FROM subject
            WHERE list_id = \(list) AND row_number BETWEEN \(block.firstRow) AND \(block.lastRow)
            """
        ) { row in names[try row.int(at: 0)] = try row.text(at: 1) }
        return answers.map { ResultRow(answer: $0, name: names[$0.row] ?? "") }
    }
}

/// A file that was made of a release: only what the log knows by its digest is one of ours.
struct MadeResult: Hashable, Codable, Sendable {
    static let type = "result-made"
    /// Beside the stream of the release, which every opening makes longer.
    static func stream(of id: ReleaseID) -> String { "result:\(id)" }

    var format: String
    var digest: Digest
}

extension ResultDesk {
    /// Enters a file that was made of a release in the log, once. To be called before the last byte of it leaves.
    public func keep(
        _ digest: Digest, of id: ReleaseID, as format: ResultFormat, by actor: Actor, at now: Timestamp
    ) async throws {
        try await keep(digest, content: nil, of: id, as: format, by: actor, at: now)
    }

    /// The PDF of a result as `draw` makes it, which is kept for everybody after. Throws `PaperNotDrawn` while it is
    /// being drawn for somebody else.
    public func drawPDF(
        of result: OpenedResult, by actor: Actor, at now: Timestamp,
        draw: () async throws -> AsyncThrowingStream<[UInt8], any Error>
    ) async throws -> AsyncThrowingStream<[UInt8], any Error> {
        let id = result.release.id
        guard drawn.begin(id) else { throw PaperNotDrawn() }
        do {
            return try await draw().keepingLast { pdf in
                try await keep(Digest(of: pdf), content: pdf, of: id, as: .pdf, by: actor, at: now)
            } end: {
                drawn.end(id)
            }
        } catch {
            drawn.end(id)
            throw error
        }
    }

    private func keep(
        _ digest: Digest, content: [UInt8]?, of id: ReleaseID, as format: ResultFormat, by actor: Actor,
        at now: Timestamp
    ) async throws {
        let made = MadeResult(format: format.rawValue, digest: digest)
        try await store.write { db in
            let isNew = try db.run(
                """
                INSERT INTO result_file (release_id, format, digest, content)
                VALUES (\(id), \(made.format), \(made.digest), \(content))
                ON CONFLICT (release_id, format, digest) DO NOTHING
                """)
            guard isNew > 0 else { return }
            let entry = try LedgerEntry(type: MadeResult.type, at: now, actor: actor, payload: made)
            try db.append([entry], to: MadeResult.stream(of: id))
        }
    }

    /// The PDF of a release as it was drawn once; `nil` until then. Throws `StorageError.corrupt` when it is not the
    /// one that was drawn.
    public func keptPDF(of id: ReleaseID) async throws -> [UInt8]? {
        try await store.read { db in
            let pdf = ResultFormat.pdf.rawValue
            let row = try db.one(
                "SELECT content FROM result_file WHERE release_id = \(id) AND format = \(pdf) LIMIT 1")
            guard let content = try row?.blob(at: 0) else { return nil }
            guard try db.madeResults(id).contains(MadeResult(format: pdf, digest: Digest(of: content))) else {
                throw StorageError.corrupt("the PDF of release \(id) is not the one that was drawn")
            }
            return content
        }
    }
}

extension Connection {
    /// The files that the log knows of a release.
    func madeResults(_ id: ReleaseID) throws -> [MadeResult] {
        try entries(of: MadeResult.stream(of: id)).map { try $0.decoded() }
    }
}

/// The releases whose PDF is being drawn in this process.
private final class Drawings: Sendable {
    private let releases = Mutex<Set<ReleaseID>>([])

    /// Whether nobody draws it yet.
    func begin(_ id: ReleaseID) -> Bool { releases.withLock { $0.insert(id).inserted } }
    func end(_ id: ReleaseID) { releases.withLock { _ = $0.remove(id) } }
}

/// Who took which release in which form.
private struct Opening: Hashable {
    var release: ReleaseID
    var reader: ActorEnvelope.Who
    var format: ResultFormat
}

/// The openings of the last moments that are on disk. A restart forgets them: then there is an entry more.
private final class RecentOpenings: Sendable {
    private let recent = Mutex(RecentValues<Opening, Timestamp>(max: Limits.recentOpeningsMax))

    func holds(_ opening: Opening, at now: Timestamp) -> Bool {
        guard let at = recent.withLock({ $0.recall(opening) }) else { return false }
        return at <= now && now < at.adding(seconds: Limits.sameOpeningSeconds)
    }

    func keep(_ opening: Opening, at now: Timestamp) { recent.withLock { $0.keep(now, for: opening) } }
}
