// Reads application/x-www-form-urlencoded, the encoding of forms without files.

import Basics

/// The reader of URL-encoded forms (WHATWG URL, 5.1): `+` is a space, `%XX` a byte, texts are UTF-8.
public enum URLEncodedReader {
    /// Reads a whole body. Bytes that are no UTF-8 and broken percent signs are faults: no browser sends them.
    public static func read(_ bytes: [UInt8], bounds: FormBounds = .texts) throws(FormDataFault) -> FormData {
        guard bytes.count <= bounds.bytesMax else { throw .tooLarge }
        var data = FormData()
        for pair in bytes.split(separator: UInt8(ascii: "&")) {
            guard data.fields.count < bounds.fieldsMax else { throw .tooManyFields }
            let equals = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
            let name = try decoded(pair[..<equals])
            let value = try decoded(equals == pair.endIndex ? [] : pair[(equals + 1)...])
            guard name.utf8.count <= Limits.formNameBytesMax else { throw .malformed }
            guard value.utf8.count <= bounds.textBytesMax else { throw .tooLarge }
            data.fields.append(FormData.Field(name: name, value: value))
        }
        return data
    }

    /// The fields that can be read of a body that cannot be taken, for a page that shows what was typed again. A body
    /// that was cut off may end within a character.
    public static func partial(_ bytes: [UInt8], bounds: FormBounds = .texts) -> FormData {
        var data = FormData()
        for pair in bytes.prefix(bounds.bytesMax).split(separator: UInt8(ascii: "&")).prefix(bounds.fieldsMax) {
            let equals = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
            let rest = equals == pair.endIndex ? [] : pair[(equals + 1)...]
            // What is no form at all is left out: nobody typed it.
            guard let name = try? decoded(pair[..<equals]), name.utf8.count <= Limits.formNameBytesMax,
                let value = (0...12).lazy.compactMap({ try? decoded(rest.dropLast($0)) }).first
            else { continue }
            data.fields.append(FormData.Field(name: name, value: value))
        }
        return data
    }

    /// Undoes the encoding of one name or value.
    private static func decoded(_ bytes: ArraySlice<UInt8>) throws(FormDataFault) -> String {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            switch bytes[index] {
            case UInt8(ascii: "+"):
                out.append(UInt8(ascii: " "))
                index += 1
            case UInt8(ascii: "%"):
                guard index + 2 < bytes.endIndex, let high = digit(bytes[index + 1]), let low = digit(bytes[index + 2])
                else { throw .malformed }
                out.append(high << 4 | low)
                index += 3
            case let byte:
                out.append(byte)
                index += 1
            }
        }
        guard let text = String(validating: out, as: UTF8.self) else { throw .malformed }
        return text
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
