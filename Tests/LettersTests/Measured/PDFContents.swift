// What stands on the pages of a finished PDF: letters with their font and place, and filled bars.

import Foundation

/// A run of letters on one baseline in one font and size, in points from the top left corner.
struct DrawnText: Sendable {
    var text: String
    /// `Tinos-BoldItalic`, without the mark of the subset.
    var font: String
    var size: Double
    var left: Double
    var right: Double
    var baseline: Double
    var isBlack: Bool

    var isBold: Bool { font.contains("Bold") }
    var isItalic: Bool { font.contains("Italic") }
}

/// A filled rectangle.
struct DrawnBar: Sendable {
    var left: Double
    var top: Double
    var width: Double
    var height: Double
    var isBlack: Bool
    var centre: Double { left + width / 2 }
}

struct DrawnPage: Sendable {
    var width: Double
    var height: Double
    /// Runs that follow one another on a baseline are one line.
    var lines: [DrawnText]
    var bars: [DrawnBar]
    /// Where pictures stand.
    var pictures: [DrawnBar]
}

/// Reads the pages out of the bytes, by `qpdf` for objects and an interpreter of the operators that cairo
/// writes. What it does not know stops the test.
enum PDFContents {
    static let isInstalled = FileManager.default.isExecutableFile(atPath: "/usr/bin/qpdf")

    struct Unreadable: Error { var what: String }

    static func pages(_ pdf: [UInt8]) throws -> [DrawnPage] {
        let file = PDFObjects(try PDFTools.bytes("qpdf", ["--qdf", "--object-streams=disable", "FILE", "-"], pdf))
        var fonts: [Int: DrawnFont] = [:]
        return try file.pages().map { page in
            guard let box = page.numbers(after: "/MediaBox"), box.count >= 4 else { throw Unreadable(what: "MediaBox") }
            guard let content = page.reference("/Contents"), let resources = page.reference("/Resources") else {
                throw Unreadable(what: "a page without contents")
            }
            var named: [String: DrawnFont] = [:]
            for (name, number) in file.object(resources).fonts {
                if fonts[number] == nil { fonts[number] = try DrawnFont(file.object(number), file) }
                named[name] = fonts[number]
            }
            var drawing = PageDrawing(height: box[3], fonts: named)
            try drawing.run(file.stream(content))
            return DrawnPage(
                width: box[2], height: box[3], lines: drawing.lines, bars: drawing.bars,
                pictures: drawing.pictures)
        }
    }
}

/// The objects of a file that qpdf laid open.
private struct PDFObjects {
    private var bodies: [Int: [UInt8]] = [:]

    init(_ file: [UInt8]) {
        let marker = Array(" 0 obj\n".utf8)
        var place = 0
        while let found = file.firstRange(of: marker, from: place) {
            var start = found
            while start > 0, (48...57).contains(file[start - 1]) { start -= 1 }
            let number = Int(String(decoding: file[start..<found], as: UTF8.self)) ?? 0
            let end = file.firstRange(of: Array("\nendobj".utf8), from: found) ?? file.count
            bodies[number] = Array(file[(found + marker.count)..<end])
            place = end
        }
    }

    func object(_ number: Int) -> PDFObject {
        let body = bodies[number] ?? []
        let end = body.firstRange(of: Array("stream\n".utf8), from: 0) ?? body.count
        return PDFObject(text: String(decoding: body[..<end], as: UTF8.self))
    }

    func stream(_ number: Int) -> [UInt8] {
        let body = bodies[number] ?? []
        guard let start = body.firstRange(of: Array("stream\n".utf8), from: 0),
            let end = body.firstRange(of: Array("endstream".utf8), from: start + 7)
        else { return [] }
        return Array(body[(start + 7)..<end])
    }

    /// The pages in their order.
    func pages() throws -> [PDFObject] {
        let tree = bodies.keys.sorted().map(object).first { $0.text.contains("/Type /Pages") }
        guard let kids = tree?.references(after: "/Kids") else { throw PDFContents.Unreadable(what: "no pages") }
        return kids.map(object)
    }
}

/// The text of one object.
private struct PDFObject {
    let text: String

    func reference(_ key: String) -> Int? { references(after: key).first }

    func references(after key: String) -> [Int] {
        guard let place = text.firstRange(of: "\(key) ")?.upperBound else { return [] }
        let rest = text[place...]
        let list = rest.hasPrefix("[") ? rest.prefix { $0 != "]" } : rest.prefix { $0 != "\n" }
        return list.matches(of: #/(\d+) 0 R/#).compactMap { Int($0.output.1) }
    }

    func numbers(after key: String) -> [Double]? {
        guard let place = text.firstRange(of: "\(key) [")?.upperBound else { return nil }
        return text[place...].prefix { $0 != "]" }.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
    }

    func number(_ key: String) -> Int? {
        guard let place = text.firstRange(of: "\(key) ")?.upperBound else { return nil }
        return Int(text[place...].prefix(while: \.isNumber))
    }

    /// `/f-0-0 8 0 R`.
    var fonts: [(String, Int)] {
        text.matches(of: #/\/(f-\d+-\d+) (\d+) 0 R/#).map { (String($0.output.1), Int($0.output.2) ?? 0) }
    }
}

/// Characters and widths of one font.
struct DrawnFont {
    let name: String
    /// Codes of one byte, or of two.
    let codeBytes: Int
    private var characters: [Int: String] = [:]
    private var widths: [Int: Double] = [:]

    fileprivate init(_ object: PDFObject, _ file: PDFObjects) throws {
        guard let base = object.text.firstMatch(of: #/\/BaseFont \/[A-Z]{6}\+([A-Za-z\-]+)/#),
            let map = object.reference("/ToUnicode")
        else { throw PDFContents.Unreadable(what: "a font without a name") }
        name = String(base.output.1)
        let isComposite = object.text.contains("/Subtype /Type0")
        codeBytes = isComposite ? 2 : 1
        let table = String(decoding: file.stream(map), as: UTF8.self)
        for pair in table.matches(of: #/<([0-9a-f]{2,4})> <([0-9a-f]{4,})>/#) {
            guard let code = Int(pair.output.1, radix: 16) else { continue }
            let digits = Array(pair.output.2)
            let units = stride(from: 0, to: digits.count - 3, by: 4).compactMap {
                UInt16(String(digits[$0..<($0 + 4)]), radix: 16)
            }
            characters[code] = String(decoding: units, as: UTF16.self)
        }
        if isComposite {
            guard let inner = object.reference("/DescendantFonts") else {
                throw PDFContents.Unreadable(what: "a composite font without its font")
            }
            // /W [ 0 [ 777 500 … ] ]
            let own = file.object(inner).text
            guard let list = own.firstRange(of: "/W [") else { throw PDFContents.Unreadable(what: "no widths") }
            let numbers = own[list.upperBound...].prefix { $0 != ">" }
                .split { $0.isWhitespace || $0 == "[" || $0 == "]" }.prefix { Double($0) != nil }.compactMap {
                    Double($0)
                }
            for (index, width) in numbers.dropFirst().enumerated() { widths[Int(numbers[0]) + index] = width }
        } else {
            let first = object.number("/FirstChar") ?? 0
            for (index, width) in (object.numbers(after: "/Widths") ?? []).enumerated() {
                widths[first + index] = width
            }
        }
    }

    func character(_ code: Int) -> String { characters[code] ?? "\u{FFFD}" }
    func width(_ code: Int) -> Double { (widths[code] ?? 0) / 1000 }
}

extension [UInt8] {
    /// Where that sequence next begins.
    fileprivate func firstRange(of sequence: [UInt8], from start: Int) -> Int? {
        guard let first = sequence.first, count >= sequence.count else { return nil }
        var place = start
        while place <= count - sequence.count {
            if self[place] == first, self[place..<(place + sequence.count)].elementsEqual(sequence) { return place }
            place += 1
        }
        return nil
    }
}
