// The first look at an uploaded file.

import TestKit
import Testing

@testable import Formats

@Suite struct PDFOutlineTests {
    private let whole = SamplePDF.bytes()

    @Test func whatViewersOpenIsTaken() {
        let padding = [UInt8](repeating: 0, count: 4_845)
        let eof = Array("%%EOF\n".utf8)
        for bytes in [
            whole, whole + padding, whole + Array(repeating: 0x20, count: 3_000), Array(whole.dropLast(eof.count)),
            Array("\r\n\t \0".utf8) + whole, [0xEF, 0xBB, 0xBF] + whole, [0xEF, 0xBB, 0xBF, 0x0A] + whole,
        ] {
            #expect(PDFOutline.fault(bytes) == nil)
        }
    }

    @Test func whatIsNoPDFIsSaidToBeNone() {
        #expect(PDFOutline.fault([]) == .empty)
        for bytes in [
            Array("MZ".utf8), [UInt8](repeating: 0, count: 4_000), Array("%PD".utf8), Array("<html>".utf8),
            [UInt8](repeating: 0x20, count: 2_000) + whole, Array("PK\u{3}\u{4}".utf8), [0xEF, 0xBB], [0xFF, 0xFE],
        ] {
            #expect(PDFOutline.fault(bytes) == .notPDF)
        }
    }

    @Test func whatStandsBeforeTheHeaderIsRefused() {
        for head in ["<html>", "PK\u{3}\u{4}", "MZ\u{90}", "#!/bin/sh\n", "\u{B}", "x", "GIF89a", "\u{FEFF}\u{FEFF}"] {
            #expect(PDFOutline.fault(Array(head.utf8) + whole) == .foreignHead, "\(head.debugDescription)")
        }
    }

    @Test func whatIsCutOffIsRefused() {
        #expect(PDFOutline.fault(Array("%PDF-1.4 no more than that, really".utf8)) == .unreadable)
        #expect(PDFOutline.fault(Array(whole.prefix(whole.count / 2))) == .unreadable)
        let head = "%PDF-1.4\n1 0 obj\n<</Linearized 1 /L %/H [ 1 2 ]/O 3/E 4/N 1/T 5>>\nendobj\ntrailer\n"
        let linear = { (length: Int) in Array(head.replacing("%/H", with: "\(length)/H").utf8) }
        #expect(PDFOutline.fault(linear(1_000_000)) == .unreadable)
        #expect(PDFOutline.fault(linear(50)) == nil, "longer than it says: padding, or a later version behind it")
    }
}
