// Shapes in which events were stored once, and how each is read today.

/// The shape of a stored event.
struct StoredShape: Hashable, Sendable {
    var type: String
    var version: Int
}

/// Every shape that was ever released and is not written any more. An entry stays for ever, with a file beside this one
/// that holds the old `Codable` shape, and with its sample in `Tests/Golden/events` (`<type>.json` for version 1,
/// `<type>.v<version>.json` for later ones).
enum OldEventShapes {
    typealias Reader = @Sendable (_ payload: String) throws -> CaseEvent

    static let readers: [StoredShape: Reader] = [:]
}
