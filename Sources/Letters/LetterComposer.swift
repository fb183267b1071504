// Composes letter markup from facts.

public import Basics
public import Casework

/// A letter as it was composed: what is stored, and what it says.
public struct ComposedLetter: Sendable {
    public let markup: String
    public let document: LetterDocument
}

/// Fills the letters of one catalogue of papers. Immutable after loading; any number of threads may use it at once.
public struct LetterComposer: Sendable {
    public let papers: PaperCatalogue
    private let templates: LetterTemplates

    /// Refuses when a letter is absent or faulty. What the check of the catalogue found is not looked for again.
    public init(_ papers: PaperCatalogue) throws(LetterError) {
        self.papers = papers
        templates = try LetterTemplates(papers)
    }

    /// The letter: its markup is what is stored when it is issued, its document what `LetterPrinter` draws.
    ///
    /// Refuses with the names of the facts that the letter prints and lacks, and with the characters that have no place
    /// in a letter.
    /// - Parameters:
    ///   - day: the letter cites the laws of that day and follows its forms.
    ///   - requester: whose request it is about; `nil` for none.
    public func compose(
        _ kind: PaperKind, _ facts: LetterFacts, lawsOf day: LocalDate, for requester: RequesterClass? = nil
    ) throws(LetterError) -> ComposedLetter {
        guard let paper = papers[kind] else { throw .templateMissing(kind.rawValue) }
        let form = paper.form(for: requester, on: day)
        let entry = paper.following(form)
        guard facts.forbidden.isEmpty else { throw .missingGlyphs(facts.forbidden) }
        let untold = entry.facts.subtracting(facts.groups)
        guard untold.isEmpty else {
            throw .factsMissing(template: kind.rawValue, names: untold.map(\.rawValue).sorted())
        }
        let missing = MissingFacts()
        let markup = try templates.render(
            entry,
            LetterRoot(
                entry: entry, form: form, facts: facts,
                legalBases: papers.legalBases(on: day, naming: facts.competenceArticle), missing: missing))
        guard missing.names.isEmpty else {
            throw .factsMissing(template: kind.rawValue, names: missing.names.sorted())
        }
        // What will be stored is read again at once: it has to be a letter.
        return ComposedLetter(markup: markup, document: try LetterMarkup.read(Array(markup.utf8)))
    }
}
