// Pseudonyms: stable for one recipient, strange to another.

import Basics
import Testing

@testable import Tokens

struct PairwiseSubjectTests {
    private let key = [UInt8](0..<32)

    /// Reckoned by Python's `hmac`.
    @Test func knownAnswer() {
        let subject = PairwiseSubject(key: key, recipient: "bank-1")?.subject(of: "001099000001")
        #expect(subject == "aDNTs9naRfSdKRjVjpFWvjTW9CxKzf0zWM-b8DzRfIE")
    }

    @Test func recipientsPersonsAndKeysTellThemApart() throws {
        var seen: Set<String> = []
        for key in [key, key + [0x20], [UInt8](1..<33)] {
            for recipient in ["", "a", "ab", "b"] {
                let subjects = try #require(PairwiseSubject(key: key, recipient: recipient))
                for person in ["", "a", "b", "ba", "\0", "\0a"] {
                    let subject = subjects.subject(of: person)
                    #expect(subject.utf8.count == 43)
                    #expect(subject == PairwiseSubject(key: key, recipient: recipient)?.subject(of: person))
                    #expect(seen.insert(subject).inserted)
                }
            }
        }
    }

    @Test func shortKeysAndRecipientsWithAnEndInThemAreRefused() {
        #expect(PairwiseSubject(key: Array(key.dropLast()), recipient: "a") == nil)
        #expect(PairwiseSubject(key: [], recipient: "a") == nil)
        #expect(PairwiseSubject(key: key, recipient: "a\0b") == nil)
    }
}
