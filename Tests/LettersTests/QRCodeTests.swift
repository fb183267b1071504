// QR codes in the foot of letters.

import Casework
import Testing

@testable import Letters

@Suite struct QRCodeTests {
    @Test func aCodeHasItsThreeCorners() throws {
        let code = try QRCode("https://dvc.example.vn/verify/ABCDE-23456")
        #expect(code.side == 29, "version 3, level M")
        let corner = [true, true, true, true, true, true, true, false]
        let last = code.side * (code.side - 1)
        #expect(Array(code.modules.prefix(8)) == corner)
        #expect(code.modules[..<code.side].suffix(8).reversed() == corner)
        #expect(Array(code.modules[last...].prefix(8)) == corner)
        #expect(try QRCode("ABCDE-23456").side == 21)
    }

    @Test func aTextNoCodeHoldsIsRefused() {
        #expect(throws: LetterError.self) { try QRCode(String(repeating: "a", count: 3_000)) }
        #expect(throws: LetterError.self) { try QRCode("") }
    }

    @Test func everyPageCarriesTheCodeInItsFootMargin() throws {
        var sample = try LetterSamples.full(.request, subjects: 40)
        sample.paper.verification = (text: "Mã kiểm tra văn bản: ABCDE-23456", link: "ABCDE-23456")
        let pages = try LetterKit.pages(sample)
        #expect(pages.count > 2)
        for page in pages {
            let codes = page.filter { if case .code = $0.content { true } else { false } }
            let code = try #require(codes.first)
            let geometry = PageGeometry.portrait
            #expect(codes.count == 1 && code.top > geometry.height - geometry.marginBottom)
            #expect(code.bottom < geometry.height - millimetres(4), "inside what printers print")
            let foot = try #require(page.first { $0.text?.hasPrefix("Mã kiểm tra") ?? false })
            #expect(foot.x + foot.width < code.x)
        }
    }
}
