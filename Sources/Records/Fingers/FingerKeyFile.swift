// The file of the keys that templates of fingers are sealed with.

import Basics
import Foundation

/// A file with one key a line, `ID BASE64` of 32 bytes, the newest last; lines that begin with `#` and empty ones are
/// passed over. It is read each time it is needed, so that a server sees a key that was added beside it.
///
/// Who has the file and the database has the fingers: they belong in two places, backups included.
public struct FingerKeyFile: Hashable, Sendable {
    /// Empty where there is none, and nothing can be sealed.
    let path: String

    public init(path: String) { self.path = path }

    public static let none = FingerKeyFile(path: "")

    /// The keys; none where there is no file.
    func keys() throws -> FingerKeys {
        guard !path.isEmpty, FileManager.default.fileExists(atPath: path) else { return FingerKeys() }
        return FingerKeys(try read())
    }

    /// The keys to seal with. Without a file one is made, unless something is sealed already: then the file was lost,
    /// or is another server's, and a new one would hide that.
    func sealing(isFirst: Bool) throws -> FingerKeys {
        let keys = try keys()
        guard keys.newest == nil else { return keys }
        guard isFirst else {
            throw SecretFault("the keys of fingerprints are not in \(path): nothing can be sealed")
        }
        try alone {
            // Another process may have been first.
            if try self.keys().newest == nil { _ = try addKey() }
        }
        return try self.keys()
    }

    /// Adds a key, with which everything is sealed from now on; gives its id. The file is replaced in one step, so that
    /// whoever reads it meanwhile has the old one or the new one.
    @discardableResult
    public func add() throws -> String { try alone(addKey) }

    private func addKey() throws -> String {
        let old = FileManager.default.fileExists(atPath: path) ? try read() : []
        guard old.count < Limits.fingerprintKeysMax else { throw SecretFault("\(path) has no room for more keys") }
        let new = FingerKeys.Key(id: Hex.encode(Random.bytes(4)), bytes: Random.bytes(FingerKeys.keyBytes))
        let lines = (old + [new]).map { "\($0.id) \(Data($0.bytes).base64EncodedString())\n" }
        try SecretFile(path: path).write((Self.head + lines).joined())
        return new.id
    }

    /// One process after the other: of two that make the file at once, one would lose what it seals.
    private func alone<T>(_ body: () throws -> T) throws -> T {
        guard !path.isEmpty else { throw SecretFault("there is no file for the keys of fingerprints") }
        return try SecretFile(path: path).alone(body)
    }

    private static let head = ["# Keys of fingerprints, the newest last. Keep a copy apart from the database.\n"]

    private func read() throws -> [FingerKeys.Key] {
        let content = try SecretFile(path: path).read()
        var keys: [FingerKeys.Key] = []
        let lines = content.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (index, line) in lines.enumerated() {
            if line.allSatisfy(\.isWhitespace) || line.hasPrefix("#") { continue }
            let parts = line.split(separator: " ")
            guard parts.count == 2, isID(parts[0]), let bytes = Data(base64Encoded: String(parts[1])),
                bytes.count == FingerKeys.keyBytes
            else { throw SecretFault("line \(index + 1) of \(path) is no key: ID BASE64 of 32 bytes") }
            guard !keys.contains(where: { $0.id == parts[0] }) else {
                throw SecretFault("line \(index + 1) of \(path) has the id of another key")
            }
            keys.append(FingerKeys.Key(id: String(parts[0]), bytes: Array(bytes)))
            guard keys.count <= Limits.fingerprintKeysMax else { throw SecretFault("\(path) has too many keys") }
        }
        return keys
    }

    private func isID(_ text: Substring) -> Bool {
        (1...32).contains(text.utf8.count)
            && text.utf8.allSatisfy { (48...57).contains($0) || (97...122).contains($0) || $0 == 45 }
    }
}
