// JSON of strangers: what is doubtful is refused.

import Testing

@testable import Basics

struct JSONReaderTests {
    private func object(_ text: String) -> JSONObject? { try? JSONReader.object(Array(text.utf8)) }

    @Test func everyKindOfValueIsRead() {
        let read = object(#" { "a" : [1, -2.5e+3, true, false, null, "x\u00e9\ud83d\ude00\n\/"], "b" : { } } "#)
        #expect(
            read?["a"]
                == .array([
                    .number("1"), .number("-2.5e+3"), .boolean(true), .boolean(false), .null, .string("xé😀\n/"),
                ]))
        #expect(read?["b"] == .object(JSONObject()))
        #expect(read?["c"] == nil)
    }

    @Test(arguments: [
        "", " ", "[]", "1", "\"a\"", "null", "{", "}", "{}{}", "{}x", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{,}",
        "{a:1}", "{'a':1}", "{\"a\":01}", "{\"a\":+1}", "{\"a\":.5}", "{\"a\":1.}", "{\"a\":1e}", "{\"a\":-}",
        "{\"a\":NaN}", "{\"a\":Infinity}", "{\"a\":0x10}", "{\"a\":tru}", "{\"a\":\"\n\"}", "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12\"}", "{\"a\":\"\\ud800\"}", "{\"a\":\"\\ud800\\u0041\"}", "{\"a\":\"\\udc00\"}", "{\"a\":\"",
        "{\"a\":[1 2]}", "{\"a\":1/**/}", "\u{FEFF}{}", "{\"a\":1}\0",
    ])
    func whatIsNoObjectIsRefused(text: String) { #expect(object(text) == nil) }

    @Test(arguments: [
        #"{"a":1,"a":1}"#, #"{"a":1,"\u0061":2}"#, #"{"x":{"a":1,"b":2,"a":3}}"#, #"{"":1,"":2}"#,
    ])
    func doubledMembersAreRefused(text: String) { #expect(object(text) == nil) }

    @Test func namesAreComparedByteForByte() {
        let read = object("{\"\u{212A}id\":1,\"Kid\":2,\"e\u{301}\":3,\"\u{E9}\":4}")
        #expect(read?["Kid"] == .number("2"))
        #expect(read?["\u{E9}"] == .number("4"))
        #expect(read?.members.count == 4)
    }

    @Test(
        arguments: [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xE2, 0x82], [0xF5, 0x80, 0x80, 0x80]] as [[UInt8]])
    func whatIsNotUTF8IsRefused(bytes: [UInt8]) {
        #expect(throws: JSONFault.self) { try JSONReader.object(Array("{\"a\":\"".utf8) + bytes + Array("\"}".utf8)) }
    }

    @Test func depthIsBounded() {
        func nested(_ depth: Int) -> String {
            "{\"a\":" + String(repeating: "[", count: depth) + String(repeating: "]", count: depth) + "}"
        }
        #expect(object(nested(Limits.jsonDepthMax - 1)) != nil)
        #expect(object(nested(Limits.jsonDepthMax)) == nil)
        #expect(object(nested(100_000)) == nil)
    }

    @Test func whatIsWrittenIsReadBack() {
        let members = [
            JSONMember("text", "a\"b\\c\u{1}\n\u{7F}é😀"), JSONMember("flag", true), JSONMember("number", -5),
            JSONMember("moment", Timestamp(milliseconds: -1)), JSONMember("list", ["x", ""]),
            JSONMember("inner", [JSONMember("none", [JSONMember]()), JSONMember("off", false)]),
        ]
        let bytes = JSONWriter.object(members)
        #expect(
            String(decoding: bytes, as: UTF8.self)
                == "{\"text\":\"a\\\"b\\\\c\\u0001\\u000a\u{7F}é😀\",\"flag\":true,\"number\":-5,\"moment\":-1,"
                + "\"list\":[\"x\",\"\"],\"inner\":{\"none\":{},\"off\":false}}")
        let read = try? JSONReader.object(bytes)
        #expect(read?["text"] == .string("a\"b\\c\u{1}\n\u{7F}é😀"))
        #expect(read?["list"] == .array([.string("x"), .string("")]))
    }
}
