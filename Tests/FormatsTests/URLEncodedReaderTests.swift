// Reading URL-encoded forms and queries.

import Testing

@testable import Formats

struct URLEncodedReaderTests {
    private func read(_ text: String, _ bounds: FormBounds = .texts) throws -> [String] {
        try URLEncodedReader.read(Array(text.utf8), bounds: bounds).fields.map { "\($0.name)=\($0.value)" }
    }

    @Test func fieldsComeInOrderAndMayRepeat() throws {
        let data = try URLEncodedReader.read(Array("fields=a&x=1&fields=b".utf8))
        #expect(data.all("fields") == ["a", "b"])
        #expect(data.first("x") == "1")
        #expect(data.first("y") == nil)
        #expect(data.files.isEmpty)
    }

    @Test(arguments: [
        ("", []), ("&&", []), ("a", ["a="]), ("a=", ["a="]), ("=b", ["=b"]), ("a=b=c", ["a=b=c"]),
        ("a+b=c+d", ["a b=c d"]), ("t=%C4%90%C3%A0o", ["t=Đào"]), ("a=%2B%26%3d", ["a=+&="]), ("a=%0D%0A", ["a=\r\n"]),
    ])
    func textsAreDecoded(_ text: String, _ expected: [String]) throws {
        #expect(try read(text) == expected)
    }

    @Test(arguments: ["a=%", "a=%4", "a=%zz", "%=1", "a=%ff", "a=%C4"])
    func whatNoBrowserSendsIsMalformed(_ text: String) {
        #expect(throws: FormDataFault.malformed) { try read(text) }
    }

    @Test func everyBoundHolds() {
        let bounds = FormBounds(bytesMax: 20, textBytesMax: 5, fileBytesMax: 0, filesMax: 0, fieldsMax: 2)
        #expect(throws: FormDataFault.tooLarge) { try read(String(repeating: "a", count: 21), bounds) }
        #expect(throws: FormDataFault.tooLarge) { try read("a=123456", bounds) }
        #expect(throws: FormDataFault.tooManyFields) { try read("a=1&b=2&c=3", bounds) }
        #expect(throws: FormDataFault.malformed) { try read(String(repeating: "n", count: 201) + "=1") }
        #expect(throws: Never.self) { try read("a=12345&b=2", bounds) }
    }
}
