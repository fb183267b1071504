// The facts that a letter prints whatever the case: without them there is no letter.

/// The names that the letters of a paper print outside of every section, in their parts too.
struct PrintedFacts {
    private(set) var names: Set<String> = []
    /// What is printed at all, in sections too.
    private(set) var anywhere: Set<String> = []
    private let papers: PaperCatalogue
    private var including: Set<String> = []

    init(_ entry: PaperEntry, of papers: PaperCatalogue) {
        self.papers = papers
        for variant in entry.variants {
            including = []
            walk(papers.letters[variant.letter] ?? [])
        }
    }

    /// What one letter prints.
    init(letter: String, of papers: PaperCatalogue) {
        self.papers = papers
        walk(papers.letters[letter] ?? [])
    }

    private mutating func walk(_ bytes: [UInt8]) {
        var depth = 0
        for tag in LetterTags(bytes, file: "").tags {
            switch tag.kind {
            case .open, .openInverted: depth += 1
            case .close: depth -= 1
            case .print:
                anywhere.insert(tag.name)
                if depth == 0 { names.insert(tag.name) }
            // What a part prints does not change by being included again.
            case .part where depth == 0 && including.insert(tag.name).inserted: walk(papers.parts[tag.name] ?? [])
            case .part, .unprinted: break
            }
        }
    }
}
