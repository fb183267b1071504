// Reading multipart forms, in whatever pieces they arrive.

import Testing

@testable import Formats

struct MultipartReaderTests {
    private static let type = "multipart/form-data; boundary=XyZ"
    private static let bounds = FormBounds(
        bytesMax: 4096, textBytesMax: 64, fileBytesMax: 256, filesMax: 2, fieldsMax: 6)

    private static func part(_ disposition: String, _ content: String, _ more: String = "") -> String {
        "--XyZ\r\nContent-Disposition: \(disposition)\r\n\(more)\r\n\(content)\r\n"
    }

    private func read(
        _ text: String, chunk: Int = .max, type: String = type, bounds: FormBounds = bounds
    ) throws -> FormData {
        var reader = try MultipartReader(contentType: type, bounds: bounds)
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            reader.append(rest.prefix(chunk))
            rest = rest.dropFirst(chunk)
        }
        return try reader.finish()
    }

    /// Text with everything that looks like a delimiter and is none.
    private static let tricky = "a\r\n--Xy\r\n--XyY\r\n\r\n--\r\r\n\n--XyZ"

    private static let whole =
        "preamble\r\n" + part("form-data; name=\"t\"", tricky)
        + part("form-data; name=\"empty\"", "")
        + part(
            "form-data; name=\"f\"; filename=\"C:\\\\giấy tờ\\\\đơn %22A%22.pdf\"", "\r\n%PDF\r\n\r\n",
            "Content-Type: application/pdf\r\n")
        + part("form-data; name=\"none\"; filename=\"\"", "", "Content-Type: application/octet-stream\r\n")
        + "--XyZ--\r\nepilogue"

    @Test(arguments: Array(1...80) + [500, 5000])
    func everyChunkingReadsTheSame(_ chunk: Int) throws {
        let data = try read(MultipartReaderTests.whole, chunk: chunk)
        #expect(data.fields.map(\.name) == ["t", "empty"])
        #expect(data.first("t") == MultipartReaderTests.tricky)
        #expect(data.first("empty") == "")
        #expect(data.files.count == 1)
        let file = try #require(data.file("f"))
        #expect(file.fileName == "đơn \"A\".pdf")
        #expect(file.contentType == "application/pdf")
        #expect(file.bytes == Array("\r\n%PDF\r\n\r\n".utf8))
        #expect(data.file("none") == nil)
    }

    @Test func everyCutIsMalformed() {
        let end = "\r\nepilogue".utf8.count
        for length in 0..<(MultipartReaderTests.whole.utf8.count - end) {
            let cut = String(decoding: Array(MultipartReaderTests.whole.utf8.prefix(length)), as: UTF8.self)
            #expect(throws: FormDataFault.malformed) { try read(cut) }
        }
    }

    @Test(arguments: [
        "multipart/form-data", "multipart/form-data; boundary=", "text/plain; boundary=a",
        "multipart/mixed; boundary=a",
        "multipart/form-data; boundary=\"", "multipart/form-data; boundary=a; boundary=b",
        "multipart/form-data; boundary=" + String(repeating: "b", count: 71),
    ])
    func withoutAUsableBoundaryNothingIsRead(_ type: String) {
        #expect(throws: FormDataFault.malformed) { try read("--a--", type: type) }
    }

    @Test func aQuotedBoundaryIsRead() throws {
        let text = "--a b\r\nContent-Disposition: form-data; name=x\r\n\r\n1\r\n--a b--"
        #expect(try read(text, type: "multipart/form-data; charset=utf-8; boundary=\"a b\"").first("x") == "1")
    }

    @Test(arguments: [
        "Content-Type: text/plain\r\n\r\n", "Content-Disposition: attachment; name=\"a\"\r\n\r\n",
        "Content-Disposition: form-data\r\n\r\n", "Content-Disposition: form-data; name=\"\"\r\n\r\n",
        "Content-Disposition: form-data; name=\"a\r\n\r\n", "no colon\r\n\r\n",
        "Content-Disposition: form-data; name=\"a\"; name=\"b\"\r\n\r\n",
        "Content-Disposition: form-data; name=\"a\"\r\nContent-Transfer-Encoding: base64\r\n\r\n",
    ])
    func headersThatAreNoneOfAFormAreMalformed(_ headers: String) {
        #expect(throws: FormDataFault.malformed) { try read("--XyZ\r\n\(headers)1\r\n--XyZ--") }
    }

    @Test func textThatIsNoUnicodeIsMalformed() throws {
        var reader = try MultipartReader(contentType: MultipartReaderTests.type, bounds: MultipartReaderTests.bounds)
        let head = Array("--XyZ\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n".utf8)
        reader.append(head + [0xff, 0xfe] + Array("\r\n--XyZ--".utf8))
        #expect(reader.fault == .malformed)
    }

    @Test(arguments: [1, 7, 1000])
    func everyBoundHolds(_ chunk: Int) {
        let name = "form-data; name=\"a\""
        let file = "form-data; name=\"f\"; filename=\"x\""
        let long = String(repeating: "x", count: 300)
        func all(_ parts: String...) -> String { parts.joined() + "--XyZ--" }
        #expect(throws: FormDataFault.tooLarge) {
            try read(all(MultipartReaderTests.part(name, long)), chunk: chunk)
        }
        #expect(throws: FormDataFault.fileTooLarge(field: "f")) {
            try read(all(MultipartReaderTests.part(file, long)), chunk: chunk)
        }
        let one = MultipartReaderTests.part(file, "1")
        #expect(throws: FormDataFault.tooManyFields) { try read(all(one, one, one), chunk: chunk) }
        let small = MultipartReaderTests.part(name, "1")
        #expect(throws: FormDataFault.tooManyFields) {
            try read(all(small, small, small, small, small, small, small), chunk: chunk)
        }
        #expect(throws: FormDataFault.tooLarge) {
            try read(String(repeating: " ", count: 4097), chunk: chunk)
        }
        let headers = "--XyZ\r\nX: " + String(repeating: "h", count: 9000)
        let wide = FormBounds(bytesMax: 100_000, textBytesMax: 64, fileBytesMax: 256, filesMax: 2, fieldsMax: 6)
        #expect(throws: FormDataFault.malformed) { try read(headers, chunk: chunk, bounds: wide) }
    }

    @Test func aFaultShowsBeforeTheBodyHasEnded() throws {
        var reader = try MultipartReader(contentType: MultipartReaderTests.type, bounds: MultipartReaderTests.bounds)
        let head = "Content-Disposition: form-data; name=\"f\"; filename=\"x\""
        reader.append(Array(("--XyZ\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n").utf8))
        reader.append(Array("--XyZ\r\n\(head)\r\n\r\n".utf8))
        var taken = 0
        while taken < 100_000, reader.fault == nil {
            reader.append([UInt8](repeating: 65, count: 50))
            taken += 50
        }
        #expect(taken < 400 && reader.fault == .fileTooLarge(field: "f"))
        // Whoever reads on gets what was typed before and behind the file, and nothing of the file.
        reader.append([UInt8](repeating: 65, count: 3_000))
        reader.append(Array("\r\n--XyZ\r\nContent-Disposition: form-data; name=\"b\"\r\n\r\n2\r\n--XyZ--".utf8))
        #expect(reader.partial.first("a") == "1" && reader.partial.first("b") == "2")
        #expect(reader.partial.files.isEmpty)
        #expect(throws: FormDataFault.fileTooLarge(field: "f")) { try reader.finish() }
    }

    /// Random bodies from a fixed seed: whatever comes, the reader ends with a form or a fault, and chunking changes
    /// neither.
    @Test func noiseIsReadAlikeInEveryChunking() {
        var state: UInt64 = 42
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let pieces = [
            "--XyZ", "\r\n", "--", "Content-Disposition: form-data; name=\"a\"", "\r\n\r\n", "x", "; filename=\"f\"",
            "\"",
        ]
        for _ in 0..<400 {
            let body = (0..<next(14)).map { _ in pieces[next(pieces.count)] }.joined()
            let outcomes = [1, 2, 5, 1000].map { chunk in
                Result { try read(body, chunk: chunk) }.mapError { "\($0)" as Text }
            }
            #expect(outcomes.dropFirst().allSatisfy { $0 == outcomes[0] }, "\(body.debugDescription)")
        }
    }
}

/// A text that can stand as the error of a `Result`, so that outcomes compare.
private struct Text: Error, Hashable, ExpressibleByStringInterpolation {
    let text: String
    init(stringLiteral value: String) { text = value }
}
