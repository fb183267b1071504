// Archives are read within their bounds, and every way to break one has its name.

import Basics
import Formats
import TestKit
import Testing

struct ZIPReaderTests {
    private static let bounds = ZIPBounds(filesMax: 3, fileBytesMax: 1_000, bytesMax: 2_000)

    private func read(_ zip: SampleZIP, wanted: (String) -> Bool = { _ in true }) throws -> [ZIPEntry] {
        try ZIPReader.entries(of: zip.bytes, within: Self.bounds, wanted: wanted)
    }

    private func fault(_ entries: SampleZIP.Entry...) -> ZIPFault? { fault(SampleZIP(entries).bytes) }

    private func fault(_ bytes: [UInt8]) -> ZIPFault? {
        do {
            _ = try ZIPReader.entries(of: bytes, within: Self.bounds) { _ in true }
            return nil
        } catch {
            return error
        }
    }

    @Test func storedAndPackedFilesComeOutWithoutTheirFolder() throws {
        let zip = SampleZIP([.init("dấu/", []), .init("dấu/một.iso", [1, 2, 3]), .init("hai.iso", zeros: 900)])
        let entries = try read(zip)
        #expect(entries.map(\.name) == ["một.iso", "hai.iso"])
        #expect(entries.map(\.bytes) == [[1, 2, 3], [UInt8](repeating: 0, count: 900)])
        #expect(try read(zip, wanted: { $0.hasPrefix("h") }).map(\.name) == ["hai.iso"])
    }

    @Test func whatMacOSAddsIsPassedOver() throws {
        let zip = SampleZIP(["a/1.iso": [1], "__MACOSX/a/._1.iso": [2]])
        #expect(try read(zip).map(\.name) == ["1.iso"])
    }

    @Test(arguments: [
        "../1.iso", "a/../1.iso", "/1.iso", "a//1.iso", "./1.iso", "a\\1.iso", "c:1.iso",
    ])
    func aNameThatLeadsElsewhereIsRefused(_ name: String) {
        #expect(fault(.init(name, [1])) == .badName)
    }

    @Test func otherNamesThatAreNone() {
        var entry = SampleZIP.Entry("x.iso", [1])
        entry.name = [0xFF, 0xFE, 0x2E]
        #expect(fault(entry) == .damaged, "said to be UTF-8")
        entry.flags = 0
        #expect(fault(entry) == .badName)
        entry.name = Array("1\u{7}.iso".utf8)
        #expect(fault(entry) == .badName)
        #expect(fault(.init("a/b/1.iso", [1])) == .tooDeep)
        #expect(fault(.init("a/b/", [])) == .tooDeep)
        #expect(fault(.init(String(repeating: "n", count: 256), [1])) == .nameTooLong)
        #expect(fault(.init("a/1.iso", [1]), .init("b/1.iso", [2])) == .nameTwice)
    }

    @Test func sizesAreBoundedByWhatIsSaidAndByWhatIsThere() {
        #expect(fault(.init("1", [1]), .init("2", [1]), .init("3", [1]), .init("4", [1])) == .tooManyFiles)
        #expect(fault(.init("1", zeros: 1_001)) == .fileTooLarge)
        #expect(fault(.init("1", zeros: 900), .init("2", zeros: 900), .init("3", zeros: 900)) == .tooLarge)
        var liar = SampleZIP.Entry("1", zeros: 1_000_000)
        liar.statedSize = 10
        #expect([.fileTooLarge, .damaged].contains(fault(liar)))
        liar.statedSize = 2_000_000
        #expect(fault(liar) == .fileTooLarge)
    }

    @Test func whatIsEncryptedOrPackedOtherwiseIsRefused() {
        var entry = SampleZIP.Entry("1", [1, 2, 3])
        entry.flags |= 1
        #expect(fault(entry) == .encrypted)
        entry.flags = 0
        entry.method = 12
        #expect(fault(entry) == .otherMethod)
    }

    @Test func brokenBytesEndInAFaultOrInWhatWasThere() {
        let whole = SampleZIP(["a.iso": Array(0..<200), "b.iso": [1, 2, 3]]).bytes
        #expect(fault([]) == .damaged && fault(Array("PK".utf8)) == .damaged)
        for length in stride(from: 1, to: whole.count, by: 7) { #expect(fault(Array(whole.prefix(length))) != nil) }
        var dice = SplitMix64(seed: 11)
        for _ in 0..<3_000 {
            var bytes = whole
            for _ in 0...Int(dice.next() % 4) {
                bytes[Int(dice.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: dice.next())
            }
            // It may still be an archive; then it keeps to the bounds.
            let entries = try? ZIPReader.entries(of: bytes, within: Self.bounds) { _ in true }
            #expect(entries.map { $0.count <= 3 && $0.allSatisfy { $0.bytes.count <= 1_000 } } ?? true)
        }
    }
}
