// Typed identifiers: UUIDs of version 7.

import Foundation
import Testing

@testable import Basics

struct IdentifierTests {
    static let moment = Timestamp(milliseconds: 0x017F_22E2_79B0)  // the example of RFC 9562, Appendix A.6
    static let random: [UInt8] = [0xCC, 0xC3, 0x18, 0xC4, 0xDC, 0x0C, 0x0C, 0x07, 0x39, 0x8F]

    @Test func followsTheExampleOfTheStandard() {
        #expect(CaseID(at: Self.moment, random: Self.random).text == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f")
    }

    @Test func versionAndVariantStandWhateverTheRandomBytesAre() {
        for byte in [UInt8](0...255) {
            let text = Array(CaseID(at: Self.moment, random: [UInt8](repeating: byte, count: 10)).text)
            #expect(text.count == 36 && text[14] == "7" && "89ab".contains(text[19]))
        }
    }

    @Test func sortsByTheMomentItWasMade() {
        let ids = (0..<1_000).map { CaseID(at: Timestamp(milliseconds: 1_000_000 + $0), random: Random.bytes(10)) }
        #expect(ids == ids.sorted())
        #expect(Set(ids).count == 1_000)
    }

    @Test func readsItsOwnText() throws {
        let id = AccountID(at: Self.moment, random: Self.random)
        #expect(AccountID(id.text) == id)
        #expect(AccountID(id.text.dropFirst(0)) == id, "any kind of text")
        #expect("\(id)" == id.text)
        #expect(try JSONDecoder().decode([AccountID].self, from: try JSONEncoder().encode([id])) == [id])
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([AccountID].self, from: Data("[\"x\"]".utf8)) }
    }

    @Test(arguments: [
        "", "017f22e2-79b0-7cc3-98c4-dc0c0c07398", "017f22e2-79b0-7cc3-98c4-dc0c0c07398ff",
        "017F22E2-79B0-7CC3-98C4-DC0C0C07398F", "017f22e279b07cc398c4dc0c0c07398f0000",
        "{17f22e2-79b0-7cc3-98c4-dc0c0c07398f", "017f22e2-79b0-7cc3-98c4_dc0c0c07398f",
        "017f22e2-79b0-7cc3-98c4-dc0c0c07398g", "../../../../../../../../etc/passwd/.",
    ])
    func anythingElseIsNone(text: String) { #expect(CaseID(text) == nil) }
}
