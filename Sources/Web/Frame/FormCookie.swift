// The anti-forgery value of every form: an HMAC that only this session, or this browser, can have been given.

import Basics

/// The random cookie of a browser that is not signed in (a double submit: cookie and hidden field belong together).
struct FormCookie: Sendable, Hashable {
    let value: String
    let isNew: Bool

    static func make() -> FormCookie { FormCookie(value: Random.token(), isNew: true) }

    /// The cookie as it came back; anything but a token is no cookie of ours.
    init?(received text: String?) {
        guard let text, Random.isToken(text) else { return nil }
        value = text
        isNew = false
    }

    private init(value: String, isNew: Bool) {
        self.value = value
        self.isNew = isNew
    }
}

enum AntiForgery {
    /// The name of the hidden field.
    static let field = "csrf"

    /// The value for a signed-in person's forms. Behind it stands whose forms they are, which proves nothing and only
    /// tells a person's older page from everybody else's.
    static func value(for person: SignedIn) -> String {
        "\(mac(key: person.secret, of: "trinhky form, signed in")).\(mark(of: person))"
    }

    /// Whether a value stood in a form of that person, in whatever session.
    static func isMarked(_ given: String, for person: SignedIn) -> Bool { given.hasSuffix(".\(mark(of: person))") }

    private static func mark(of person: SignedIn) -> String {
        String(Digest(of: "trinhky form of \(person.username)").hex.prefix(16))
    }

    /// The value for the forms of a browser that is not signed in.
    static func value(cookie: FormCookie) -> String { mac(key: Array(cookie.value.utf8), of: "trinhky form") }

    /// Compares in constant time.
    static func matches(_ given: String, _ expected: String) -> Bool {
        !expected.isEmpty && MessageAuthentication.isSame(given, expected)
    }

    /// HMAC-SHA-256 in hexadecimal.
    private static func mac(key: [UInt8], of text: String) -> String {
        Hex.encode(MessageAuthentication.code(.sha256, key: key, Array(text.utf8)))
    }
}
