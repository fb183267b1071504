// What a list says of a finger: a name for people, a digest for the proof, and no way to type the digest.

import Basics
import Testing

@testable import Registry

struct FingerprintClaimTests {
    private let digest = Digest(of: "a template")

    @Test func aClaimIsReadAsItWasStored() throws {
        for name in ["001085000123.iso", "Nguyễn Văn A 1.FMR", "a b.iso"] {
            let claim = FingerprintClaim(fileName: name, digest: digest)
            #expect(FingerprintClaim(stored: claim.stored) == claim)
        }
        for text in ["a.iso", "a.iso ", "a.iso 12", digest.hex, "a.pdf \(digest.hex)", " \(digest.hex)"] {
            #expect(FingerprintClaim(stored: text) == nil, "\(text)")
        }
    }

    @Test(arguments: [
        ("001085000123.iso", true), ("A.FMR", true), ("vân tay 1.iso", true), (".iso", false), ("=a.iso", false),
        ("../a.iso", false), ("a/b.iso", false), ("a\\b.iso", false), ("a|b.iso", false), ("a.iso.exe", false),
        ("", false), ("a", false),
    ])
    func onlyAPlainNameOfATemplateIsOne(text: String, isName: Bool) {
        #expect(FingerprintClaim.isFileName(text) == isName)
        #expect(PersonField.fingerprint.isReadable(claim: text) == isName)
    }

    @Test func aDigestCannotBeTyped() {
        #expect(!FingerprintClaim.isFileName("a.iso \(digest.hex)"))
        #expect(!FingerprintClaim.isFileName(String(repeating: "n", count: 300) + ".iso"))
    }

    @Test func peopleSeeTheNameAlone() throws {
        let id = try #require(PersonalID("001085000123"))
        let birth = try #require(PartialDate("1985"))
        let claim = FingerprintClaim(fileName: "A.iso", digest: digest)
        let subject = Subject(
            row: 1, personalID: id, fullName: "A", birthDate: birth,
            claims: [.fingerprint: claim.stored, .bloodType: "AB"])
        #expect(subject.fingerprint == claim && subject.shownClaim(.fingerprint) == "A.iso")
        #expect(subject.shownClaim(.bloodType) == "AB" && subject.shownClaim(.email) == nil)
    }

    @Test func aFingerIsComparedAndNeverTold() {
        #expect(PersonField.fingerprint.mayBeClaimed && !PersonField.fingerprint.mayBeProvided)
        #expect(AnswerShape.match.answers(.fingerprint) && !AnswerShape.values.answers(.fingerprint))
        #expect(PersonValue("anything", of: .fingerprint) == nil)
    }
}
