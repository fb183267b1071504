// What there is to know of a kind of paper.

public import Basics
public import Forms

/// One `<paper>` of a `papers.xml`.
public struct PaperEntry: Hashable, Sendable {
    /// Where a paper gets its number.
    public enum Series: String, CaseIterable, Sendable {
        /// From the outgoing register of the office, in which it is entered.
        case outgoing
        /// From nowhere: the requester's own document, or a paper without a number.
        case none
    }

    public var kind: PaperKind
    /// The path of its letter beside `papers.xml`.
    public var letter: String
    /// The official forms that take the letter's place, each in its time.
    public var forms: [PaperForm]
    /// The size of the body text in points.
    public var bodySize: Int
    /// The abbreviation of its type in the number (Decree 30/2020, Annex III; the one-stop slips carry the one of the
    /// reception desk); `nil` for a letter without a type name (công văn).
    public var notation: String?
    /// Whether the reception desk makes it, and no unit of the agency drafts it.
    public var isOfDesk: Bool
    public var series: Series
    /// What other papers call its type, such as `Quyết định`; `nil` for a paper that none refers to.
    public var type: String?
    /// The earlier paper of the case that it refers to.
    public var refersTo: PaperKind?
    /// The facts its letter may print.
    public var facts: Set<FactGroup>
    /// Whether it prints the persons concerned, and not only their number.
    public var printsPersons: Bool
    public var name: BilingualText
    /// What the registers say of it, with `{organization}` in place of the requester; empty for a paper that no
    /// register holds.
    public var subject: String
    public var provenance: Provenance
    /// The line of the file.
    public var line: Int

    /// What follows the slash of the number: the type, where it has a name, then the agency and the unit that drafted
    /// it. A slip of the reception desk names the desk in place of a unit. Empty for a paper without a number.
    public func notation(of office: Office) -> String {
        switch (series, notation) {
        case (.none, _): ""
        case (.outgoing, let desk?) where isOfDesk: "\(desk)-\(office.abbreviation)"
        case (.outgoing, let type?): "\(type)-\(office.notation)"
        case (.outgoing, nil): office.notation
        }
    }

    /// What the registers say of a paper of this organisation.
    public func subject(for requester: Requester) -> String {
        subject.replacing(Self.organizationPlace, with: requester.name)
    }

    static let organizationPlace = "{organization}"
}
