// `fingerprint compare --batch`, `import`, `rotate`, `sample`.

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

    @Test func aLostKeyIsSaidAtStart() async throws {
        try await SiteData.with { data in
            let made = try await data.run(
                "registry", "generate", "--citizens", "20", "--seed", "3", "--fingers", "2")
            #expect(made.status == 0, "\(made.errors)")
            let whole = try await data.serve()
            #expect(try await whole.stop() == 0 && !whole.log.contains("a key that is missing"))
            try FileManager.default.removeItem(atPath: "\(data.folder)/fingerprint.keys")
            let lost = try await data.serve()
            #expect(try await lost.stop() == 0)
            #expect(lost.log.contains("fingerprints are sealed with a key that is missing"))
            #expect(lost.log.contains("fingerprints=4"))
            try Data("nonsense\n".utf8).write(to: URL(filePath: "\(data.folder)/fingerprint.keys"))
            let broken = try await data.serve()
            #expect(try await broken.stop() == 0 && broken.log.contains("keys of fingerprints cannot be read"))
        }
    }

    @Test func fingersAreImportedAndSealedAnewWithAnotherKey() async throws {
        try await CommandSite.with { site in
            let made = try await site.succeed(
                "registry", "generate", "--citizens", "40", "--seed", "3", "--fingers", "4")
            #expect(made.hasSuffix("impressions: added 8, unchanged 0\n"))
            let keys = "\(site.data)/fingerprint.keys"
            let mode = try FileManager.default.attributesOfItem(atPath: keys)[.posixPermissions] as? Int
            #expect(mode == 0o600)
            let people = try CSVFile(Array(try await site.succeed("registry", "export", "--living").utf8)).rows
            let number = try #require(people.last?["personal_id"])
            let folder = "\(site.folder)/fingers"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let sample = try await Program.run(["fingerprint", "sample", number, "\(folder)/\(number).iso"])
            #expect(sample.status == 0 && sample.errors.isEmpty)
            let added = try await site.succeed("fingerprint", "import", folder)
            #expect(added == "added 1, changed 0, unchanged 0, refused 0\n")
            try Data([1]).write(to: URL(filePath: "\(folder)/000000000001.iso"))
            let refused = try await site.run("fingerprint", "import", folder)
            expectFailure(refused, "nothing was enrolled")
            #expect(refused.errors.contains("000000000001.iso: no template"))
            let kept = try await site.succeed("fingerprint", "import", folder, "--keep-good")
            #expect(kept == "added 0, changed 0, unchanged 1, refused 1\n")
            expectFailure(try await site.run("fingerprint", "import", "\(folder)/\(number).iso"), "cannot be imported")
            #expect(try await site.succeed("fingerprint", "rotate").hasSuffix(": sealed anew 9\n"))
            #expect(try await site.succeed("fingerprint", "rotate", "--resume").hasSuffix(": sealed anew 0\n"))
            try FileManager.default.removeItem(atPath: keys)
            expectFailure(try await site.run("fingerprint", "import", folder), "keys of fingerprints are not in")
            expectFailure(try await site.run("fingerprint", "rotate"), "9 fingerprint(s) stay as they are")
        }
    }
}
