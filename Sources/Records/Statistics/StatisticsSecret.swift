// The file with the secret that counts are made unsharp by.

import Basics
import Foundation
import Statistics

/// One line of base64, for its owner alone. It never changes while tables are kept: with another one all noise is drawn
/// anew, and who has old tables and new ones averages it away (docs/decisions/038-disclosure-control.md).
public struct StatisticsSecret: Hashable, Sendable {
    let path: String

    public init(path: String) { self.path = path }

    /// The key, and what tells it from another one without telling anything of it. Makes the file where there is none.
    /// Throws `SecretFault`.
    /// - Parameter isFirst: Whether nothing was counted yet. Later a missing file was lost, and a new one would hide
    ///   that.
    func key(isFirst: Bool) throws -> (key: StatisticsKey, mark: String) {
        let file = SecretFile(path: path)
        let text = try file.alone {
            if !file.exists {
                guard isFirst else { throw SecretFault("\(path) is missing: the population was counted with it") }
                let secret = Data(Random.bytes(Limits.statisticsSecretBytesMin))
                try file.write("\(secret.base64EncodedString())\n")
            }
            return try file.read()
        }
        guard let secret = Data(base64Encoded: text.trimmed), let key = StatisticsKey(secret: Array(secret)) else {
            throw SecretFault("\(path) is not base64 of \(Limits.statisticsSecretBytesMin) bytes or more")
        }
        let code = MessageAuthentication.code(.sha256, key: Array(secret), Array("trinhky statistics mark 1".utf8))
        return (key, Hex.encode(Array(code.prefix(8))))
    }
}
