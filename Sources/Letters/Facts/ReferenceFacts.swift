// An earlier paper that this one refers to.

public import Basics
public import Casework

/// Another paper, as letters name it: the decision that a notice carries out, the notice a data sheet goes with.
public struct ReferenceFacts: FactSource {
    public var reference: LetterReference?

    /// The paper by its type; one without a number or a type cannot be referred to.
    public init(_ paper: Paper?, _ entry: PaperEntry?) {
        guard let paper, let number = paper.reference, let type = entry?.type else { return }
        reference = LetterReference(type: type, number: number, date: paper.date)
    }

    public var group: FactGroup { .reference }

    public func write(_ pen: inout FactPen) { pen.text("reference", reference.map(LetterWording.reference)) }
}

/// A paper by type, number and date.
public struct LetterReference: Hashable, Sendable {
    /// `Quyết định`, `Thông báo`.
    public var type: String
    /// With notation, such as `05/QĐ-C06`.
    public var number: String
    public var date: LocalDate

    public init(type: String, number: String, date: LocalDate) {
        self.type = type
        self.number = number
        self.date = date
    }
}
