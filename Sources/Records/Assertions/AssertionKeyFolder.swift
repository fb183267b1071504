// The folder with the secrets by which the server signs assertions.

public import Basics
public import Casework
import Foundation
public import Storage
import Synchronization
public import Tokens

/// The secrets of one moment.
public struct AssertionKeys: Sendable {
    /// Signs from its moment on.
    let signer: TokenSigner
    /// All that are published.
    public let published: KeySet
    let accessTokens: AccessTokens
    let pseudonymKey: [UInt8]
    /// Tells this key of pseudonyms from another, and nothing of it.
    let pseudonyms: String

    init(signer: TokenSigner, published: KeySet, accessTokens: AccessTokens, pseudonymKey: [UInt8]) {
        self.signer = signer
        self.published = published
        self.accessTokens = accessTokens
        self.pseudonymKey = pseudonymKey
        let code = MessageAuthentication.code(.sha256, key: pseudonymKey, Array("trinhky pseudonym key\0".utf8))
        pseudonyms = Hex.encode(Array(code.prefix(8)))
    }
}

/// A folder of three kinds of files, each for its owner alone:
/// - `signing-2026-12-02T0800.pem`: a private key, with the moment of Viet Nam from which it signs. A key is published
///   as soon as it is there, and until what it signed has expired; older ones may be deleted.
/// - `pseudonyms.key`: the secret behind the recipients' names for persons (base64). It never changes: with another one
///   every recipient would know everybody by another name.
/// - `access.key`: the secret of access tokens. With another one clients prove again who they are.
///
/// It is read anew every few seconds, so that a server sees a key that was added beside it.
public final class AssertionKeyFolder: Sendable {
    let path: String
    private let read = Mutex<(keys: AssertionKeys, at: Timestamp)?>(nil)

    public init(path: String) { self.path = path }

    private var pseudonyms: SecretFile { SecretFile(path: "\(path)/pseudonyms.key") }
    private var access: SecretFile { SecretFile(path: "\(path)/access.key") }

    /// The secrets as they stand. Throws `SecretFault` where one is missing or broken.
    public func keys(at now: Timestamp) throws -> AssertionKeys {
        try read.withLock { read in
            if let read, (read.at...read.at.adding(seconds: Int(Limits.signingKeysReadSeconds))).contains(now) {
                return read.keys
            }
            let keys = try load(at: now)
            read = (keys, now)
            return keys
        }
    }

    /// Makes what is missing of a new folder, with a key that signs at once.
    /// - Parameter isFirst: Whether nobody was told a pseudonym yet. Later a missing secret was lost, and a new one
    ///   would hide that.
    public func make(isFirst: Bool, at now: Timestamp) throws {
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try SecretFile(path: "\(path)/folder").alone {
            if !pseudonyms.exists {
                guard isFirst else {
                    throw SecretFault("\(pseudonyms.path) is missing: recipients know persons by it")
                }
                try pseudonyms.write(Self.newSecret())
            }
            if !access.exists { try access.write(Self.newSecret()) }
            if try signingKeys().isEmpty { _ = try addKey(.es256, begins: now) }
        }
    }

    /// Adds a key that signs from a later moment on; gives that moment.
    /// - Parameter seconds: Long enough for everybody who keeps a copy of the published keys to have it by then.
    func rotate(
        _ algorithm: SigningAlgorithm, after seconds: Int = Limits.signingKeyWaitSeconds, at now: Timestamp
    ) throws -> Timestamp {
        try SecretFile(path: "\(path)/folder").alone { try addKey(algorithm, begins: now.adding(seconds: seconds)) }
    }

    private func addKey(_ algorithm: SigningAlgorithm, begins: Timestamp) throws -> Timestamp {
        let name = SigningKeyName(begins)
        let file = SecretFile(path: "\(path)/\(name.text)")
        guard !file.exists else { throw SecretFault("\(file.path) is there already") }
        try file.write(try PrivateKey(generating: algorithm).pem())
        return name.begins
    }

    private static func newSecret() -> String {
        "\(Data(Random.bytes(Limits.secretBytesMin)).base64EncodedString())\n"
    }

    // MARK: Reading

    private func load(at now: Timestamp) throws -> AssertionKeys {
        let all = try signingKeys()
        guard let current = all.last(where: { $0.begins <= now }) ?? all.first else {
            throw SecretFault("\(path) has no key that signs (signing-….pem)")
        }
        let secret = try secret(pseudonyms)
        // Their length was looked at.
        guard let accessTokens = AccessTokens(key: try self.secret(access)) else {
            preconditionFailure("a short secret")
        }
        return AssertionKeys(
            signer: TokenSigner(current.key, type: "eid-assertion+jwt"),
            published: Self.published(all, at: now, current: current.key), accessTokens: accessTokens,
            pseudonymKey: secret)
    }

    /// The key that signs, those that will, and those whose last signatures are believed still.
    private static func published(
        _ all: [(begins: Timestamp, key: PrivateKey)], at now: Timestamp, current: PrivateKey
    ) -> KeySet {
        let lasting = 2 * (Limits.assertionSeconds + Int(Limits.signingKeysReadSeconds))
        let others = all.enumerated().filter { index, one in
            if one.begins > now { return true }
            guard index + 1 < all.count else { return false }
            return now < all[index + 1].begins.adding(seconds: lasting)
        }
        return KeySet(current: current.publicKey, others: others.map(\.element.key.publicKey))
    }

    /// By the moments from which they sign.
    private func signingKeys() throws -> [(begins: Timestamp, key: PrivateKey)] {
        let names = try FileManager.default.contentsOfDirectory(atPath: path).compactMap(SigningKeyName.init(_:))
        return try names.sorted { $0.begins < $1.begins }.map { name in
            let file = SecretFile(path: "\(path)/\(name.text)")
            do {
                return (name.begins, try PrivateKey(pem: try file.read()))
            } catch let fault as KeyFault {
                throw SecretFault("\(file.path) is no key that signs: \(fault.rawValue)")
            }
        }
    }

    private func secret(_ file: SecretFile) throws -> [UInt8] {
        let text = try file.read().trimmed
        guard let bytes = Data(base64Encoded: text), bytes.count >= Limits.secretBytesMin else {
            throw SecretFault("\(file.path) is not base64 of \(Limits.secretBytesMin) bytes or more")
        }
        return Array(bytes)
    }
}

/// `signing-2026-12-02T0800.pem`.
private struct SigningKeyName {
    let begins: Timestamp

    /// The minute of that moment.
    init(_ moment: Timestamp) {
        let (hour, minute, _) = moment.time
        begins = Timestamp(moment.date, hour: hour, minute: minute)
    }

    /// `nil` for the name of anything else.
    init?(_ text: String) {
        guard let match = text.wholeMatch(of: #/signing-(\d{4}-\d{2}-\d{2})T(\d{2})(\d{2})\.pem/#),
            let day = LocalDate(String(match.1)), let hour = Int(match.2), let minute = Int(match.3), hour < 24,
            minute < 60
        else { return nil }
        begins = Timestamp(day, hour: hour, minute: minute)
    }

    var text: String {
        let (hour, minute, _) = begins.time
        return "signing-\(begins.date)T\(padded(hour, to: 2))\(padded(minute, to: 2)).pem"
    }
}

extension Store {
    /// Has the folder of secrets ready, and makes sure that it is the one by which recipients know persons. Throws
    /// `SecretFault` where it is not: whoever signed with another would give everybody another name.
    public func prepareAssertions(_ folder: AssertionKeyFolder, at now: Timestamp) async throws {
        let used = try await read { db in try db.pseudonymsUsed() }
        try folder.make(isFirst: used == nil, at: now)
        let keys = try folder.keys(at: now)
        guard used == nil || used == keys.pseudonyms else {
            throw SecretFault("\(folder.path)/pseudonyms.key is not the one by which recipients know persons")
        }
    }

    /// Adds a key that signs from a later moment on, with an entry in the log; gives that moment.
    public func rotateAssertionKey(
        _ folder: AssertionKeyFolder, _ algorithm: SigningAlgorithm, after seconds: Int, by actor: Actor,
        at now: Timestamp
    ) async throws -> Timestamp {
        let begins = try folder.rotate(algorithm, after: seconds, at: now)
        try await write { db in
            let entry = try LedgerEntry(
                type: "signing-key-added", at: now, actor: actor, payload: ["begins": begins.description])
            try db.append([entry], to: "access")
        }
        return begins
    }
}
