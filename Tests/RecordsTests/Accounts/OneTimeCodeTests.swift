// One-time codes after the vectors of their standards.

import Basics
import Testing

@testable import Records

struct OneTimeCodeTests {
    private static let secret = Array("12345678901234567890".utf8)

    /// RFC 4226, appendix D: the codes of the counters 0 to 9.
    @Test func codesOfCountersAreThoseOfRFC4226() {
        let codes = [
            "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489",
        ]
        #expect(codes.indices.map { OneTimeCode.code(Self.secret, step: $0) } == codes)
    }

    /// RFC 6238, appendix B, with SHA-1: seconds since 1970 and codes of eight digits.
    @Test(arguments: [
        (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"), (1_234_567_890, "89005924"),
        (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
    ])
    func codesOfMomentsAreThoseOfRFC6238(seconds: Int64, code: String) {
        let step = OneTimeCode.step(at: Timestamp(milliseconds: seconds * 1_000))
        #expect(OneTimeCode.code(Self.secret, step: step, digits: 8) == code)
    }

    @Test func aCodeIsTakenInItsStepAndTheNeighboursAndOnce() {
        let now = Timestamp(milliseconds: 1_111_111_111_000)
        let current = OneTimeCode.step(at: now)
        for offset in -3...3 {
            let code = OneTimeCode.code(Self.secret, step: current + offset)
            let step = OneTimeCode.step(of: code, Self.secret, after: 0, now: now)
            #expect(step == (abs(offset) <= 1 ? current + offset : nil), "\(offset)")
            let late = OneTimeCode.step(of: code, Self.secret, after: current, now: now)
            #expect(late == (offset == 1 ? current + 1 : nil), "\(offset) after the current one was taken")
        }
        for forged in ["", "1", "00000000", "abcdef", "１２３４５６", "٠١٢٣٤٥", "-12345", "050471 "] {
            #expect(OneTimeCode.step(of: forged, Self.secret, after: 0, now: now) == nil, "\(forged)")
        }
    }

    /// RFC 4648, section 10.
    @Test(arguments: [
        ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"),
        ("foobar", "MZXW6YTBOI"),
    ])
    func base32IsThatOfRFC4648(text: String, encoded: String) {
        #expect(Base32.encode(Array(text.utf8)) == encoded)
    }

    @Test func recoveryCodesAreReadAsTheyAreTyped() throws {
        let account = AccountID(at: AccountsSample.now, random: Random.bytes(10))
        let code = RecoveryCode.make()
        for typed in [code.text, code.text.uppercased(), code.text.filter { $0 != "-" }, " \(code.text) "] {
            #expect(RecoveryCode(typed: typed)?.digest(of: account) == code.digest(of: account))
        }
        for typed in ["", "123456", "abcd-efgh-ijkl-mno", "ạbcd-efgh-ijkl-mnop", String(repeating: "a", count: 300)] {
            #expect(RecoveryCode(typed: typed) == nil, "\(typed)")
        }
        let other = AccountID(at: AccountsSample.now, random: Random.bytes(10))
        #expect(code.digest(of: other) != code.digest(of: account))
    }
}
