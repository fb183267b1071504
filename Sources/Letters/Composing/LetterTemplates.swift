// The letters of a catalogue as mustache templates.

import Casework
import Formats
import Mustache

/// Compiled once for each version of a catalogue.
///
/// Every text is compiled with a pragma in front that names our byte-wise escaper, parts too, as mustache does not
/// carry it into them: its own escaper lets a quote pass that a combining mark follows (`MarkupEscaping`).
struct LetterTemplates: Sendable {
    private let library: MustacheLibrary

    init(_ papers: PaperCatalogue) throws(LetterError) {
        MustacheContentTypes.register(MarkupContentType(), named: MarkupContentType.name)
        var library = MustacheLibrary()
        for (name, bytes) in papers.parts { library.register(try Self.template(bytes, of: name), named: name) }
        for entry in papers.entries where papers.letters[entry.letter] == nil { throw .templateMissing(entry.letter) }
        for (path, bytes) in papers.letters { library.register(try Self.template(bytes, of: path), named: path) }
        self.library = library
    }

    func render(_ entry: PaperEntry, _ root: LetterRoot) throws(LetterError) -> String {
        guard let markup = library.render(root, withTemplate: entry.letter) else {
            throw .templateMissing(entry.letter)
        }
        return markup
    }

    private static func template(_ bytes: [UInt8], of name: String) throws(LetterError) -> MustacheTemplate {
        let text = String(decoding: bytes, as: UTF8.self)
        do {
            return try MustacheTemplate(string: "{{% CONTENT_TYPE:\(MarkupContentType.name)}}" + text)
        } catch {
            throw .templateFaulty(file: name, reason: "\(error)")
        }
    }
}

/// Our escaper, as mustache knows it.
private struct MarkupContentType: MustacheContentType {
    static let name = "LETTER-MARKUP"

    func escapeText(_ text: String) -> String { MarkupEscaping.escape(text) }
}
