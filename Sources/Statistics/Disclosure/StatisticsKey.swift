// The secret that record keys and noise are made of.

import Basics
public import Registry

/// The site's secret of counts, the same for every grant and recipient: with one each, recipients who put their tables
/// together would average the noise away (docs/decisions/038-disclosure-control.md). Whoever has it can take the noise
/// off every table that ever left; another secret makes the noise of all tables anew, which averages as well.
public struct StatisticsKey: Sendable {
    private let records: ShortHash
    let noise: ShortHash

    /// `nil` where the secret is shorter than `Limits.statisticsSecretBytesMin`.
    public init?(secret: [UInt8]) {
        guard secret.count >= Limits.statisticsSecretBytesMin,
            let records = Self.key("trinhky statistics record 1", of: secret),
            let noise = Self.key("trinhky statistics noise 1", of: secret)
        else { return nil }
        self.records = records
        self.noise = noise
    }

    private static func key(_ purpose: String, of secret: [UInt8]) -> ShortHash? {
        let code = MessageAuthentication.code(.sha256, key: secret, Array(purpose.utf8))
        return ShortHash(key: Array(code.prefix(ShortHash.keyBytes)))
    }

    /// The record key of a person: a number of chance that is the same on every day and in every table. Few enough
    /// numbers of persons exist to try them all, so it rests on the secret alone.
    public func recordKey(of person: PersonalID) -> UInt64 {
        withUnsafeBytes(of: person.value.littleEndian) { records.code($0) }
    }
}
