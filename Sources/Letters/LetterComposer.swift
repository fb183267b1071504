// Composes letter markup from facts.

import Basics
public import Foundation

/// Fills the templates of a folder. Immutable after loading; any number of threads may use it at once.
public struct LetterComposer: Sendable {
    private let templates: LetterTemplates

    /// Loads `Templates/letters`. Refuses when a kind's template is absent or faulty.
    public init(templatesFolder: URL) throws(LetterError) {
        templates = try LetterTemplates(folder: templatesFolder)
    }

    /// The markup of the letter: what is stored when the letter is issued, and what `LetterPrinter` draws.
    ///
    /// Refuses with the names of the facts that the template prints and the letter lacks, and with the characters that
    /// have no place in a letter. Without number and date the markup is that of a draft, and says so.
    public func compose(_ facts: LetterFacts) throws(LetterError) -> String {
        let missing = MissingFacts()
        let day = facts.receivedAt?.date ?? facts.preparedOn
        let model = LetterModel(facts, legalBases: templates.legalBases(on: day), missing: missing)
        guard model.forbidden.isEmpty else { throw .missingGlyphs(model.forbidden) }
        let markup = try templates.render(facts.kind, LetterModelRoot(model: model, missing: missing))
        guard missing.names.isEmpty else {
            throw .factsMissing(template: facts.kind.rawValue, names: missing.names.sorted())
        }
        // Proves that what will be stored can be read again.
        _ = try LetterMarkup.read(Array(markup.utf8))
        return markup
    }
}
