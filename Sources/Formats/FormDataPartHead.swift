// The headers of one part of a multipart form, and the boundary in the header of the whole.

import Basics

/// What the headers of a part say.
struct PartHead: Sendable, Hashable {
    var name: String
    /// `nil` for a text; empty for a file field without a file.
    var fileName: String?
    var contentType: String

    var isFile: Bool { fileName != nil }

    /// Reads the header lines; `nil` when they are none of a form part.
    init?(headers: String) {
        var disposition: String?
        contentType = "text/plain"
        for line in headers.split(separator: "\r\n") {
            guard let colon = line.firstIndex(of: ":") else { return nil }
            let value = String(line[line.index(after: colon)...]).trimmed
            switch line[..<colon].lowercased() {
            case "content-disposition": disposition = value
            case "content-type": contentType = value
            case "content-transfer-encoding" where !["binary", "8bit", "7bit"].contains(value.lowercased()):
                return nil
            default: break
            }
        }
        guard let disposition, let parameters = PartHead.parameters(of: disposition, kind: "form-data"),
            let name = parameters["name"], !name.isEmpty, name.utf8.count <= Limits.formNameBytesMax
        else { return nil }
        self.name = name
        fileName = parameters["filename"].map(PartHead.lastPart)
    }

    /// The boundary of a `multipart/form-data` header.
    static func boundary(ofContentType header: String) -> String? {
        guard let boundary = parameters(of: header, kind: "multipart/form-data")?["boundary"],
            (1...70).contains(boundary.utf8.count),
            boundary.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f || $0 == 0x20 }), boundary.utf8.last != 0x20
        else { return nil }
        return boundary
    }

    /// `kind; name=value; name="value"` as a dictionary with lower-case names; `nil` when it is of another kind or a
    /// parameter stands twice.
    private static func parameters(of header: String, kind: String) -> [String: String]? {
        var rest = header[...]
        guard rest.prefix(while: { $0 != ";" }).trimmingSpaces.lowercased() == kind else { return nil }
        rest = rest.drop { $0 != ";" }
        var parameters: [String: String] = [:]
        while rest.first == ";" {
            rest = rest.dropFirst().drop { $0 == " " || $0 == "\t" }
            if rest.isEmpty { break }
            let name = rest.prefix { $0 != "=" && $0 != ";" }.trimmingSpaces.lowercased()
            rest = rest.drop { $0 != "=" && $0 != ";" }
            guard rest.first == "=" else { return nil }
            rest = rest.dropFirst()
            guard let value = rest.first == "\"" ? quoted(&rest) : token(&rest) else { return nil }
            guard parameters.updateValue(value, forKey: name) == nil else { return nil }
            rest = rest.drop { $0 == " " || $0 == "\t" }
        }
        return rest.isEmpty ? parameters : nil
    }

    private static func token(_ rest: inout Substring) -> String? {
        let value = rest.prefix { $0 != ";" }
        rest = rest[value.endIndex...]
        return value.trimmingSpaces
    }

    /// A quoted text: browsers write a quote as `%22`, other clients as `\"`. A backslash before anything else is part
    /// of a Windows path. Works on scalars, since a quote may carry a combining mark in its `Character`.
    private static func quoted(_ rest: inout Substring) -> String? {
        var value = String.UnicodeScalarView()
        var scalars = rest.unicodeScalars.dropFirst()
        while let scalar = scalars.popFirst() {
            if scalar == "\"" {
                rest = Substring(scalars)
                return String(value).replacing("%22", with: "\"")
            }
            if scalar == "\\", let next = scalars.first, next == "\"" || next == "\\" {
                value.append(next)
                scalars = scalars.dropFirst()
            } else {
                value.append(scalar)
            }
        }
        return nil
    }

    /// The file's own name: no folders, no control characters.
    private static func lastPart(_ path: String) -> String {
        let last = path.unicodeScalars.split { $0 == "/" || $0 == "\\" }.last.map(String.UnicodeScalarView.init)
        let kept = (last ?? .init()).filter { $0.properties.generalCategory != .control }
        return String(String.UnicodeScalarView(kept)).nfc
    }
}

extension Substring {
    fileprivate var trimmingSpaces: String { String(self).trimmed }
}
