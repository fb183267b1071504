// QR codes in the foot of letters.

import Casework
import Testing

@testable import Letters

@Suite struct QRCodeTests {
    @Test func aCodeHasItsThreeCorners() throws {
        let code = try QRCode("https://dvc.example.vn/verify/ABCDE-23456")
        #expect(code.side == 29, "version 3, level M")
        let top = code.runs.filter { $0.row == 0 }
        #expect(top.first == QRCode.Run(row: 0, start: 0, length: 7))
        #expect(top.last == QRCode.Run(row: 0, start: code.side - 7, length: 7))
        #expect(code.runs.first { $0.row == code.side - 1 } == QRCode.Run(row: code.side - 1, start: 0, length: 7))
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
