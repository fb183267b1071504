// One entry of the log: as it is appended, and as it stands there.

public import Basics
public import Casework
import Storage

/// What is appended to the log.
public struct LedgerEntry: Sendable, Hashable {
    /// What happened, in the past tense, such as `filed` or `signed-in`.
    public var type: String
    /// Version of the payload's shape, so that old entries can be read for ever.
    public var version: Int
    public var at: Timestamp
    /// Who did it, on whose authority, by which channel.
    public var actor: ActorEnvelope
    /// JSON text, kept byte by byte as it was written.
    public var payload: String
    /// Random bytes that go with the payload: without them nobody can try what an erased payload may have said.
    public var salt: [UInt8]

    public init(
        type: String, version: Int = 1, at: Timestamp, actor: ActorEnvelope, payload: String,
        salt: [UInt8] = Random.bytes(16)
    ) {
        self.type = type
        self.version = version
        self.at = at
        self.actor = actor
        self.payload = payload
        self.salt = salt
    }

    /// An entry of what `actor` did, with a payload that is encoded here.
    public init(
        type: String, version: Int = 1, at: Timestamp, actor: Actor, payload: some Encodable
    ) throws {
        self.init(
            type: type, version: version, at: at, actor: actor.envelope,
            payload: try StoredJSON.text(payload))
    }
}

/// An entry as the log holds it.
public struct StoredEntry: Sendable, Hashable {
    /// 1, 2, 3 … through the whole log.
    public var position: Int64
    /// What the entry belongs to, such as `case:<id>` or `access`.
    public var stream: String
    /// 1, 2, 3 … within the stream.
    public var seq: Int
    public var type: String
    public var version: Int
    public var at: Timestamp
    public var actor: ActorEnvelope
    /// `nil` after an ordered erasure (`Connection.erase`) took it away.
    public var payload: String?
    /// Goes with the payload.
    public var salt: [UInt8]?
    /// SHA-256 of salt and payload, which the chain covers in their stead.
    public var payloadDigest: Digest
    /// The hash of the entry at `position - 1`; 32 zero bytes for the first.
    public var previousHash: Digest
    public var hash: Digest

    /// The payload, or `StorageError.erased`.
    func requirePayload() throws(StorageError) -> String {
        guard let payload else { throw .erasedEntry(position, type) }
        return payload
    }

    /// The payload as what it was encoded from. Throws `StorageError.erased`, or `.corrupt` when it is of another
    /// shape.
    func decoded<Value: Decodable>() throws(StorageError) -> Value {
        try StoredJSON.value(try requirePayload(), of: "entry \(position) of the log")
    }
}

extension StorageError {
    /// An entry whose payload an erasure took away.
    static func erasedEntry(_ position: Int64, _ type: String) -> StorageError {
        .erased("what entry \(position) of the log (\(type)) said was taken away by order")
    }
}

extension StoredEntry {
    /// The entry in its place, with its hash.
    init(_ entry: LedgerEntry, at place: LedgerAnchor, stream: String, seq: Int) {
        self.init(
            position: place.position + 1, stream: stream, seq: seq, type: entry.type, version: entry.version,
            at: entry.at, actor: entry.actor, payload: entry.payload, salt: entry.salt,
            payloadDigest: Self.digest(entry.payload, entry.salt), previousHash: place.hash, hash: place.hash)
        hash = LedgerHash.of(self)
    }

    /// What the chain covers of a payload.
    static func digest(_ payload: String, _ salt: [UInt8]) -> Digest { Digest(of: salt, payload) }

    /// Whether the payload is the one the entry was made with.
    var isPayloadSound: Bool {
        guard let payload, let salt else { return false }
        return Self.digest(payload, salt) == payloadDigest
    }

    var anchor: LedgerAnchor { LedgerAnchor(position: position, hash: hash) }
}

/// A place in the log with its hash. Kept outside the database (printed, in a backup, with another office), it proves
/// that everything up to it is still what it was.
public struct LedgerAnchor: Sendable, Hashable {
    public var position: Int64
    public var hash: Digest

    public init(position: Int64, hash: Digest) {
        self.position = position
        self.hash = hash
    }

    /// Before the first entry.
    public static let start = LedgerAnchor(
        position: 0, hash: Digest(bytes: [UInt8](repeating: 0, count: 32)) ?? Digest(of: ""))
}

extension LedgerAnchor: LosslessStringConvertible {
    /// Reads `POSITION:HASH`, the hash as 64 hexadecimal digits.
    public init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let position = Int64(parts[0]), position > 0, let hash = Digest(String(parts[1])) else {
            return nil
        }
        self.init(position: position, hash: hash)
    }

    public var description: String { "\(position):\(hash.hex)" }
}

/// The canonical bytes of an entry. They are for ever: a change would make every old log look forged.
enum LedgerHash {
    /// SHA-256 over: the mark, then position, stream, seq, type, version, moment, actor, authority, channel, the digest
    /// of salt and payload and the previous hash. Integers are eight bytes, big-endian; texts are UTF-8 behind their
    /// length, an absent one is the length -1: no two entries share their bytes.
    static func of(_ entry: StoredEntry) -> Digest {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(384)
        bytes.append(contentsOf: "trinhky event 1\n".utf8)
        append(entry.position, to: &bytes)
        append(entry.stream, to: &bytes)
        append(Int64(entry.seq), to: &bytes)
        append(entry.type, to: &bytes)
        append(Int64(entry.version), to: &bytes)
        append(entry.at.milliseconds, to: &bytes)
        append(entry.actor.who.text, to: &bytes)
        append(entry.actor.authority?.text, to: &bytes)
        append(entry.actor.channel.rawValue, to: &bytes)
        entry.payloadDigest.withUnsafeBytes { bytes.append(contentsOf: $0) }
        entry.previousHash.withUnsafeBytes { bytes.append(contentsOf: $0) }
        return Digest(of: bytes)
    }

    private static func append(_ number: Int64, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
    }

    private static func append(_ text: String?, to bytes: inout [UInt8]) {
        guard let text else { return append(-1, to: &bytes) }
        append(Int64(text.utf8.count), to: &bytes)
        bytes.append(contentsOf: text.utf8)
    }
}
