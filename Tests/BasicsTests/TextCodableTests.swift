// Values that JSON keeps as their text.

import Foundation
import Testing

@testable import Basics

struct TextCodableTests {
    @Test func standsInJSONAsItsText() throws {
        let day = try #require(LocalDate("2026-11-23"))
        let data = try JSONEncoder().encode([day])
        #expect(String(decoding: data, as: UTF8.self) == #"["2026-11-23"]"#)
        #expect(try JSONDecoder().decode([LocalDate].self, from: data) == [day])
    }

    @Test(arguments: [#"["2026-13-01"]"#, #"["private words"]"#, "[5]"])
    func whatCannotBeReadIsNamedWithoutItsText(json: String) {
        let error = #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([LocalDate].self, from: Data(json.utf8))
        }
        #expect(!"\(String(describing: error))".contains("private words"))
    }
}
