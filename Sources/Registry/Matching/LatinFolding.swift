// `searchKey` at the speed that matching thousands of addresses needs.

import Basics

extension String {
    /// The same as `searchKey`. Texts of Latin letters, which are nearly all, are folded letter by letter from a table
    /// that `searchKey` itself filled; any other text goes to `searchKey`.
    public var quickSearchKey: String {
        var key: [UInt8] = []
        key.reserveCapacity(utf8.count)
        var pendingSpace = false
        for scalar in unicodeScalars {
            let byte: UInt8
            switch scalar.value {
            case 0x09...0x0D, 0x20:
                pendingSpace = !key.isEmpty
                continue
            case 0x41...0x5A: byte = UInt8(scalar.value) + 32
            case 0x00...0x7F: byte = UInt8(scalar.value)
            case 0x300...0x36F: continue
            case 0xC0...0x24F: byte = LatinFolding.low[Int(scalar.value) - 0xC0]
            case 0x1E00...0x1EFF: byte = LatinFolding.high[Int(scalar.value) - 0x1E00]
            default: return searchKey
            }
            if byte == 0 { return searchKey }
            if pendingSpace {
                key.append(UInt8(ascii: " "))
                pendingSpace = false
            }
            key.append(byte)
        }
        return String(decoding: key, as: UTF8.self)
    }
}

/// The letter that each Latin letter with marks folds to; 0 where it is not one ASCII letter.
private enum LatinFolding {
    static let low = table(0xC0...0x24F)
    static let high = table(0x1E00...0x1EFF)

    private static func table(_ range: ClosedRange<UInt32>) -> [UInt8] {
        range.map { value in
            guard let scalar = Unicode.Scalar(value) else { return 0 }
            let key = Array(String(Character(scalar)).searchKey.utf8)
            return key.count == 1 ? key[0] : 0
        }
    }
}
