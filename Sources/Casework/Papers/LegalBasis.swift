// The laws that letters cite.

public import Basics
import Formats
import Forms

/// One law that letters cite while it is in force, read from `legal-bases.xml`.
public struct LegalBasis: Hashable, Sendable {
    public let text: String
    public let from: LocalDate
    /// The first day on which it is no longer cited.
    public let before: LocalDate?

    public func isInForce(on day: LocalDate) -> Bool { day >= from && (before.map { day < $0 } ?? true) }

    /// The law with that article of it in front; `nil` for an article of another law.
    func citation(of article: String) -> String? {
        let name = text.prefix(upTo: text.firstRange(of: " ngày ")?.lowerBound ?? text.endIndex)
        return article.firstRange(of: name).map { article[..<$0.lowerBound] + text }
    }

    /// All bases of a file in its order, with everything that is wrong with it.
    static func load(_ bytes: [UInt8], file: String) -> ([LegalBasis], [Diagnostic]) {
        var reader = ElementReader(file: file)
        guard let root = reader.root(bytes, named: "legal-bases") else { return ([], reader.diagnostics) }
        reader.expect(root, attributes: [], children: ["basis"])
        let bases = root.children("basis").compactMap { element -> LegalBasis? in
            reader.expect(element, attributes: ["from", "before"])
            let text = ElementReader.paragraph(element.text)
            if text.isEmpty { reader.report(element, "a <basis> without a text") }
            let before = reader.date("before", of: element, isRequired: false)
            return reader.date("from", of: element).map { LegalBasis(text: text, from: $0, before: before) }
        }
        return (bases, reader.diagnostics)
    }
}
