// The keys that templates of fingers are sealed with at rest.

import Basics

/// A template as it lies in the database.
struct SealedTemplate: Hashable, Sendable {
    /// Which key it is sealed with.
    let key: String
    /// The nonce, and behind it what is sealed.
    let bytes: [UInt8]
}

/// Where a template lies: it opens there and nowhere else.
protocol SealedPlace {
    /// What it is sealed for.
    var about: String { get }
}

/// Why a sealed template cannot be had.
enum SealFault: Error, Hashable, Sendable {
    /// Its key is not in the file.
    case keyMissing
    /// It was changed, or stands in another row than the one that it was sealed for.
    case damaged
}

/// The keys of a file, in its order: the last one seals, all of them open.
struct FingerKeys: Sendable {
    struct Key: Sendable {
        let id: String
        let bytes: [UInt8]
    }

    private let keys: [Key]

    /// - Parameter keys: each of `keyBytes` bytes, no id twice.
    init(_ keys: [Key] = []) { self.keys = keys }

    static let keyBytes = Sealing.keyBytes

    /// The id of the key that seals; `nil` without any.
    var newest: String? { keys.last?.id }

    func has(_ id: String) -> Bool { keys.contains { $0.id == id } }

    /// Seals bytes for the row that `about` names: they open nowhere else. Without a key there is no way to keep them.
    func seal(_ bytes: [UInt8], about: String) throws(SealFault) -> SealedTemplate {
        guard let key = keys.last else { throw .keyMissing }
        return SealedTemplate(key: key.id, bytes: Sealing.seal(bytes, with: key.bytes, about: about))
    }

    /// What was sealed for the row that `about` names.
    func open(_ template: SealedTemplate, about: String) throws(SealFault) -> [UInt8] {
        guard let key = keys.first(where: { $0.id == template.key }) else { throw .keyMissing }
        guard let opened = Sealing.open(template.bytes, with: key.bytes, about: about) else { throw .damaged }
        return opened
    }
}
