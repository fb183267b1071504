// A TrueType font without its hinting programs.

/// Takes the hinting out of a TrueType font. Hints fit outlines to the pixels of a screen; a PDF is drawn from
/// outlines, so what remains looks the same, and every letter that embeds it is smaller by a third and made sooner.
///
/// The format is that of the OpenType specification, chapters "Font file", "glyf", "loca", "head" and "maxp".
enum UnhintedFont {
    /// Tables that hold hints, or only serve them, and the signature that no changed font could keep.
    private static let dropped: Set<String> = [
        "fpgm", "prep", "cvt ", "gasp", "hdmx", "VDMX", "LTSH", "DSIG", "PCLT",
    ]

    /// The font without hints; `nil` when the bytes are no TrueType font, or a broken one.
    static func make(from font: [UInt8]) -> [UInt8]? {
        guard var tables = SfntTables(font), let head = tables["head"], let longOffsets = head.short(at: 50),
            let profile = tables["maxp"], let count = profile.short(at: 4), let locations = tables["loca"],
            let outlines = tables["glyf"],
            let glyphs = unhinted(outlines, locations, count: count, longOffsets: longOffsets == 1)
        else { return nil }
        for name in dropped { tables[name] = nil }
        tables["glyf"] = glyphs.outlines
        tables["loca"] = glyphs.locations
        tables["head"] = head.setting(1, at: 50)
        // maxSizeOfInstructions: there are none.
        tables["maxp"] = profile.setting(0, at: 26)
        return tables.file()
    }

    private static func unhinted(
        _ outlines: ArraySlice<UInt8>, _ locations: ArraySlice<UInt8>, count: Int, longOffsets: Bool
    ) -> (outlines: ArraySlice<UInt8>, locations: ArraySlice<UInt8>)? {
        func offset(_ index: Int) -> Int? {
            longOffsets ? locations.long(at: 4 * index) : locations.short(at: 2 * index).map { 2 * $0 }
        }
        var made: [UInt8] = []
        made.reserveCapacity(outlines.count)
        var places: [UInt8] = []
        for index in 0..<count {
            guard let start = offset(index), let end = offset(index + 1), start <= end, end <= outlines.count else {
                return nil
            }
            places.append(long: made.count)
            if start == end { continue }
            let glyph = outlines[(outlines.startIndex + start)..<(outlines.startIndex + end)]
            guard let plain = unhinted(glyph: glyph) else { return nil }
            made += plain
            while made.count % 4 != 0 { made.append(0) }
        }
        places.append(long: made.count)
        return (made[...], places[...])
    }

    private static func unhinted(glyph: ArraySlice<UInt8>) -> [UInt8]? {
        guard let contours = glyph.short(at: 0) else { return nil }
        return contours < 0x8000 ? simple(glyph, contours: contours) : composite(glyph)
    }

    /// Head of ten bytes, the last point of each contour, the length of the instructions, these, then the points.
    private static func simple(_ glyph: ArraySlice<UInt8>, contours: Int) -> [UInt8]? {
        let lengthAt = 10 + 2 * contours
        guard let length = glyph.short(at: lengthAt), lengthAt + 2 + length <= glyph.count else { return nil }
        return Array(glyph.prefix(lengthAt)) + [0, 0] + Array(glyph.dropFirst(lengthAt + 2 + length))
    }

    /// Head of ten bytes, then components; what follows the last of them are instructions.
    private static func composite(_ glyph: ArraySlice<UInt8>) -> [UInt8]? {
        var made = Array(glyph)
        var place = 10
        while let flags = glyph.short(at: place) {
            let (hasWords, hasScale, hasMore, hasTwoScales, hasMatrix, hasInstructions) =
                (0x0001, 0x0008, 0x0020, 0x0040, 0x0080, 0x0100)
            let plain = flags & ~hasInstructions
            made[place] = UInt8(plain >> 8)
            made[place + 1] = UInt8(plain & 0xFF)
            place += 4 + (flags & hasWords != 0 ? 4 : 2)
            if flags & hasScale != 0 { place += 2 }
            if flags & hasTwoScales != 0 { place += 4 }
            if flags & hasMatrix != 0 { place += 8 }
            guard place <= made.count else { return nil }
            if flags & hasMore == 0 { return Array(made.prefix(place)) }
        }
        return nil
    }
}

/// The tables of a font file by their four letters.
private struct SfntTables {
    private static let trueType = 0x0001_0000
    private var tables: [String: ArraySlice<UInt8>] = [:]

    init?(_ font: [UInt8]) {
        let bytes = font[...]
        guard bytes.long(at: 0) == Self.trueType, let count = bytes.short(at: 4) else { return nil }
        for index in 0..<count {
            let record = 12 + 16 * index
            guard let offset = bytes.long(at: record + 8), let length = bytes.long(at: record + 12),
                record + 16 <= font.count, offset + length <= font.count
            else { return nil }
            tables[String(decoding: font[record..<(record + 4)], as: UTF8.self)] = font[offset..<(offset + length)]
        }
    }

    subscript(name: String) -> ArraySlice<UInt8>? {
        get { tables[name] }
        set { tables[name] = newValue }
    }

    /// The tables as a file, in the order of their names, each with its sum.
    func file() -> [UInt8] {
        let names = tables.keys.sorted()
        var searched = 1
        while searched * 2 <= names.count { searched *= 2 }
        var head: [UInt8] = []
        head.append(long: Self.trueType)
        head.append(short: names.count)
        head.append(short: searched * 16)
        head.append(short: searched.trailingZeroBitCount)
        head.append(short: (names.count - searched) * 16)
        var body: [UInt8] = []
        let start = head.count + 16 * names.count
        var headTable: Int?
        for name in names {
            var table = Array(tables[name] ?? [])
            if name == "head" {
                headTable = start + body.count
                for index in 8..<12 where index < table.count { table[index] = 0 }
            }
            head += Array(name.utf8)
            head.append(long: Int(table[...].sum))
            head.append(long: start + body.count)
            head.append(long: table.count)
            body += table
            while body.count % 4 != 0 { body.append(0) }
        }
        var file = head + body
        if let headTable {
            // checkSumAdjustment, with which the words of the file come to a fixed sum.
            var adjustment: [UInt8] = []
            adjustment.append(long: Int(0xB1B0_AFBA &- file[...].sum))
            file.replaceSubrange((headTable + 8)..<(headTable + 12), with: adjustment)
        }
        return file
    }
}

/// Numbers of a font file, the highest byte first.
extension ArraySlice<UInt8> {
    fileprivate func short(at offset: Int) -> Int? {
        guard offset >= 0, offset + 2 <= count else { return nil }
        let place = startIndex + offset
        return Int(self[place]) << 8 | Int(self[place + 1])
    }

    fileprivate func long(at offset: Int) -> Int? {
        guard let high = short(at: offset), let low = short(at: offset + 2) else { return nil }
        return high << 16 | low
    }

    /// With that number of two bytes at an offset that it has.
    fileprivate func setting(_ short: Int, at offset: Int) -> ArraySlice<UInt8> {
        var bytes = Array(self)
        guard offset + 2 <= bytes.count else { return self }
        bytes[offset] = UInt8(short >> 8)
        bytes[offset + 1] = UInt8(short & 0xFF)
        return bytes[...]
    }

    /// The sum of its words of four bytes; missing bytes at the end count as zero.
    fileprivate var sum: UInt32 {
        var (sum, word): (UInt32, UInt32) = (0, 0)
        for (index, byte) in enumerated() {
            word = word << 8 | UInt32(byte)
            if index % 4 == 3 { (sum, word) = (sum &+ word, 0) }
        }
        return count % 4 == 0 ? sum : sum &+ word << UInt32(8 * (4 - count % 4))
    }
}

extension [UInt8] {
    fileprivate mutating func append(short number: Int) {
        append(UInt8(truncatingIfNeeded: number >> 8))
        append(UInt8(truncatingIfNeeded: number))
    }

    fileprivate mutating func append(long number: Int) {
        append(short: number >> 16 & 0xFFFF)
        append(short: number & 0xFFFF)
    }
}
