// What people say to each other about a case, beside what is done in it.

public import Basics

/// One remark on a case: a note of an office for its own people, a word to the requester, or the requester's answer.
/// Remarks change nothing about the case: no step is done by them, and no term stops.
public struct Remark: Hashable, Sendable {
    /// The raw values are types of entries in the log, for ever. They say who may read a remark even when its words
    /// were erased.
    public enum Kind: String, CaseIterable, Sendable {
        /// For the people of the office that made it.
        case inside = "remark-inside"
        /// For the requester to know.
        case told = "remark-told"
        /// For the requester to answer.
        case asked = "remark-asked"
        /// By the requester.
        case answered = "remark-answered"
        /// An office has read the answers, and waits for no other.
        case settled = "remarks-settled"
    }

    /// What was said, by whom.
    public struct Content: Hashable, Codable, Sendable {
        public var by: Signatory
        /// The office whose remark it is; `nil` for the requester's.
        public var office: OfficeCode?
        /// Empty where somebody only settles.
        public var text: String
        /// The number of the remark that is answered.
        public var answers: Int?

        public init(by: Signatory, office: OfficeCode?, text: String, answers: Int? = nil) {
            self.by = by
            self.office = office
            self.text = text
            self.answers = answers
        }
    }

    /// 1, 2, 3 … on the case.
    public var number: Int
    public var kind: Kind
    public var at: Timestamp
    /// `nil` once it was erased by order.
    public var content: Content?

    public init(number: Int, kind: Kind, at: Timestamp, content: Content?) {
        self.number = number
        self.kind = kind
        self.at = at
        self.content = content
    }
}

/// The remarks on one case in order, and who is to read or answer some.
public struct RemarkThread: Hashable, Sendable {
    public private(set) var remarks: [Remark] = []
    /// The remarks that the requester has not answered yet, by their numbers.
    public private(set) var questions: [Int: Question] = [:]
    /// The offices that have an answer to read, each with the moment of the first.
    public private(set) var unread: [OfficeCode: Timestamp] = [:]

    public struct Question: Hashable, Sendable {
        public var office: OfficeCode
        public var since: Timestamp
    }

    public init(_ remarks: [Remark] = []) {
        for remark in remarks { add(remark) }
    }

    /// The number that the next remark has.
    public var next: Int { (remarks.last?.number ?? 0) + 1 }

    public mutating func add(_ remark: Remark) {
        remarks.append(remark)
        guard let content = remark.content else { return }
        switch (remark.kind, content.office) {
        case (.told, let office?): unread[office] = nil
        case (.asked, let office?):
            unread[office] = nil
            questions[remark.number] = Question(office: office, since: remark.at)
        case (.answered, _):
            guard let number = content.answers, let office = office(of: number) else { return }
            questions[number] = nil
            unread[office] = min(unread[office] ?? remark.at, remark.at)
        case (.settled, let office?):
            unread[office] = nil
            questions = questions.filter { $0.value.office != office }
        case (.inside, _), (_, nil): break
        }
    }

    /// A remark to the requester, by its number.
    public func toRequester(_ number: Int) -> Remark? {
        remarks.first { $0.number == number && ($0.kind == .asked || $0.kind == .told) && $0.content != nil }
    }

    /// The office whose remark has that number.
    private func office(of number: Int) -> OfficeCode? { toRequester(number)?.content?.office }
}
