// Checks what a letter prints against what there is to print.

import Basics

/// Goes through one letter and the parts it includes, section by section.
struct LetterCheck {
    private let entry: PaperEntry
    private let files: ProcedureFiles
    private let parts: [String: [UInt8]]
    private var scopes: [Scope]
    private var including: [String] = []
    private(set) var findings: [Diagnostic] = []

    /// The letter and, inside a section of it, what a list gives.
    private struct Scope {
        var section: LetterTag?
        var facts: [String: FactShape] = [:]
        /// Whether `{{.}}` is a text here.
        var isTexts = false
    }

    /// What the letter must print, or it is not the paper that its entry describes.
    private var needed: [String] {
        let isOnOtherSheets = entry.forms.contains { $0.letter == entry.letter && $0.sheet != .a4 }
        return ["kind", "bodySize", "createdOn"] + (isOnOtherSheets ? ["sheet"] : [])
    }

    /// - Parameter said: what the procedure's form and acts give.
    init(_ entry: PaperEntry, _ files: ProcedureFiles, said: [String: FactShape]) {
        self.entry = entry
        self.files = files
        parts = files.parts
        let groups = entry.facts.union([.paper]).union(entry.refersTo == nil ? [] : [.reference])
        let facts = groups.reduce(said) { $0.adding($1.facts) }
        scopes = [Scope(facts: facts.withFlags)]
    }

    mutating func run() {
        guard let bytes = files.files[entry.letter] else { return }
        let tags = walk(bytes, file: files.place(entry.letter))
        for name in needed where !tags.contains(where: { $0.kind == .print && $0.name == name }) {
            say(files.place(entry.letter), 1, "the letter must print {{\(name)}} in its <letter>")
        }
    }

    private mutating func walk(_ bytes: [UInt8], file: String) -> [LetterTag] {
        let read = LetterTags(bytes, file: file)
        findings += read.findings
        let outside = scopes.count
        for tag in read.tags {
            switch tag.kind {
            case .print: check(tag, file)
            case .open, .openInverted: open(tag, file)
            case .close: close(tag, file, outside)
            case .part: include(tag, file)
            case .unprinted: break
            }
        }
        while scopes.count > outside, let section = scopes.removeLast().section {
            say(file, section.line, "the section \(section.name) is never closed")
        }
        return read.tags
    }

    private mutating func check(_ tag: LetterTag, _ file: String) {
        if tag.name == "." {
            if scopes.last?.isTexts != true { say(file, tag.line, "{{.}} stands only in a list of texts") }
            return
        }
        guard let shape = shape(tag, file), shape.isList else { return }
        say(file, tag.line, "\(tag.name) is a list; a letter prints what stands in it")
    }

    private mutating func open(_ tag: LetterTag, _ file: String) {
        var scope = Scope(section: tag)
        switch shape(tag, file) {
        case .rows(let facts)? where tag.kind == .open: scope.facts = facts.withFlags
        case .texts? where tag.kind == .open: scope.isTexts = true
        default: break
        }
        scopes.append(scope)
    }

    private mutating func close(_ tag: LetterTag, _ file: String, _ outside: Int) {
        guard scopes.count > outside, let section = scopes.last?.section else {
            return say(file, tag.line, "the section \(tag.name) was not opened")
        }
        if section.name != tag.name {
            say(file, tag.line, "the section \(section.name) of line \(section.line) is still open")
        }
        scopes.removeLast()
    }

    private mutating func include(_ tag: LetterTag, _ file: String) {
        guard let bytes = parts[tag.name] else { return say(file, tag.line, "there is no part \(tag.name)") }
        guard !including.contains(tag.name) else { return say(file, tag.line, "the part \(tag.name) includes itself") }
        including.append(tag.name)
        _ = walk(bytes, file: files.place(ProcedureFiles.path(ofPart: tag.name)))
        including.removeLast()
    }

    /// The shape of the fact that a tag names, from the innermost section outwards.
    private mutating func shape(_ tag: LetterTag, _ file: String) -> FactShape? {
        for scope in scopes.reversed() {
            if let shape = scope.facts[tag.name] { return shape }
        }
        let givers = FactGroup.named.filter { $0.facts.withFlags[tag.name] != nil }.map(\.rawValue)
        let hint =
            givers.isEmpty ? "there is no such fact" : "it belongs to the facts \(givers.joined(separator: ", "))"
        say(file, tag.line, "the paper \(entry.kind.rawValue) has no \(tag.name): \(hint)")
        return nil
    }

    private mutating func say(_ file: String, _ line: Int, _ what: String) {
        let finding = Diagnostic(file: file, line: line, what)
        if !findings.contains(finding) { findings.append(finding) }
    }
}
