// Reads the persons a request is about, from a CSV table or from typed rows.

public import Basics
public import Formats

/// Reads persons by the columns of one service. What a personal identification number looks like inside its 12 digits,
/// which claims can be compared at all, what people call the columns and what letters can print belongs to others, so
/// those rules are handed in.
public struct SubjectReading: Sendable {
    /// The columns of every list; the claims of the service follow.
    public static let keys = ["personal_id", "full_name", "birth_date"]
    /// The last column of a list whose persons may name the enclosed file that concerns them.
    public static let enclosure = "enclosure"
    static let nameCharactersMax = 200
    static let claimCharactersMax = 500

    /// Problems are about this field.
    public var field: String
    public var claims: [ClaimColumn]
    /// Whether a row may name an enclosed file. That it is there is checked when the request is filed.
    public var namesEnclosures: Bool
    public var today: LocalDate
    public var rowsMax: Int
    /// Whether 12 digits can be somebody's number.
    public var isPossibleID: @Sendable (String) -> Bool
    /// Whether the value of a claim column can be compared.
    public var isReadableClaim: @Sendable (_ column: String, _ value: String) -> Bool
    /// What is kept of a claim that can be compared; at first the value as it is.
    public var kept: @Sendable (_ column: String, _ value: String) -> KeptClaim = { .value($1) }
    /// What a heading stands for; at first only the columns themselves are known.
    public var meaning: @Sendable (_ heading: String) -> SheetHeading
    /// The characters of a text that letters could not print.
    public var unprintable: @Sendable (_ text: String) -> [Unicode.Scalar] = { _ in [] }

    public init(
        field: String = "subjects_file", claims: [ClaimColumn], namesEnclosures: Bool = false, today: LocalDate,
        rowsMax: Int = Limits.subjectsMax,
        isPossibleID: @escaping @Sendable (String) -> Bool,
        isReadableClaim: @escaping @Sendable (_ column: String, _ value: String) -> Bool = { _, _ in true }
    ) {
        self.field = field
        self.claims = claims
        self.namesEnclosures = namesEnclosures
        self.today = today
        self.rowsMax = rowsMax
        self.isPossibleID = isPossibleID
        self.isReadableClaim = isReadableClaim
        let columns = Set(SubjectReading.columns(claims, namesEnclosures: namesEnclosures))
        meaning = { heading in
            let name = heading.lowercased()
            return columns.contains(name) ? .column(name) : .unknown
        }
    }

    /// The columns of a list for this service, in the order the page shows them.
    public var columns: [String] { SubjectReading.columns(claims, namesEnclosures: namesEnclosures) }

    /// The columns of a list with these claims, in order.
    public static func columns(_ claims: [ClaimColumn], namesEnclosures: Bool) -> [String] {
        keys + claims.map(\.key) + (namesEnclosures ? [enclosure] : [])
    }

    /// Reads rows typed on the page: each column is an input that repeats once a row. Rows left empty are passed over.
    public func read(typed source: some FieldSource) -> SubjectOutcome {
        let cells = columns.map { source.values($0) }
        let count = cells.map(\.count).max() ?? 0
        var list = SubjectOutcome()
        guard count <= Limits.typedSubjectsMax else {
            let parameters = ["max": String(Limits.typedSubjectsMax), "count": String(count)]
            list.report(Problem(field, .tooManyRows, parameters))
            return list
        }
        var walk = RowWalk(reading: self, columns: Array(columns.indices), width: columns.count, list: list)
        for index in 0..<count {
            let row = cells.map { index < $0.count ? $0[index] : "" }
            if row.allSatisfy(\.trimmed.isEmpty) { continue }
            walk.take(row, line: index + 1)
        }
        return finish(walk)
    }

    /// What is wrong with a list as a whole, which was put together from what was read now and before.
    public func problems(ofWhole rows: [SubjectRow]) -> [Problem] {
        var problems: [Problem] = []
        if rows.count > rowsMax {
            problems.append(Problem(field, .tooManyRows, ["max": String(rowsMax), "count": String(rows.count)]))
        }
        if Set(rows.lazy.compactMap(\.enclosure).map(FileName.keyOfPDF)).count > Limits.documentsMax {
            problems.append(Problem(field, .enclosuresTooMany, ["max": String(Limits.documentsMax)]))
        }
        return problems
    }

    func finish(_ walk: RowWalk) -> SubjectOutcome {
        var list = walk.list
        if list.problemCount == 0, list.good.isEmpty { list.report(Problem(field, .rowsMissing)) }
        return list
    }

    /// Where each expected column stands in the header (`nil` for a claim that may be missing and is); `nil` as a whole
    /// when the header does not do.
    func columns(
        _ header: [String], titles: [String], line: Int, _ list: inout SubjectOutcome
    ) -> [Int?]? {
        let expected = columns
        func report(_ code: ProblemCode, _ parameters: [String: String]) {
            list.report(Problem(field, code, parameters, row: line, column: parameters["column"]))
        }
        for (name, title) in zip(header, titles) where !expected.contains(name) {
            let parameters = ["column": CleanText.quotable(title), "expected": expected.joined(separator: ", ")]
            report(.columnUnknown, parameters)
        }
        let optional = Set(claims.filter { !$0.isRequired }.map(\.key) + [SubjectReading.enclosure])
        let places = expected.map { header.firstIndex(of: $0) }
        for (name, place) in zip(expected, places) where place == nil && !optional.contains(name) {
            report(.columnMissing, ["column": name])
        }
        return list.problemCount == 0 ? places : nil
    }
}
