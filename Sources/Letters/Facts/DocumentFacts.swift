// The documents that were handed in.

public import Casework

/// The enclosures of the dossier.
public struct DocumentFacts: FactSource {
    /// One of them.
    public struct Document: Hashable, Sendable {
        public var title: String
        public var copies: Int
        /// `Bản giấy`, `Bản điện tử`.
        public var form: String

        public init(title: String, copies: Int = 1, form: String) {
            self.title = title
            self.copies = copies
            self.form = form
        }
    }

    public var documents: [Document]

    public init(_ documents: [Document]) { self.documents = documents }

    public var group: FactGroup { .documents }

    public func write(_ pen: inout FactPen) {
        let letters = LetterWording.pointLetters(documents.count)
        pen.rows(
            "documents",
            documents.enumerated().map { index, document in
                [
                    "number": .text(String(index + 1)), "letter": .text(letters[index]),
                    "title": .text(document.title), "copies": .text(LetterWording.twoDigits(document.copies)),
                    "form": .text(document.form),
                ]
            })
    }
}
