// What single acts, services and procedures are is known to their own files and to nothing else in Sources.

import Testing

struct KnowledgeTests {
    /// A text that stands in code between quotes.
    private struct Literal {
        let path: String
        let line: Int
        let text: String
    }

    /// Sources without the measurements, which drive the demo's acts by name.
    private static let code = SwiftStyleTests.code.filter {
        $0.file.path.hasPrefix("Sources/") && !$0.file.path.hasPrefix("Sources/App/Bench/")
    }

    private static let literals: [Literal] = code.flatMap { file, code in
        file.lines.enumerated().flatMap { index, line -> [Literal] in
            let quotes = code[index].utf8.count { $0 == UInt8(ascii: "\"") }
            guard quotes > 1 else { return [] }
            // A comment behind the code may hold quotes too: the literals of the code come first.
            return line.matches(of: #/"([^"\\]*)"/#).prefix(quotes / 2)
                .map { Literal(path: file.path, line: index + 1, text: String($0.1)) }
        }
    }

    @Test func actsAreKnownToTheirFiles() {
        let folder = "Sources/Casework/Acts/"
        let slugs = Set(
            Tree.shared.swift.filter { $0.path.hasPrefix(folder) }
                .flatMap { file in file.lines.compactMap { $0.firstMatch(of: #/let slug = "([^"]+)"/#) } }
                .map { String($0.1) })
        #expect(!slugs.isEmpty)
        expectNone(offenders(slugs) { $0.hasPrefix(folder) })
    }

    @Test func actsAreNamedInOneList() throws {
        let list = "Sources/Casework/Acts.swift"
        let tokens = SwiftToken.all(in: try #require(Self.code.first { $0.file.path == list }).lines)
        let acts = Set(
            tokens.indices.dropLast(2).filter { tokens[$0 + 1].text == "(" && tokens[$0 + 2].text == ")" }
                .map { tokens[$0].text })
        #expect(!acts.isEmpty)
        expectNone(
            Self.code.filter { $0.file.path != list && !$0.file.path.hasPrefix("Sources/Casework/Acts/") }
                .flatMap { file, lines in
                    SwiftToken.all(in: lines).filter { acts.contains($0.text) }
                        .map { "\(file.path):\($0.line): \($0.text)" }
                })
    }

    @Test func servicesAreKnownToTheirFiles() {
        let codes = Tree.shared.files.filter { $0.path.hasPrefix("Workflows/services/") }
            .compactMap { $0.path.split(separator: "/").last?.dropLast(".xml".count) }
        #expect(!codes.isEmpty)
        expectNone(offenders(Set(codes.map(String.init))) { _ in false })
    }

    @Test func proceduresAreKnownToTheirFiles() {
        expectNone(offenders(Self.wordsOfProcedures) { _ in false })
    }

    /// The names of the procedures, of their decisions, and of the nodes of their processes. A node whose name is a
    /// single word is left out: such words are also stages, acts and keys of pages.
    private static let wordsOfProcedures: Set<String> = {
        var words: Set<String> = []
        for file in Tree.shared.files {
            let parts = file.path.split(separator: "/").map(String.init)
            guard parts.count == 3, parts[0] == "Workflows" else { continue }
            if parts[2] == "process.bpmn" {
                words.insert(parts[1])
                let nodes = file.lines.compactMap { $0.firstMatch(of: #/<\w*(?:Task|Event|Gateway) id="([^"]+)"/#) }
                words.formUnion(nodes.map { String($0.1) }.filter { $0.contains("-") })
            } else if parts[2].hasSuffix(".dmn") {
                words.insert(parts[2])
                words.formUnion(
                    file.lines.compactMap { $0.firstMatch(of: #/<decision id="([^"]+)"/#) }.map { String($0.1) })
            }
        }
        return words
    }()

    private func offenders(_ words: Set<String>, except isKept: (String) -> Bool) -> [String] {
        Self.literals.compactMap { literal in
            guard words.contains(literal.text), !isKept(literal.path),
                Exceptions.sameWord[literal.path]?.contains(literal.text) != true
            else { return nil }
            return "\(literal.path):\(literal.line): \(literal.text)"
        }
    }
}
