// Short keyed codes after the vectors of their authors.

import Testing

@testable import Basics

struct ShortHashTests {
    private let key = [UInt8](0..<16)

    private func code(_ message: [UInt8], key: [UInt8]) throws -> UInt64 {
        let hash = try #require(ShortHash(key: key))
        return message.withUnsafeBytes { hash.code($0) }
    }

    /// Appendix A of the paper of SipHash, and the first of its list of vectors.
    @Test func knownAnswers() throws {
        #expect(try code([UInt8](0..<15), key: key) == 0xa129_ca61_49be_45e5)
        #expect(try code([], key: key) == 0x726f_db47_dd0e_0e31)
    }

    @Test func keysAndMessagesTellThemApart() throws {
        var seen: Set<UInt64> = []
        for last in UInt8(0)..<4 {
            for length in 0..<4 {
                seen.insert(try code([UInt8](repeating: 0, count: length), key: key.dropLast() + [last]))
            }
        }
        #expect(seen.count == 16)
    }

    @Test func aKeyOfAnotherLengthIsNone() {
        #expect(ShortHash(key: [UInt8](0..<15)) == nil)
        #expect(ShortHash(key: [UInt8](0..<17)) == nil)
    }
}
