// What holds for every text file, whatever its kind, and for the tree as a whole.

import Foundation
import Testing

struct TreeTests {
    @Test func nothingStrayAtTheTopLevel() {
        expectNone(Tree.shared.topLevel.filter { !Exceptions.topLevel.contains($0) })
    }

    @Test func noPlaceholderIsLeft() {
        expectNone(
            Tree.shared.files.compactMap { file in
                let name = file.path.split(separator: "/").last ?? ""
                let isPlaceholder = name.hasPrefix("Placeholder") || name == ".gitkeep" || file.bytes.isEmpty
                return isPlaceholder ? file.path : nil
            })
    }

    @Test func textIsUTF8InNormalFormC() {
        expectNone(
            Tree.shared.files.flatMap { file in
                guard file.isUTF8 else { return ["\(file.path): not UTF-8"] }
                return file.lines.enumerated().compactMap { index, line in
                    guard line.utf8.contains(where: { $0 > 127 }) else { return nil }
                    let isComposed = line.utf8.elementsEqual(line.precomposedStringWithCanonicalMapping.utf8)
                    return isComposed ? nil : "\(file.path):\(index + 1): not in normal form C"
                }
            })
    }

    @Test func noSpaceOrCarriageReturnAtTheEndOfALineAndALineEndAtTheEndOfTheFile() {
        expectNone(
            Tree.shared.files.flatMap { file in
                var offenders = file.lines.enumerated().compactMap { index, line -> String? in
                    guard let last = line.utf8.last, last == 0x20 || last == 0x09 || last == 0x0D else { return nil }
                    return "\(file.path):\(index + 1): white space at the end"
                }
                if file.lines.last?.isEmpty == false { offenders.append("\(file.path): no line end at the end") }
                return offenders
            })
    }

    @Test func noNoteOfUnfinishedWorkAndNoPathOfOneDevelopersMachine() {
        // Put together here, so that the rule does not find itself.
        let words = ["TO" + "DO", "FIX" + "ME", "/wo" + "rk/", "/ho" + "me/", "/ro" + "ot/"]
            .map { Array($0.utf8) }
        var offenders: [String] = []
        for file in Tree.shared.files {
            for word in words where find(word, in: file.bytes) {
                for (index, line) in file.lines.enumerated() where line.utf8.count >= word.count {
                    if find(word, in: Array(line.utf8)) {
                        offenders.append("\(file.path):\(index + 1): \(String(decoding: word, as: UTF8.self))")
                    }
                }
            }
        }
        expectNone(offenders)
    }

    private func find(_ word: [UInt8], in bytes: [UInt8]) -> Bool {
        Data(bytes).range(of: Data(word)) != nil
    }
}
