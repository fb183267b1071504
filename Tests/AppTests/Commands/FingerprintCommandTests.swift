// `fingerprint compare --batch`.

import Fingerprints
import Foundation
import TestKit
import Testing

@Suite(.enabled(if: isProgramBuilt))
struct FingerprintCommandTests {
    @Test func eachLineIsAnsweredInItsOrder() async throws {
        try await CommandSite.with { site in
            var files: [String] = []
            for (finger, impression) in [(1, 1), (1, 2), (2, 1)] {
                let file = "\(site.folder)/\(finger)-\(impression).iso"
                let bytes = SyntheticFinger(seed: UInt64(finger)).impression(impression).iso
                try Data(bytes).write(to: URL(filePath: file))
                files.append(file)
            }
            let pairs = [(files[0], files[1]), (files[0], files[2]), (files[0], "\(site.folder)/none.iso")]
            let lines = pairs.map { #"{"a":"\#($0.0)","b":"\#($0.1)"}"# + "\n" }.joined(separator: "\n")
            let output = try await Program.run(["fingerprint", "compare", "--batch"], input: lines)
            #expect(output.status == 0 && output.errors.isEmpty)
            let answers = output.text.split(separator: "\n")
            try #require(answers.count == 3)
            #expect(answers[0].contains(#""verdict":"true""#) && answers[1].contains(#""verdict":"false""#))
            #expect(answers[2].contains("no such file"))
            #expect(try await Program.run(["fingerprint", "compare"]).status == 2)
        }
    }
}
