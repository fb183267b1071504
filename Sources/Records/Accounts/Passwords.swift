// Password hashes: Argon2id by libsodium, on threads of their own.

public import Basics
import CSodium
import Storage

/// Hashes and checks passwords. Each run takes some 20 ms and much memory on purpose, so at most `threads` run at once
/// in each of two lanes, away from the threads that serve pages, and the waiting lines are bounded. Strangers have a
/// lane of their own: however many there are, those who are known do not stand behind them.
public final class Passwords: Sendable {
    /// The cost of one hash.
    public struct Cost: Sendable, Hashable {
        public var memoryBytes: Int
        public var passes: Int

        public init(memoryBytes: Int, passes: Int) {
            self.memoryBytes = memoryBytes
            self.passes = passes
        }

        /// 19 MiB and two passes: the first choice of OWASP's password storage cheat sheet for Argon2id.
        public static let standard = Cost(memoryBytes: 19 * 1024 * 1024, passes: 2)
        /// The least libsodium takes; for tests only.
        public static let cheapest = Cost(memoryBytes: 8_192, passes: 1)
    }

    public enum Verdict: Sendable, Hashable {
        /// Right; the hash was made at another cost and should be made anew.
        case rightButOutdated
        case right
        case wrong
    }

    private let cost: Cost
    private let known: WaitingLine
    private let strangers: WaitingLine
    /// The hash of a password nobody knows, checked when there is no account, so that the answer takes as long.
    private let decoy: String

    public init(
        cost: Cost = .standard, threads: Int = 2, waitingMax: Int = Limits.passwordsWaitingMax
    ) throws {
        guard sodium_init() >= 0 else { throw StorageError.unavailable("libsodium does not start") }
        self.cost = cost
        known = WaitingLine(name: "passwords", threads: threads, lengthMax: waitingMax)
        strangers = WaitingLine(name: "passwords of strangers", threads: threads, lengthMax: waitingMax)
        decoy = try Passwords.hash(Hex.encode(Random.bytes(16)), cost)
    }

    /// The hash to be stored, with its salt and cost in it.
    public func hash(_ password: String) async throws -> String {
        let cost = cost
        return try await known.run { try Passwords.hash(password, cost) }
    }

    /// Whether `password` is the one of `hash`. Without a hash (no such account) the same work is done, then `.wrong`.
    /// `isKnown` takes the lane of those who are known.
    public func check(_ password: String, against hash: String?, isKnown: Bool) async throws -> Verdict {
        let (cost, stored) = (cost, hash ?? decoy)
        let verdict = try await (isKnown ? known : strangers).run { Passwords.check(password, stored, cost) }
        return hash == nil ? .wrong : verdict
    }

    /// Both sides use NFC: the same password typed on two keyboards is one password.
    private static func bytes(_ password: String) -> [CChar] {
        Array(password.nfc.utf8).map { CChar(bitPattern: $0) }
    }

    private static func hash(_ password: String, _ cost: Cost) throws -> String {
        let password = bytes(password)
        var out = [CChar](repeating: 0, count: crypto_pwhash_strbytes())
        let status = crypto_pwhash_str(
            &out, password, UInt64(password.count), UInt64(cost.passes), cost.memoryBytes)
        guard status == 0 else { throw StorageError.unavailable("no memory to hash a password") }
        return String(decoding: out.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private static func check(_ password: String, _ hash: String, _ cost: Cost) -> Verdict {
        let password = bytes(password)
        guard crypto_pwhash_str_verify(hash, password, UInt64(password.count)) == 0 else { return .wrong }
        let isOutdated = crypto_pwhash_str_needs_rehash(hash, UInt64(cost.passes), cost.memoryBytes) != 0
        return isOutdated ? .rightButOutdated : .right
    }
}
