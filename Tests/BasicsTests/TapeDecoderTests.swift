// Values read back from JSON that was stored.

import Foundation
import Testing

@testable import Basics

struct TapeDecoderTests {
    private enum Fact: Codable, Equatable {
        case opened(task: String, rights: [String])
        case moved(from: Int?, to: Int)
        case closed
    }

    private struct Record: Codable, Equatable {
        var name = "Nguyễn Thị Bưởi"
        var other: String?
        var count = Int64.min
        var small: UInt8 = 255
        var share = -0.125
        var isOpen = true
        var facts: [Fact] = [.opened(task: "u1", rights: []), .moved(from: nil, to: -3), .closed]
        var texts = ["": "rỗng", "a\"b\\c/d\n\u{1}😀": "\t"]
        var numbers: [Int: [Bool?]] = [1: [true, nil, false], 12: []]
        var nested: [[String: String]] = [["x": "y"], [:]]
        var digest: Digest? = Digest(of: "abc")
    }

    private func isRead<Value: Codable & Equatable>(_ value: Value, _ options: JSONEncoder.OutputFormatting) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = options
        let text = String(decoding: try encoder.encode(value), as: UTF8.self)
        #expect(try TapeDecoder.value(Value.self, of: text) == value)
        #expect(try JSONDecoder().decode(Value.self, from: Data(text.utf8)) == value)
    }

    @Test(arguments: [[], .sortedKeys, .prettyPrinted, .withoutEscapingSlashes] as [JSONEncoder.OutputFormatting])
    func whatWasWrittenIsReadBack(options: JSONEncoder.OutputFormatting) throws {
        try isRead(Record(), options)
        try isRead(Record(other: "khác", count: .max, facts: [], numbers: [:], digest: nil), options)
        try isRead([Double.leastNonzeroMagnitude, 1e300, 0, 3], options)
        try isRead("một chữ", options)
        try isRead(Optional<Int>.none, options)
    }

    @Test(arguments: [
        "", " ", "{", "}", "[1,]", "[1 2]", "[01]", "[+1]", "[1.]", "[1e]", "[-]", "[tru]", "[1]]", "[1] x", "[\"a]",
        "[\"\n\"]", "[\"\\", "[\"\\x\"]", "[\"\\ud800\"]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "{1:1}",
    ])
    func brokenTextIsRefused(text: String) {
        #expect(throws: (any Error).self) { try TapeDecoder.value([String].self, of: text) }
        #expect(throws: (any Error).self) { try TapeDecoder.value([Int].self, of: text) }
        #expect(throws: (any Error).self) { try TapeDecoder.value([String: Int].self, of: text) }
    }

    @Test(arguments: ["[256]", "[-1]", "[1.0]", "[1e2]", "[\"1\"]", "[null]", "[true]", "[99999999999999999999]", "{}"])
    func anotherKindIsRefused(text: String) {
        #expect(throws: (any Error).self) { try TapeDecoder.value([UInt8].self, of: text) }
    }

    @Test(arguments: [#"{"closed":{},"moved":{"to":1}}"#, #"{"lost":{}}"#, "{}", #"{"moved":{}}"#, #"{"moved":[]}"#])
    func noFactIsRefused(text: String) {
        #expect(throws: (any Error).self) { try TapeDecoder.value(Fact.self, of: text) }
    }

    @Test func membersAreFoundWhereverTheyStand() throws {
        let text = #" { "moved" : { "z" : [ { } , [ ] ] , "to" : 2 , "\u0066rom" : 1 } } "#
        #expect(try TapeDecoder.value(of: text) == Fact.moved(from: 1, to: 2))
    }

    @Test func whatLiesTooDeepIsRefused() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        struct Nested: Decodable {
            init(from decoder: any Decoder) throws { _ = try decoder.unkeyedContainer() }
        }
        _ = try TapeDecoder.value(Nested.self, of: nested(Limits.storedJSONDepthMax))
        #expect(throws: JSONFault.self) {
            try TapeDecoder.value(Nested.self, of: nested(Limits.storedJSONDepthMax + 1))
        }
        #expect(throws: JSONFault.self) { try TapeDecoder.value(Nested.self, of: nested(1_000_000)) }
    }
}
