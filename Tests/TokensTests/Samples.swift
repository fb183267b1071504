// Tokens as tests make them, right ones and forged ones.

import Basics

@testable import Tokens

enum Samples {
    /// The moment at which the tests take place, whole seconds after 1970.
    static let now = Timestamp(milliseconds: 1_800_000_000_000)
    static let seconds: Int64 = 1_800_000_000
    static let audience = "https://server.example/token"
    static let expectation = ClientAssertion.Expectation(client: "client-1", audiences: [audience], leewaySeconds: 30)

    static let header = #"{"alg":"ES256"}"#
    static let claims = payload()

    /// The claims of a right assertion, with some left out or in another way.
    static func payload(_ changed: [String: String?] = [:]) -> String {
        let usual = [
            ("iss", #""client-1""#), ("sub", #""client-1""#), ("aud", "\"\(audience)\""), ("exp", "\(seconds + 60)"),
            ("iat", "\(seconds)"), ("jti", #""a1""#),
        ]
        let kept = usual.compactMap { name, value in (changed[name] ?? value).map { "\"\(name)\":\($0)" } }
        let added = changed.sorted { $0.key < $1.key }.compactMap { name, value in
            usual.contains { $0.0 == name } ? nil : value.map { "\"\(name)\":\($0)" }
        }
        return "{" + (kept + added).joined(separator: ",") + "}"
    }

    /// A token with this text as header and payload, signed whatever it says.
    static func token(_ header: String, _ payload: String, _ key: PrivateKey) -> String {
        let signed = part(header) + "." + part(payload)
        return signed + "." + Base64URL.text(key.signature(of: Array(signed.utf8)) ?? [])
    }

    static func part(_ text: String) -> String { Base64URL.text(Array(text.utf8)) }

    static func registered(_ key: PrivateKey, id: String? = nil) -> RegisteredKey {
        RegisteredKey(id: id ?? key.publicKey.thumbprint, key: key.publicKey)
    }

    /// What becomes of a token: `nil` where it is right.
    static func fault(
        _ token: String, _ keys: [RegisteredKey], as expectation: ClientAssertion.Expectation = expectation,
        at now: Timestamp = now
    ) -> AssertionFault? {
        do {
            _ = try ClientAssertion(token).verified(by: keys, as: expectation, at: now)
            return nil
        } catch {
            return error
        }
    }
}
