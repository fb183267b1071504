// What was granted, and what was not.

public import Basics
public import Casework

/// What a decision permits.
public struct GrantFacts: FactSource {
    /// What was asked for and not granted.
    public struct Narrowing: Hashable, Sendable {
        /// Labels of fields not granted.
        public var fields: [String] = []
        /// The rows of the list that were not granted.
        public var rows: [Int] = []
        /// How many calls fewer than asked for.
        public var calls: Int?
        /// The last day asked for, when a shorter period is granted.
        public var until: LocalDate?
        /// Line ends start a paragraph.
        public var reason = ""
        /// The article it rests on.
        public var article = ""

        public init() {}
    }

    /// Labels of the fields granted.
    public var fields: [String] = []
    /// How the claims about these fields are compared, a rule each; empty where values are provided.
    public var comparisonRules: [String] = []
    /// How many persons are granted.
    public var total: Int?
    /// The granted rows of the list, where not all are: `1–8, 12`.
    public var rows: String?
    /// The digest of the list whose rows are granted.
    public var listDigest: String?
    /// The persons in these rows with their row numbers, where the paper prints them.
    public var persons: [(row: Int, person: ScopeFacts.Person)] = []
    /// How many times each person's data may be asked for.
    public var usesMax: Int?
    /// How often a server may call, where persons are named by calls.
    public var callsMax: Int?
    /// As of which day people are counted, in which areas, and how many marginals of counts may be had.
    public var tables: (day: LocalDate, areas: String, marginals: Int)?
    /// The last day of the grant.
    public var until: LocalDate?
    /// What a full approval rests on besides the laws that every decision cites; empty for nothing.
    public var article = ""
    /// `nil` for a full approval.
    public var narrowing: Narrowing?

    public init() {}

    public var group: FactGroup { .grant }

    public func write(_ pen: inout FactPen) {
        pen.points("fields", fields)
        pen.text("fieldsCount", fields.isEmpty ? nil : LetterWording.twoDigits(fields.count))
        pen.paragraphs("comparisonRules", comparisonRules.joined(separator: "\n"))
        pen.text("subjectsTotal", total.map(LetterWording.count))
        pen.text("grantedRows", rows)
        pen.text("listDigest", listDigest)
        pen.rows(
            "grantedPersons",
            persons.map { row, person in
                [
                    "row": .text(String(row)), "personalID": .text(person.personalID),
                    "fullName": .text(person.fullName), "birthDate": .text(person.birthDate),
                ]
            })
        pen.text("usesMax", usesMax.map(LetterWording.count))
        pen.text("callsMax", callsMax.map(LetterWording.count))
        pen.flag("namesPersons", callsMax == nil && tables == nil)
        pen.text("countedOn", tables.map { LetterWording.date($0.day) })
        pen.text("countedAreas", tables?.areas)
        pen.text("marginalsMax", tables.map { LetterWording.count($0.marginals) })
        pen.text("until", until.map(LetterWording.date))
        pen.text("article", narrowing?.article ?? article)
        pen.flag("isNarrowed", narrowing != nil)
        pen.points("narrowedFields", narrowing?.fields ?? [])
        pen.text("narrowedSubjects", narrowing.flatMap { $0.rows.isEmpty ? nil : LetterWording.count($0.rows.count) })
        pen.text("narrowedRows", narrowing.map { RowSelection.text($0.rows) })
        pen.text("narrowedCalls", narrowing?.calls.map(LetterWording.count))
        pen.text("narrowedUntil", narrowing?.until.map(LetterWording.date))
        pen.paragraphs("narrowedReasons", narrowing?.reason ?? "")
        // Each thing not granted is a clause of its own, counted from 1.
        var clause = 0
        for (name, isThere) in [
            ("narrowedFieldsClause", narrowing?.fields.isEmpty == false),
            ("narrowedSubjectsClause", narrowing.map { !$0.rows.isEmpty } ?? false),
            ("narrowedCallsClause", narrowing?.calls != nil),
            ("narrowedUntilClause", narrowing?.until != nil),
        ] where isThere {
            clause += 1
            pen.text(name, String(clause))
        }
        // A narrower approval has one article more, the second.
        let firstDuty = narrowing == nil ? 2 : 3
        pen.text("dutiesArticle", String(firstDuty))
        pen.text("agencyArticle", String(firstDuty + 1))
        pen.text("effectArticle", String(firstDuty + 2))
    }
}
