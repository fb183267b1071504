// Nothing is declared that nothing uses: what is dead goes, what waits says for what.

import Foundation
import Testing

@Suite
struct UnusedTests {
    @Test func declarationsAreUsed() {
        let sources = SwiftStyleTests.code.filter { $0.file.path.hasPrefix("Sources/") }
            .map { SourceTokens(file: $0.file, code: $0.lines) }
        let usage = Usage(sources: sources, words: Self.wordsOfWorkflows.union(Exceptions.wordsOfOtherFiles))
        var offenders: [String] = []
        for (index, source) in sources.enumerated() {
            let marked = source.declarations.filter { source.isMarked($0) }.map(\.extent)
            for declaration in source.declarations
            where !marked.contains(where: { $0.contains(declaration.position) })
                && !usage.isUsed(declaration, in: index)
            {
                offenders.append(
                    "\(source.file.path):\(declaration.line): \(declaration.kind.rawValue) \(declaration.name)")
            }
        }
        expectNone(offenders)
    }

    @Test func exceptionsAreStillNeeded() {
        let names = Set(
            SwiftStyleTests.code.filter { $0.file.path.hasPrefix("Sources/") }
                .flatMap { DeclarationReader.read(SwiftToken.all(in: $0.lines)).declarations.map(\.name) })
        expectNone(Exceptions.calledFromOutside.union(Exceptions.forTests).subtracting(names).sorted())
    }

    /// What the files of `Workflows` say: the values of an enum that is read from there are used by it.
    private static let wordsOfWorkflows = Set(
        Tree.shared.files.filter { $0.path.hasPrefix("Workflows/") }
            .flatMap { file in
                file.lines.flatMap { $0.split { !($0.isLetter || $0.isNumber || "-_?".contains($0)) } }
            }
            .map(String.init))
}

/// One file of Sources as the rule reads it.
private struct SourceTokens {
    let file: TextFile
    let tokens: [SwiftToken]
    let declarations: [Declaration]
    let coded: Set<String>

    init(file: TextFile, code: [String]) {
        self.file = file
        tokens = SwiftToken.all(in: code)
        (declarations, coded) = DeclarationReader.read(tokens)
    }

    /// Whether the comment above names the line of the roadmap that the declaration waits for.
    func isMarked(_ declaration: Declaration) -> Bool {
        var comment: [String] = []
        for line in file.lines[..<(declaration.line - 1)].reversed() {
            let text = line.trimmingCharacters(in: .whitespaces)
            if text.hasPrefix("///") {
                comment.insert(text, at: 0)
            } else if !text.hasPrefix("@") {
                break
            }
        }
        return comment.joined(separator: " ").contains("(Roadmap, \"")
    }

    /// The value of a case of an enum of texts: its name, if nothing else is said.
    func rawValue(of declaration: Declaration) -> String {
        let line = file.lines[declaration.line - 1]
        guard let range = line.range(of: "\(declaration.name) = \"") else { return declaration.name }
        return String(line[range.upperBound...].prefix { $0 != "\"" })
    }
}

/// Where every name of Sources is mentioned, beside where it is declared.
private struct Usage {
    private let sources: [SourceTokens]
    private let words: Set<String>
    private let coded: Set<String>
    private var places: [String: [(source: Int, position: Int)]] = [:]

    init(sources: [SourceTokens], words: Set<String>) {
        self.sources = sources
        self.words = words
        coded = sources.reduce(into: []) { $0.formUnion($1.coded) }
        for (index, source) in sources.enumerated() {
            let declared = Set(source.declarations.map(\.position))
            for (position, token) in source.tokens.enumerated() where token.isName && !declared.contains(position) {
                places[token.text, default: []].append((index, position))
            }
        }
    }

    func isUsed(_ declaration: Declaration, in source: Int) -> Bool {
        if isLeftAlone(declaration, in: source) { return true }
        return places[declaration.name, default: []].contains { place in
            if place.source == source, declaration.extent.contains(place.position) { return false }
            let near = Neighbours(tokens: sources[place.source].tokens, at: place.position)
            switch declaration.kind {
            case .type: return near[-1] != "extension"
            case .function: return near.isCall(with: declaration.parameters)
            case .property: return near.isRead
            case .enumCase: return true
            }
        }
    }

    /// What is used in ways that no token shows.
    private func isLeftAlone(_ declaration: Declaration, in source: Int) -> Bool {
        let outside = Exceptions.calledFromOutside.union(Exceptions.forTests)
        if outside.contains(declaration.name) || !declaration.modifiers.isDisjoint(with: ["override", "main"]) {
            return true
        }
        return switch declaration.kind {
        case .enumCase: words.contains(sources[source].rawValue(of: declaration))
        // Written and read whole with their type.
        case .property: declaration.isStored && declaration.types.last.map(coded.contains) ?? false
        case .type, .function: false
        }
    }
}

/// The tokens around a mention.
private struct Neighbours {
    let tokens: [SwiftToken]
    let at: Int

    subscript(offset: Int) -> String {
        tokens.indices.contains(at + offset) ? tokens[at + offset].text : ""
    }

    /// Whether this may call a function with these parameters, or hands it on without calling it.
    func isCall(with parameters: [Declaration.Parameter]) -> Bool {
        if self[1] != "(" { return true }
        let required = parameters.firstIndex { !$0.mayBeMissing } ?? parameters.count
        if self[2] == ")" { return required == parameters.count || self[3] == "{" }
        let label = self[3] == ":" && tokens[at + 2].isName ? self[2] : "_"
        return parameters.prefix(required + 1).contains { $0.label == label }
    }

    /// Whether the value may be read here: labels and assignments do not.
    var isRead: Bool {
        if self[1] == ":", self[-1] == "(" || self[-1] == "," { return false }
        if self[-1] == ".", self[1] == "=", self[2] != "=" { return false }
        let name = self[0]
        return !(self[-1] == "=" && self[-2] == name && self[-3] == "." && self[-4] == "self")
    }
}
