// The people of a file between its check and its load.

import Basics
import Foundation
import Registry
import Storage

/// People that were checked together, as bytes.
struct PackedPeople: Sendable {
    private var writer = PersonWriter()
    private(set) var count = 0
    /// Those that are not to be loaded after all, by their place among the others.
    var leftOut: Set<Int> = []

    var bytes: [UInt8] { writer.bytes }

    mutating func add(_ person: PersonRecord) {
        writer.add(person)
        count += 1
    }
}

/// Keeps people until all of a file is checked: in a file that has no name, so that nothing of them stays, however the
/// import ends. What comes back is held against the digest of what went in.
final class PeopleSpool {
    private struct Piece {
        let length: Int
        let digest: Digest
        let count: Int
        let leftOut: Set<Int>
    }

    private let file: FileHandle
    private let folder: String
    private var pieces: ArraySlice<Piece> = []

    /// - Parameter folder: Where there is room for two thirds of the size of the file of citizens.
    init(in folder: String) throws {
        self.folder = folder
        file = try NamelessFile.empty(in: folder)
    }

    func add(_ people: PackedPeople) throws {
        let bytes = people.bytes
        do {
            try file.write(contentsOf: Data(bytes))
        } catch {
            throw StorageError.unavailable("a temporary file in \(folder) cannot be written: \(error)")
        }
        pieces.append(
            Piece(length: bytes.count, digest: Digest(of: bytes), count: people.count, leftOut: people.leftOut))
    }

    /// From the first person on, with nothing more to be added.
    func rewind() throws { try file.seek(toOffset: 0) }

    /// The next people as they were added; `nil` behind the last ones.
    func next() throws -> SpooledPeople? {
        guard let piece = pieces.popFirst() else { return nil }
        let bytes = Array(try file.read(upToCount: piece.length) ?? Data())
        guard Digest(of: bytes) == piece.digest else { throw StorageError.corrupt("what a temporary file gives back") }
        return SpooledPeople(bytes: bytes, count: piece.count, leftOut: piece.leftOut)
    }
}

/// People as they come back.
struct SpooledPeople: Sendable {
    fileprivate let bytes: [UInt8]
    fileprivate let count: Int
    fileprivate let leftOut: Set<Int>

    /// The same as people of a load.
    func piece(of load: PopulationLoad) throws(StorageError) -> PeoplePiece {
        var (piece, reader) = (PeoplePiece(load), PersonReader(bytes))
        for place in 0..<count {
            guard let person = reader.next() else { throw StorageError.corrupt("a person of a temporary file") }
            if !leftOut.contains(place) { piece.add(person) }
        }
        return piece
    }
}

/// The people of a spool for a load, read and made ready on all cores while those before them are written.
actor PeopleQueue {
    private let spool: PeopleSpool
    private let load: PopulationLoad
    private var ahead: [Task<PeoplePiece, any Error>] = []

    init(_ spool: sending PeopleSpool, for load: PopulationLoad) {
        self.spool = spool
        self.load = load
    }

    /// The people of the next commit; `nil` at the end.
    func nextBatch() async throws -> LoadedPeople? {
        var batch = LoadedPeople()
        while batch.count < Batches.committed {
            try lookAhead()
            guard !ahead.isEmpty else { break }
            batch.add(try await ahead.removeFirst().value)
        }
        return batch.pieces.isEmpty ? nil : batch
    }

    private func lookAhead() throws {
        while ahead.count < Batches.piecesAhead, let people = try spool.next() {
            ahead.append(Task { [load] in try people.piece(of: load) })
        }
    }
}
