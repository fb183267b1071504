// Text that the letters could not print is refused where it is typed.

import Basics
public import Forms
import Letters

extension PaperWriter {
    /// A problem for each field that holds a character the fonts of the letters lack, in the form it would be kept.
    func unprintable(_ values: [String: [String]]) throws -> [Problem] {
        try values.sorted { $0.key < $1.key }.compactMap { field, texts in
            // What cannot be used at all is told by whoever reads the field.
            let clean = texts.compactMap { try? CleanText.clean($0, allowsLines: true) }
            let found = try printer.unprintable(in: clean.joined())
            guard !found.isEmpty else { return nil }
            return Problem(field, .unprintable, ["characters": Unicode.Scalar.codePoints(found)])
        }
    }
}

extension PaperShelf {
    /// A problem for each of these fields whose posted text a letter could not print.
    public func unprintable(_ values: FieldValues, in fields: [String]) throws -> [Problem] {
        let wanted = Set(fields)
        return try writer.unprintable(values.values.filter { wanted.contains($0.key) })
    }

    /// The characters of a text that a letter could not print.
    public func unprintable(in text: String) throws -> [Unicode.Scalar] { try writer.printer.unprintable(in: text) }
}
