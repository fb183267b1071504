// Looks at tags before the XML library does, which takes the square of the number of attributes on one.

import Basics

/// Counts the attributes of tags, whatever else is wrong with the file.
struct XMLTagScan {
    /// ASCII signs without the zeros between them, so that UTF-16 looks like UTF-8 here.
    private let bytes: [UInt8]
    private var index = 0
    private var line = 1

    /// The line of the first tag with more attributes than `Limits.xmlAttributesMax`; `nil` where there is none.
    static func crowdedLine(_ bytes: [UInt8]) -> Int? {
        var scan = XMLTagScan(bytes: bytes.contains(0) ? bytes.filter { $0 != 0 } : bytes)
        return scan.crowdedLine()
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private mutating func crowdedLine() -> Int? {
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == UInt8(ascii: "\n") { line += 1 }
            guard byte == UInt8(ascii: "<") else { continue }
            if starts("!--") {
                skip(past: "-->")
            } else if starts("![CDATA[") {
                skip(past: "]]>")
            } else if starts("?") {
                skip(past: "?>")
            } else {
                let start = line
                if isCrowded() { return start }
            }
        }
        return nil
    }

    private func starts(_ text: StaticString) -> Bool {
        text.withUTF8Buffer { bytes[index...].starts(with: $0) }
    }

    private mutating func skip(past text: StaticString) {
        while index < bytes.count {
            if starts(text) {
                index += text.utf8CodeUnitCount
                return
            }
            if bytes[index] == UInt8(ascii: "\n") { line += 1 }
            index += 1
        }
    }

    /// Reads a tag to its end; an attribute is what stands in quotes.
    private mutating func isCrowded() -> Bool {
        var quote: UInt8?
        var count = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == UInt8(ascii: "\n") { line += 1 }
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: ">") {
                return false
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
                count += 1
                if count > Limits.xmlAttributesMax { return true }
            }
        }
        return false
    }
}
