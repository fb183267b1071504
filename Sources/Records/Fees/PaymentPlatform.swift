// Who may say that a fee was paid.

public import Tokens

/// The payment platform of the site: the name it signs by, and the file with its public keys.
public struct PaymentPlatform: Sendable, Hashable {
    /// `iss` and `sub` of its messages.
    public let name: String
    let keyFile: String

    /// Whether there is one: a site without its keys has none.
    public var isThere: Bool { !keyFile.isEmpty }

    /// - Parameter keyFile: Empty where the site has no platform.
    public init(name: String, keyFile: String) {
        self.name = name
        self.keyFile = keyFile
    }

    /// Its keys as the file has them now, so that they change without a restart: a set of keys (JWKS), one key (JWK),
    /// or one in PEM. Throws `SecretFault`, whose text is for operators.
    public func keys() throws(SecretFault) -> [RegisteredKey] {
        do {
            return try RegisteredKey.read(try SecretFile(path: keyFile).read())
        } catch let fault as SecretFault {
            throw fault
        } catch {
            throw SecretFault("\(keyFile) has no public key of the payment platform that can be used: \(error)")
        }
    }
}
