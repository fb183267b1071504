// Keys between lines of hyphens (RFC 7468).

import Foundation

/// One block of PEM. It is read here and not by libcrypto, which would ask for a password at the terminal.
struct PEMBlock {
    let label: String
    let content: [UInt8]

    private static let lineCount = 64

    /// The blocks of a text, with nothing but blank lines between them.
    static func read(_ text: String) throws(KeyFault) -> [PEMBlock] {
        var blocks: [PEMBlock] = []
        var label: String?
        var body = ""
        for line in text.split(whereSeparator: \.isNewline) {
            let line = line.trimmingCharacters(in: .whitespaces)
            if let open = label {
                // What stands before the body (RFC 1421) says how the key is encrypted, and nothing else these days.
                if line.contains(":") { throw .encrypted }
                guard line == "-----END \(open)-----" else {
                    body += line
                    continue
                }
                guard let content = Data(base64Encoded: body), !content.isEmpty else { throw .unreadable }
                blocks.append(PEMBlock(label: open, content: Array(content)))
                (label, body) = (nil, "")
            } else if line.hasPrefix("-----BEGIN "), line.hasSuffix("-----"), line.count > 16 {
                label = String(line.dropFirst(11).dropLast(5))
            } else if !line.isEmpty {
                throw .unreadable
            }
        }
        guard label == nil else { throw .unreadable }
        return blocks
    }

    var text: String {
        let digits = Data(content).base64EncodedString()
        var lines = ["-----BEGIN \(label)-----"]
        var rest = digits[...]
        while !rest.isEmpty {
            lines.append(String(rest.prefix(Self.lineCount)))
            rest = rest.dropFirst(Self.lineCount)
        }
        return (lines + ["-----END \(label)-----", ""]).joined(separator: "\n")
    }
}
