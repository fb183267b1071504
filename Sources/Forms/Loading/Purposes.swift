// The coded purposes a request can state.

public import Basics
import Formats

/// A purpose of use: the code is what is stored and counted, the request says the rest in words.
public struct Purpose: Hashable, Sendable {
    public var code: String
    public var name: BilingualText
    public var provenance: Provenance

    public init(code: String, name: BilingualText, provenance: Provenance) {
        self.code = code
        self.name = name
        self.provenance = provenance
    }

    public var option: Option { Option(code, .text(name)) }
}

/// Loads `Workflows/purposes.xml`. A purpose that is no longer offered keeps its entry with `offered="false"`, so that
/// old requests can still be read.
public struct Purposes: Hashable, Sendable {
    /// Every purpose there ever was, in the order of the file.
    public let all: [Purpose]
    /// Those that can be chosen today.
    public let offered: [Purpose]

    public init(all: [Purpose], offered: [Purpose]) {
        self.all = all
        self.offered = offered
    }

    public subscript(code: String) -> Purpose? { all.first { $0.code == code } }

    /// For `Form.filling("purposes", with:)`.
    public var options: [Option] { offered.map(\.option) }

    /// The purposes, or `nil` when the file cannot be used, with all findings.
    public static func load(_ bytes: [UInt8], file: String) -> (Purposes?, [Diagnostic]) {
        var reader = ElementReader(file: file)
        guard let root = reader.root(bytes, named: "purposes") else { return (nil, reader.diagnostics) }
        reader.expect(root, attributes: [], children: ["purpose"])
        var all: [Purpose] = []
        var offered: [Purpose] = []
        for element in root.children("purpose") {
            reader.expect(element, attributes: ["code", "offered", "source", "mark"], children: ["name"])
            let purpose = Purpose(
                code: reader.text("code", of: element), name: reader.bilingual("name", of: element),
                provenance: reader.provenance(of: element))
            if all.contains(where: { $0.code == purpose.code }) {
                reader.report(element, "two purposes have this code")
            }
            all.append(purpose)
            if reader.flag("offered", of: element, default: true) { offered.append(purpose) }
        }
        if offered.isEmpty { reader.report(root, "no purpose is offered") }
        let purposes = Purposes(all: all, offered: offered)
        return (reader.diagnostics.hasErrors ? nil : purposes, reader.diagnostics)
    }
}
