// Reads the persons a request is about, from a CSV table or from typed rows.

public import Basics

/// Reads persons by the columns of one service. What a personal identification number looks like inside its 12 digits,
/// and which claims can be compared at all, belongs to the registry, so those rules are handed in.
public struct SubjectReading: Sendable {
    /// The columns of every list; the claims of the service follow.
    public static let keys = ["personal_id", "full_name", "birth_date"]
    static let nameCharactersMax = 200
    static let claimCharactersMax = 500

    /// Problems are about this field.
    public var field: String
    public var claims: [ClaimColumn]
    public var today: LocalDate
    public var rowsMax: Int
    /// Whether 12 digits can be somebody's number.
    public var isPossibleID: @Sendable (String) -> Bool
    /// Whether the value of a claim column can be compared.
    public var isReadableClaim: @Sendable (_ column: String, _ value: String) -> Bool

    public init(
        field: String = "subjects_file", claims: [ClaimColumn], today: LocalDate, rowsMax: Int = Limits.subjectsMax,
        isPossibleID: @escaping @Sendable (String) -> Bool,
        isReadableClaim: @escaping @Sendable (_ column: String, _ value: String) -> Bool = { _, _ in true }
    ) {
        self.field = field
        self.claims = claims
        self.today = today
        self.rowsMax = rowsMax
        self.isPossibleID = isPossibleID
        self.isReadableClaim = isReadableClaim
    }

    /// Reads a table: its header in any order, and its rows with the line each stands on.
    public func read(header: [String], rows: [(line: Int, cells: [String])]) -> SubjectOutcome {
        var list = SubjectOutcome()
        guard let columns = columns(header, &list) else { return list }
        guard rows.count <= rowsMax else {
            list.report(Problem(field, .tooManyRows, ["max": String(rowsMax), "count": String(rows.count)]))
            return list
        }
        var walk = RowWalk(reading: self, columns: columns, width: header.count, list: list)
        walk.reserve(rows.count)
        for row in rows { walk.take(row.cells, line: row.line) }
        return finish(walk)
    }

    /// Reads rows typed on the page: each column is an input that repeats once a row. Rows left empty are passed over.
    public func read(typed source: some FieldSource) -> SubjectOutcome {
        let keys = SubjectReading.keys + claims.map(\.key)
        let cells = keys.map { source.values($0) }
        let count = cells.map(\.count).max() ?? 0
        var list = SubjectOutcome()
        guard count <= Limits.typedSubjectsMax else {
            let parameters = ["max": String(Limits.typedSubjectsMax), "count": String(count)]
            list.report(Problem(field, .tooManyRows, parameters))
            return list
        }
        var walk = RowWalk(reading: self, columns: Array(keys.indices), width: keys.count, list: list)
        for index in 0..<count {
            let row = cells.map { index < $0.count ? $0[index] : "" }
            if row.allSatisfy(\.trimmed.isEmpty) { continue }
            walk.take(row, line: index + 1)
        }
        return finish(walk)
    }

    private func finish(_ walk: RowWalk) -> SubjectOutcome {
        var list = walk.list
        if list.problemCount > 0 {
            list.rows = []
        } else if list.rows.isEmpty {
            list.report(Problem(field, .rowsMissing))
        }
        return list
    }

    /// Where each expected column stands in the header (`nil` for a claim that may be missing and is); `nil` as a whole
    /// when the header does not do.
    private func columns(_ header: [String], _ list: inout SubjectOutcome) -> [Int?]? {
        let expected = SubjectReading.keys + claims.map(\.key)
        let names = header.map { $0.trimmed.lowercased() }
        for (index, name) in names.enumerated() {
            if !expected.contains(name) {
                let shown = CleanText.clean(header[index], allowsLines: false).map { String($0.prefix(80)) } ?? ""
                report(.columnUnknown, ["column": shown, "expected": expected.joined(separator: ", ")], &list)
            } else if names[..<index].contains(name) {
                report(.columnTwice, ["column": name], &list)
            }
        }
        let optional = Set(claims.filter { !$0.isRequired }.map(\.key))
        let places = expected.map { names.firstIndex(of: $0) }
        for (name, place) in zip(expected, places) where place == nil && !optional.contains(name) {
            report(.columnMissing, ["column": name], &list)
        }
        return list.problemCount == 0 ? places : nil
    }

    private func report(_ code: ProblemCode, _ parameters: [String: String], _ list: inout SubjectOutcome) {
        list.report(Problem(field, code, parameters, row: 1, column: parameters["column"]))
    }
}
