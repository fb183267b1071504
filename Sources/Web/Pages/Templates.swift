// Loads every template of the folder, checks it, and renders one with a model that must have all it asks for.

import Basics
import Formats
import Mustache

/// Escapes by bytes. swift-mustache's own escaping walks `Character`s, so a quote followed by a combining mark slips
/// through it (docs/decisions/003-mustache.md).
private struct MarkupContentType: MustacheContentType {
    func escapeText(_ text: String) -> String { MarkupEscaping.escape(text) }
}

/// A template asked for what the model does not have: a fault of ours, shown as a 500 page and loud in tests.
public struct RenderFault: Error, CustomStringConvertible {
    public let template: String
    public let missing: [String]

    public var description: String { "template \(template) misses \(missing.joined(separator: ", "))" }
}

/// The templates of `Templates/`, named by their path without extension (`pages/cases/show`).
public struct Templates: Sendable {
    private let library: MustacheLibrary
    /// Every template's tags, for the tests that compare templates with strings.
    let tags: [String: [TemplateTag]]
    public var names: [String] { tags.keys.sorted() }

    private static let ending = ".mustache"
    private static let pragma = "{{% CONTENT_TYPE:MARKUP}}"

    /// A template as it stands in its file.
    struct Source {
        var file: String
        var text: String
    }

    /// Whether a file of the folder of templates is one of a page.
    static func isTemplate(_ path: String) -> Bool { path.hasSuffix(ending) }

    /// The file of the template of a page.
    static func path(of name: String) -> String { name + ending }

    /// Loads all templates and reports every fault of every one: syntax, unknown partials, unknown string keys, and
    /// tags that are not allowed here.
    /// - Parameter files: those of the folder of templates by their path in it; `folder` is where that is.
    static func load(
        _ files: [String: [UInt8]], folder: String, strings: StringTables
    ) -> (Templates?, [Diagnostic]) {
        let sources = files.filter { isTemplate($0.key) }.map { path, bytes in
            (name(of: path), Source(file: "\(folder)/\(path)", text: String(decoding: bytes, as: UTF8.self)))
        }
        return load(Dictionary(sources) { first, _ in first }, strings: strings)
    }

    /// The path without extension. Layouts go by their file name alone, since the library allows no slash in the
    /// closing tag of a parent (`{{<page}}…{{/page}}`).
    private static func name(of path: String) -> String {
        let name = path.dropLast(ending.count)
        return String(name.hasPrefix("layouts/") ? name.dropFirst("layouts/".count) : name)
    }

    /// The same for sources by their name.
    static func load(_ sources: [String: Source], strings: StringTables) -> (Templates?, [Diagnostic]) {
        MustacheContentTypes.register(MarkupContentType(), named: "MARKUP")
        var library = MustacheLibrary()
        var tags: [String: [TemplateTag]] = [:]
        var diagnostics: [Diagnostic] = []
        for (name, source) in sources.sorted(by: { $0.key < $1.key }) {
            let found = TemplateTags.tags(of: source.text)
            tags[name] = found
            diagnostics += TemplateCheck(file: source.file, templates: Set(sources.keys), strings: strings)
                .faults(in: found)
            do {
                try library.register(pragma + withoutIndentation(source.text), named: name)
            } catch {
                diagnostics.append(fault(of: source) ?? Diagnostic(file: source.file, line: 1, "syntax: \(error)"))
            }
        }
        return (diagnostics.hasErrors ? nil : Templates(library: library, tags: tags), diagnostics)
    }

    /// The syntax error of a template by the line of its file, which the text that is compiled has no longer.
    private static func fault(of source: Source) -> Diagnostic? {
        do {
            _ = try MustacheTemplate(string: source.text)
            return nil
        } catch let error as MustacheTemplate.ParserError {
            return Diagnostic(file: source.file, line: error.context.lineNumber, "syntax: \(error.error)")
        } catch {
            return nil
        }
    }

    private init(library: MustacheLibrary, tags: [String: [TemplateTag]]) {
        self.library = library
        self.tags = tags
    }

    /// Indentation before a partial would be repeated on every line of what it prints, the inside of a `textarea`
    /// included, so no template keeps any.
    private static func withoutIndentation(_ source: String) -> String {
        source.split(separator: "\n", omittingEmptySubsequences: true)
            .map { $0.drop { $0 == " " || $0 == "\t" } }
            .filter { !$0.isEmpty }
            .joined(separator: "\n") + "\n"
    }

    /// Renders `name`; every name that the template asks for must be in `model` or `frame`, if only as `.none`.
    func render(_ name: String, model: PageValue, frame: [String: PageValue], strings: Strings) throws -> String {
        let root = RenderRoot(model: model, frame: frame, strings: strings)
        guard let text = library.render(root, withTemplate: name) else {
            throw RenderFault(template: name, missing: ["the template itself"])
        }
        let missing = root.missing + strings.takeFaults()
        guard missing.isEmpty else { throw RenderFault(template: name, missing: missing) }
        return text
    }
}

/// What one template may not do.
private struct TemplateCheck {
    let file: String
    let templates: Set<String>
    let strings: StringTables

    func faults(in tags: [TemplateTag]) -> [Diagnostic] {
        tags.compactMap { tag in
            fault(of: tag).map { Diagnostic(file: file, line: tag.line, $0) }
        }
    }

    private func fault(of tag: TemplateTag) -> String? {
        switch tag.kind {
        case .partial, .parent:
            return templates.contains(tag.name) ? nil : "there is no template \(tag.name)"
        case .delimiters, .pragma:
            return "this tag is not allowed here"
        case .unescaped where !tag.name.trimmingSuffix("}").hasSuffix(PageValue.markupSuffix):
            return "only a name that ends in \(PageValue.markupSuffix) may be printed unescaped"
        case .variable, .unescaped, .section, .inverted:
            return nameFault(tag.name)
        case .end, .block, .comment:
            return nil
        }
    }

    /// Dotted names are for strings only: a missing member of an object could not be told from an absent one.
    private func nameFault(_ name: String) -> String? {
        if name.contains("(") { return "transforms are not allowed: \(name)" }
        guard name != ".", name.contains(".") else { return nil }
        guard name.hasPrefix("t.") else { return "dotted names are for strings (t.area.key) only: \(name)" }
        let key = String(name.dropFirst(2))
        // Of a key that only one language has, the strings themselves say so.
        guard let text = strings[.vi].text(key) ?? strings[.en].text(key) else { return "there is no string \(key)" }
        return text.contains("{") ? "the string \(key) needs parameters: give it in the model" : nil
    }
}

extension String {
    fileprivate func trimmingSuffix(_ suffix: Character) -> Substring { last == suffix ? dropLast() : self[...] }
}

/// The bottom of the look-up stack: the frame of the page, then its model; notes what neither has.
private final class RenderRoot: MustacheParent {
    private let model: PageValue
    private let frame: [String: PageValue]
    private let strings: Strings
    private(set) var missing: [String] = []

    init(model: PageValue, frame: [String: PageValue], strings: Strings) {
        self.model = model
        self.frame = frame
        self.strings = strings
    }

    func child(named name: String) -> Any? {
        if name == "t" { return StringsNode(strings: strings, prefix: "") }
        if let value = frame[name] ?? model.child(named: name) { return value }
        missing.append(name)
        return nil
    }
}

/// The strings as templates see them: `t`, then one node a part of the key.
private struct StringsNode: MustacheParent {
    let strings: Strings
    let prefix: String

    func child(named name: String) -> Any? {
        let key = prefix.isEmpty ? name : prefix + "." + name
        if let text = strings.table.text(key) { return PageValue.text(text) }
        return StringsNode(strings: strings, prefix: key)
    }
}
