// What must be supplemented.

public import Basics
public import Casework

/// A request for supplements.
public struct SupplementFacts: FactSource {
    public var wanted: [String]
    /// Line ends start a paragraph.
    public var reason: String
    /// The last day for it.
    public var until: LocalDate?
    /// The parts of the request that may be changed; none where only enclosures are wanted.
    public var pages: [String]

    public init(wanted: [String], reason: String, until: LocalDate?, pages: [String] = []) {
        self.pages = pages
        self.wanted = wanted
        self.reason = reason
        self.until = until
    }

    public var group: FactGroup { .supplement }

    public func write(_ pen: inout FactPen) {
        pen.points("wanted", wanted)
        pen.paragraphs("reasons", reason)
        pen.points("openedPages", pages)
        pen.text("until", until.map(LetterWording.date))
    }
}
