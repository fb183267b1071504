// The fonts of letters without their hinting programs.

import Foundation
import Testing

@testable import Letters

@Suite struct UnhintedFontTests {
    private static let folder = "/usr/share/fonts/truetype/croscore"
    static let files = ["Tinos-Regular", "Tinos-Bold", "Tinos-Italic", "Tinos-BoldItalic"]
    static let isInstalled = files.allSatisfy { FileManager.default.fileExists(atPath: "\(folder)/\($0).ttf") }

    private func font(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: "\(Self.folder)/\(name).ttf")))
    }

    /// The tables of a font file: name, sum, offset, length.
    private func tables(_ font: [UInt8]) -> [String: (sum: Int, range: Range<Int>)] {
        func long(_ at: Int) -> Int { font[at..<(at + 4)].reduce(0) { $0 << 8 | Int($1) } }
        let count = Int(font[4]) << 8 | Int(font[5])
        return Dictionary(
            uniqueKeysWithValues: (0..<count).map { index in
                let record = 12 + 16 * index
                let name = String(decoding: font[record..<(record + 4)], as: UTF8.self)
                return (name, (long(record + 4), long(record + 8)..<(long(record + 8) + long(record + 12))))
            })
    }

    private func sum(_ bytes: ArraySlice<UInt8>) -> Int {
        var (sum, padded) = (UInt32(0), Array(bytes))
        while padded.count % 4 != 0 { padded.append(0) }
        for index in stride(from: 0, to: padded.count, by: 4) {
            sum &+= padded[index..<(index + 4)].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        }
        return Int(sum)
    }

    @Test(.enabled(if: isInstalled, "fonts-croscore is not installed"), arguments: files)
    func hintsAreGoneAndTheFontIsWhole(name: String) throws {
        let before = try font(name)
        let after = try #require(UnhintedFont.make(from: before))
        let (old, new) = (tables(before), tables(after))
        #expect(new["fpgm"] == nil && new["prep"] == nil && new["cvt "] == nil && old["fpgm"] != nil)
        #expect(after.count < before.count * 3 / 4)
        for (table, place) in new where table != "head" {
            #expect(place.range.upperBound <= after.count && place.sum == sum(after[place.range]), "\(table)")
        }
        for table in ["cmap", "hmtx", "name", "OS/2", "GPOS", "GSUB"] {
            guard let place = old[table] else { continue }
            #expect(new[table].map { Array(after[$0.range]) } == Array(before[place.range]), "\(table)")
        }
        #expect(sum(after[...]) == 0xB1B0_AFBA, "the sum of the whole file")
        #expect(UnhintedFont.make(from: after) == after, "there is nothing more to take out")
    }

    @Test(.enabled(if: isInstalled, "fonts-croscore is not installed"))
    func aBrokenFontIsRefused() throws {
        let whole = try font("Tinos-Regular")
        for length in [0, 4, 11, 12, 200, 4_000, whole.count / 2] {
            #expect(UnhintedFont.make(from: Array(whole.prefix(length))) == nil, "\(length)")
        }
        var torn = whole
        for index in stride(from: 12, to: 300, by: 7) { torn[index] ^= 0xFF }
        #expect(UnhintedFont.make(from: torn) == nil)
    }
}
