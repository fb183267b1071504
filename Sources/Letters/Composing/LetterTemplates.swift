// Loads the letter templates of a folder.

import Basics
import Formats
import Foundation
import Mustache

/// The mustache templates `<kind>.xml` and their parts `parts/<name>.xml`, and the legal bases by date.
///
/// Every file is loaded with a pragma in front that names our byte-wise escaper, parts too, as mustache does not carry
/// it into them: its own escaper lets a quote pass that a combining mark follows (`MarkupEscaping`).
struct LetterTemplates: Sendable {
    private let library: MustacheLibrary
    private let legalBases: [LegalBasis]

    /// Loads all kinds; a file that is absent or faulty is refused now and not at the first letter.
    init(folder: URL) throws(LetterError) {
        MustacheContentTypes.register(MarkupContentType(), named: MarkupContentType.name)
        var library = MustacheLibrary()
        let parts = folder.appendingPathComponent("parts")
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: parts.path).sorted()
        } catch {
            throw .templateMissing(parts.path)
        }
        for name in names where name.hasSuffix(".xml") {
            let part = try Self.template(parts.appendingPathComponent(name))
            library.register(part, named: "parts/\(name.dropLast(4))")
        }
        for kind in LetterKind.allCases {
            let template = try Self.template(folder.appendingPathComponent("\(kind.rawValue).xml"))
            library.register(template, named: kind.rawValue)
        }
        self.library = library
        legalBases = try LegalBasis.read(folder.appendingPathComponent("legal-bases.xml"))
    }

    /// The legal bases in force on that day, in the order of the file.
    func legalBases(on day: LocalDate) -> [String] { legalBases.filter { $0.isInForce(on: day) }.map(\.text) }

    func render(_ kind: LetterKind, _ root: LetterModelRoot) throws(LetterError) -> String {
        guard let markup = library.render(root, withTemplate: kind.rawValue) else {
            throw .templateMissing(kind.rawValue)
        }
        return markup
    }

    private static func template(_ file: URL) throws(LetterError) -> MustacheTemplate {
        let text: String
        do {
            text = try String(contentsOf: file, encoding: .utf8)
        } catch {
            throw .templateMissing(file.path)
        }
        for tag in text.split(separator: "{{", omittingEmptySubsequences: false).dropFirst() {
            let name = tag.prefix { $0 != "}" }
            // Raw output and other delimiters escape nothing; of a name with dots a missing part would go unseen.
            let isRaw = name.isEmpty || "{&=%".contains(name.prefix(1))
            if isRaw || (name != "." && name.contains(".") && name.first != "!") {
                throw .templateFaulty(file: file.path, reason: "'{{\(name)' is not allowed in letters")
            }
        }
        do {
            return try MustacheTemplate(string: "{{% CONTENT_TYPE:\(MarkupContentType.name)}}" + text)
        } catch {
            throw .templateFaulty(file: file.path, reason: "\(error)")
        }
    }
}

/// Our escaper, as mustache knows it.
private struct MarkupContentType: MustacheContentType {
    static let name = "LETTER-MARKUP"

    func escapeText(_ text: String) -> String { MarkupEscaping.escape(text) }
}

/// One law that letters cite while it is in force.
private struct LegalBasis: Sendable {
    let text: String
    let from: LocalDate
    /// The first day on which it is no longer cited.
    let before: LocalDate?

    func isInForce(on day: LocalDate) -> Bool {
        guard day >= from else { return false }
        return before.map { day < $0 } ?? true
    }

    static func read(_ file: URL) throws(LetterError) -> [LegalBasis] {
        let bytes: [UInt8]
        do {
            bytes = Array(try Data(contentsOf: file))
        } catch {
            throw .templateMissing(file.path)
        }
        let root: XMLElement
        do {
            root = try XMLReader.read(bytes, file: file.lastPathComponent)
        } catch {
            throw .templateFaulty(file: file.path, reason: error.description)
        }
        var bases: [LegalBasis] = []
        for element in root.children("basis") {
            guard let from = element.attribute("from").flatMap({ LocalDate($0) }) else {
                throw .templateFaulty(file: file.path, reason: "line \(element.line): 'from' is no date")
            }
            let before = element.attribute("before").map { LocalDate($0) }
            if case .some(nil) = before {
                throw .templateFaulty(file: file.path, reason: "line \(element.line): 'before' is no date")
            }
            bases.append(LegalBasis(text: singleSpaced(element.text).nfc, from: from, before: before ?? nil))
        }
        return bases
    }
}
