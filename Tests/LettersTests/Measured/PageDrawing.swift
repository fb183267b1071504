// Runs the drawing operators of one page.

import Foundation

/// Follows the operators that cairo writes (ISO 32000, 8 and 9) and keeps what they draw.
struct PageDrawing {
    private let height: Double
    private let fonts: [String: DrawnFont]
    private(set) var lines: [DrawnText] = []
    private(set) var bars: [DrawnBar] = []
    /// Where pictures stand.
    private(set) var pictures: [DrawnBar] = []

    private var operands: [Operand] = []
    private var font: DrawnFont?
    private var fontSize = 1.0
    /// a, d, e and f of the text matrix: cairo turns nothing.
    private var matrix = (a: 1.0, d: 1.0, e: 0.0, f: 0.0)
    /// Where the line of the matrix began, which `Td` moves.
    private var line = (e: 0.0, f: 0.0)
    private var isBlack = true
    private var place: DrawnBar?
    private var rectangles: [DrawnBar] = []
    private var corners: [(Double, Double)] = []

    private enum Operand {
        case number(Double)
        case name(String)
        case bytes([UInt8])
        case list([Operand])
    }

    init(height: Double, fonts: [String: DrawnFont]) {
        self.height = height
        self.fonts = fonts
    }

    mutating func run(_ content: [UInt8]) throws {
        var reader = OperandReader(content)
        while let token = try reader.next() {
            switch token {
            case .number(let number): operands.append(.number(number))
            case .name(let name): operands.append(.name(name))
            case .bytes(let bytes): operands.append(.bytes(bytes))
            case .list(let tokens):
                operands.append(
                    .list(
                        tokens.compactMap { token in
                            switch token {
                            case .number(let number): .number(number)
                            case .bytes(let bytes): .bytes(bytes)
                            default: nil
                            }
                        }))
            case .operation(let name):
                try perform(name)
                operands = []
            }
        }
    }

    private var numbers: [Double] {
        operands.compactMap { if case .number(let number) = $0 { number } else { nil } }
    }

    private mutating func perform(_ name: String) throws {
        let numbers = numbers
        switch name {
        // The page is turned once, so that y goes down as everywhere here; after that only a picture has a place by it.
        case "cm" where numbers == [1, 0, 0, -1, 0, height]: break
        case "cm":
            guard numbers.count == 6, numbers[1] == 0, numbers[2] == 0 else {
                throw PDFContents.Unreadable(what: "cm \(numbers)")
            }
            place = DrawnBar(
                left: numbers[4], top: numbers[5] + min(numbers[3], 0), width: numbers[0], height: abs(numbers[3]),
                isBlack: isBlack)
        case "Do":
            guard let picture = place else { throw PDFContents.Unreadable(what: "a picture without a place") }
            pictures.append(picture)
            place = nil
        case "q", "Q", "gs", "BT", "ET", "n", "BDC", "EMC": break
        case "rg": isBlack = numbers == [0, 0, 0]
        case "g": isBlack = numbers == [0]
        case "Tf":
            guard case .name(let font)? = operands.first, let known = fonts[font] else {
                throw PDFContents.Unreadable(what: "an unknown font")
            }
            self.font = known
            fontSize = numbers.first ?? 1
        case "Tm":
            guard numbers.count == 6, numbers[1] == 0, numbers[2] == 0 else {
                throw PDFContents.Unreadable(what: "turned text")
            }
            matrix = (numbers[0], numbers[3], numbers[4], numbers[5])
            line = (matrix.e, matrix.f)
        case "Td":
            line = (line.e + numbers[0] * matrix.a, line.f + numbers[1] * matrix.d)
            (matrix.e, matrix.f) = line
        case "Tj", "TJ": try show()
        case "re":
            guard numbers.count == 4 else { throw PDFContents.Unreadable(what: "re") }
            rectangles.append(
                DrawnBar(left: numbers[0], top: numbers[1], width: numbers[2], height: numbers[3], isBlack: isBlack))
        // A path of several rectangles is drawn corner by corner.
        case "m": corners = [(numbers[0], numbers[1])]
        case "l": corners.append((numbers[0], numbers[1]))
        case "h":
            let (x, y) = (corners.map(\.0), corners.map(\.1))
            guard let left = x.min(), let right = x.max(), let top = y.min(), let bottom = y.max() else { break }
            rectangles.append(
                DrawnBar(left: left, top: top, width: right - left, height: bottom - top, isBlack: isBlack))
            corners = []
        case "f", "f*":
            bars += rectangles
            rectangles = []
        default: throw PDFContents.Unreadable(what: "the operator \(name)")
        }
    }

    private mutating func show() throws {
        guard let font else { throw PDFContents.Unreadable(what: "text without a font") }
        let scale = matrix.a * fontSize
        var run: DrawnText?
        func walk(_ operand: Operand) {
            switch operand {
            case .number(let adjustment):
                matrix.e -= adjustment / 1000 * scale
                // A step that no space explains leads to another block on the same baseline.
                if -adjustment / 1000 * scale > 2, let done = run, !done.text.hasSuffix(" ") {
                    keep(done)
                    run = nil
                }
            case .bytes(let bytes):
                for index in stride(from: 0, to: bytes.count - font.codeBytes + 1, by: font.codeBytes) {
                    let code = bytes[index..<(index + font.codeBytes)].reduce(0) { $0 << 8 | Int($1) }
                    var next =
                        run
                        ?? DrawnText(
                            text: "", font: font.name, size: scale, left: matrix.e, right: matrix.e, baseline: matrix.f,
                            isBlack: isBlack)
                    matrix.e += font.width(code) * scale
                    next.text += font.character(code)
                    next.right = matrix.e
                    run = next
                }
            case .list(let operands): operands.forEach(walk)
            case .name: break
            }
        }
        operands.forEach(walk)
        if let run { keep(run) }
    }

    /// Adds a run, to the line before it where it goes on.
    private mutating func keep(_ run: DrawnText) {
        if let last = lines.last, last.font == run.font, last.size == run.size, last.isBlack == run.isBlack,
            abs(last.baseline - run.baseline) < 0.01,
            abs(last.right - run.left) < 2 || last.text.hasSuffix(" ") && abs(last.right - run.left) < 60
        {
            lines[lines.count - 1].text += run.text
            lines[lines.count - 1].right = run.right
        } else {
            lines.append(run)
        }
    }
}

/// Takes a content stream apart.
private struct OperandReader {
    enum Token {
        case number(Double)
        case name(String)
        case bytes([UInt8])
        case list([Token])
        case operation(String)
    }

    private let content: [UInt8]
    private var place = 0

    init(_ content: [UInt8]) { self.content = content }

    mutating func next() throws -> Token? {
        while place < content.count, content[place] <= 32 { place += 1 }
        guard place < content.count else { return nil }
        switch content[place] {
        case UInt8(ascii: "("): return .bytes(literal())
        case UInt8(ascii: "<") where place + 1 < content.count && content[place + 1] == UInt8(ascii: "<"):
            skipDictionary()
            return .list([])
        case UInt8(ascii: "<"): return .bytes(hexadecimal())
        case UInt8(ascii: "["):
            place += 1
            var tokens: [Token] = []
            while true {
                while place < content.count, content[place] <= 32 { place += 1 }
                guard place < content.count else { throw PDFContents.Unreadable(what: "an open list") }
                if content[place] == UInt8(ascii: "]") { break }
                guard let token = try next() else { break }
                tokens.append(token)
            }
            place += 1
            return .list(tokens)
        case UInt8(ascii: "/"):
            place += 1
            return .name(word())
        default:
            let word = word()
            guard !word.isEmpty else { throw PDFContents.Unreadable(what: "the byte \(content[place])") }
            return Double(word).map(Token.number) ?? .operation(word)
        }
    }

    /// The text that stands for a ligature, which the font's own table tells as well.
    private mutating func skipDictionary() {
        while place + 1 < content.count, content[place] != UInt8(ascii: ">") || content[place + 1] != UInt8(ascii: ">")
        {
            place += 1
        }
        place += 2
    }

    private mutating func word() -> String {
        let start = place
        while place < content.count, content[place] > 32, !"()<>[]/".utf8.contains(content[place]) { place += 1 }
        return String(decoding: content[start..<place], as: UTF8.self)
    }

    private mutating func literal() -> [UInt8] {
        place += 1
        var (bytes, depth): ([UInt8], Int) = ([], 1)
        while place < content.count {
            var byte = content[place]
            place += 1
            if byte == UInt8(ascii: "\\") {
                byte = content[place]
                place += 1
                if (48...55).contains(byte) {
                    var value = Int(byte) - 48
                    while place < content.count, (48...55).contains(content[place]), value < 32 {
                        value = value * 8 + Int(content[place]) - 48
                        place += 1
                    }
                    bytes.append(UInt8(truncatingIfNeeded: value))
                } else {
                    let escapes: [UInt8: UInt8] = [110: 10, 114: 13, 116: 9, 98: 8, 102: 12]
                    bytes.append(escapes[byte] ?? byte)
                }
                continue
            }
            if byte == UInt8(ascii: "(") { depth += 1 }
            if byte == UInt8(ascii: ")") { depth -= 1 }
            if depth == 0 { break }
            bytes.append(byte)
        }
        return bytes
    }

    private mutating func hexadecimal() -> [UInt8] {
        place += 1
        var digits: [UInt8] = []
        while place < content.count, content[place] != UInt8(ascii: ">") {
            if let digit = Character(UnicodeScalar(content[place])).hexDigitValue { digits.append(UInt8(digit)) }
            place += 1
        }
        place += 1
        return stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }
}
