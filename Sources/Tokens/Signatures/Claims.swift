// What a token says, by type.

import Basics

/// The claims of a token whose signature was found to be right (RFC 7519 section 4).
public struct Claims: Sendable {
    let issuer, subject: String?
    let audience: [String]?
    let expires, notBefore, issuedAt: Timestamp?
    let id: String?
    private let object: JSONObject

    /// The end of the year 9999: no clock that means it shows more, and milliseconds of it are exact.
    private static let secondsMax = 253_402_300_799.0

    /// - Throws: `unreadableClaim` where one of these seven has another type, or where a moment lies before 1970 or
    ///   after 9999.
    init(_ object: JSONObject) throws(AssertionFault) {
        self.object = object
        issuer = try Self.text(.issuer, object)
        subject = try Self.text(.subject, object)
        audience = try Self.texts(.audience, object)
        expires = try Self.moment(.expires, object)
        notBefore = try Self.moment(.notBefore, object)
        issuedAt = try Self.moment(.issuedAt, object)
        id = try Self.text(.id, object)
    }

    /// Another claim, where it is a string.
    public func text(_ name: String) -> String? { object[name]?.string }

    /// Another claim, where it is a whole number that is written as one: `18000`, not `1.8e4`.
    public func wholeNumber(_ name: String) -> Int? {
        guard case .number(let digits)? = object[name] else { return nil }
        return Int(digits)
    }

    private static func text(_ name: ClaimName, _ object: JSONObject) throws(AssertionFault) -> String? {
        guard let value = object[name.rawValue] else { return nil }
        guard let text = value.string else { throw .unreadableClaim(name) }
        return text
    }

    /// One string, or a list of them (RFC 7519 section 4.1.3).
    private static func texts(_ name: ClaimName, _ object: JSONObject) throws(AssertionFault) -> [String]? {
        guard let value = object[name.rawValue] else { return nil }
        if let text = value.string { return [text] }
        guard let values = value.array else { throw .unreadableClaim(name) }
        let texts = values.compactMap(\.string)
        guard texts.count == values.count else { throw .unreadableClaim(name) }
        return texts
    }

    /// A NumericDate: seconds since 1970-01-01T00:00:00Z, with or without a fraction (RFC 7519 section 2).
    private static func moment(_ name: ClaimName, _ object: JSONObject) throws(AssertionFault) -> Timestamp? {
        guard let value = object[name.rawValue] else { return nil }
        // What is too large for a Double becomes infinite, and so out of the range.
        guard case .number(let digits) = value, let seconds = Double(digits), (0...secondsMax).contains(seconds) else {
            throw .unreadableClaim(name)
        }
        return Timestamp(milliseconds: Int64((seconds * 1000).rounded(.down)))
    }
}
