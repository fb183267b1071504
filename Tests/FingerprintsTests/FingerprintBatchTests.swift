// Comparisons in JSON lines: each line has its answer, and a fault is told on its own.

import Basics
import Foundation
import Testing

@testable import Fingerprints

@Suite struct FingerprintBatchTests {
    private struct Answer: Decodable {
        var score: Double?
        var verdict: String?
        var reason: String?
        var error: String?
    }

    private static let files: [String: [UInt8]] = [
        "an-1.iso": SyntheticFinger(seed: 1).impression(1).iso,
        "an-2.iso": SyntheticFinger(seed: 1).impression(2).iso,
        "binh.iso": SyntheticFinger(seed: 2).impression(1).iso,
        "cut.iso": SyntheticFinger(seed: 2).impression(1).iso.dropLast(5),
    ]

    private struct Missing: Error, CustomStringConvertible {
        var description: String { "no such file" }
    }

    private func answer(_ batch: FingerprintBatch, _ line: String) throws -> Answer {
        let said = batch.run(line: line) { path in
            guard let bytes = Self.files[path] else { throw Missing() }
            return bytes
        }
        #expect(!said.contains("\n"))
        return try JSONDecoder().decode(Answer.self, from: Data(said.utf8))
    }

    private func answer(_ batch: FingerprintBatch, _ a: String, _ b: String) throws -> Answer {
        try answer(batch, #"{"a":"\#(a)","b":"\#(b)"}"#)
    }

    @Test func oneFingerAnotherAndTheSameFileTwice() throws {
        let batch = FingerprintBatch()
        let one = try answer(batch, "an-1.iso", "an-2.iso")
        #expect(one.verdict == "true" && one.error == nil && one.reason == nil)
        #expect(try #require(one.score) >= EnrolledFinger.threshold)
        let turned = try answer(batch, "an-2.iso", "an-1.iso")
        #expect(turned.score == one.score)
        let other = try answer(batch, "an-1.iso", "binh.iso")
        #expect(other.verdict == "false")
        #expect(try #require(other.score) < EnrolledFinger.threshold)
        let copy = try answer(batch, "an-1.iso", "an-1.iso")
        #expect(copy.verdict == "not-comparable" && copy.reason == "replay" && copy.score != nil)
    }

    @Test func whatCannotBeReadIsToldAndTheNextLineIsAnswered() throws {
        let batch = FingerprintBatch()
        for line in ["", "[]", "{", #"{"a":"an-1.iso"}"#, #"{"a":1,"b":2}"#] {
            let fault = try answer(batch, line)
            #expect(fault.error != nil && fault.verdict == nil && fault.score == nil, "\(line)")
        }
        #expect(try answer(batch, "an-1.iso", "nowhere.iso").error == "nowhere.iso: no such file")
        #expect(try answer(batch, "cut.iso", "an-1.iso").error == "cut.iso: length-differs")
        #expect(try answer(batch, "an-1.iso", "an-2.iso").verdict == "true")
    }

    @Test func moreTemplatesThanAreKeptAreAnsweredToo() throws {
        let batch = FingerprintBatch()
        let bytes = SyntheticFinger(seed: 3).impression(1).iso
        for number in 0...Limits.fingerprintsPreparedMax {
            let said = batch.run(line: #"{"a":"\#(number)","b":"x"}"#) { path in path == "x" ? [] : bytes }
            try #require(said == #"{"error":"x: ends-early"}"# || said.contains("error"))
        }
        #expect(try answer(batch, "an-1.iso", "an-2.iso").verdict == "true")
    }
}
