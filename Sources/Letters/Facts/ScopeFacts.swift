// What was asked for: which fields, about whom.

public import Basics
public import Casework

/// The scope of a request.
public struct ScopeFacts: FactSource {
    /// One person concerned.
    public struct Person: Hashable, Sendable {
        public var personalID: String
        public var fullName: String
        /// As text: some people have only a year of birth.
        public var birthDate: String
        /// The claimed value to be matched, or a remark; may be empty.
        public var extra: String

        public init(personalID: String, fullName: String, birthDate: String, extra: String = "") {
            self.personalID = personalID
            self.fullName = fullName
            self.birthDate = birthDate
            self.extra = extra
        }
    }

    /// A longer list would tear the letter apart, so it becomes an annex.
    private static let personsInTextMax = 15

    /// Labels of the fields asked for.
    public var fields: [String] = []
    /// The persons, where the paper prints them.
    public var persons: [Person] = []
    /// How many persons in all.
    public var total: Int?
    /// How many calls, where a server names the persons later.
    public var calls: Int?
    /// As of which day people are counted, and in which areas, where tables are asked for.
    public var tables: (day: LocalDate, areas: String)?

    public init() {}

    public var group: FactGroup { .scope }

    public func write(_ pen: inout FactPen) {
        pen.points("fields", fields)
        pen.text("fieldsCount", fields.isEmpty ? nil : LetterWording.twoDigits(fields.count))
        pen.rows(
            "subjects",
            persons.enumerated().map { index, person in
                [
                    "number": .text(String(index + 1)), "personalID": .text(person.personalID),
                    "fullName": .text(person.fullName), "birthDate": .text(person.birthDate),
                    "extra": .text(person.extra),
                ]
            })
        pen.flag("subjectsInText", !persons.isEmpty && persons.count <= Self.personsInTextMax)
        pen.flag("subjectsInAnnex", persons.count > Self.personsInTextMax)
        pen.flag("subjectsHaveExtra", persons.contains { !$0.extra.isEmpty })
        pen.text("callsAsked", calls.map(LetterWording.count))
        pen.flag("namesPersons", calls == nil && tables == nil)
        pen.text("countedOn", tables.map { LetterWording.date($0.day) })
        pen.text("countedAreas", tables?.areas)
        pen.text("subjectsTotal", total.map(LetterWording.count))
    }
}
