// Checks the persons of a list row by row.

import Basics
import Formats

/// One pass over the rows of a list; it remembers where each person stood to tell a second time.
struct RowWalk {
    let reading: SubjectReading
    /// Where the three keys, then the claims and then the enclosure stand in a row.
    let columns: [Int?]
    /// What these columns are called.
    private let names: [String]
    let width: Int
    /// The column behind the last one that must have something in every row.
    private let needed: Int
    var list: SubjectOutcome
    private var firstLines: [String: Int] = [:]
    /// The enclosures that rows have named.
    private var enclosures: Set<String> = []
    /// The faults of the row at hand.
    private var problems: [Problem] = []
    /// Characters that letters can print, so that each is looked up once.
    private var printable: Set<Unicode.Scalar> = []

    init(reading: SubjectReading, columns: [Int?], width: Int, list: SubjectOutcome) {
        self.reading = reading
        self.columns = columns
        names = reading.columns
        self.width = width
        let isNeeded = SubjectReading.keys.map { _ in true } + reading.claims.map(\.isRequired)
        needed = zip(columns, isNeeded).compactMap { $1 ? $0 : nil }.max().map { $0 + 1 } ?? 0
        self.list = list
    }

    /// Takes a row.
    /// - Parameter nameless: the column of the file without a heading in which the row has something.
    mutating func take(_ cells: [String], line: Int, nameless: Int? = nil) {
        problems = []
        if let row = row(cells, line: line, nameless: nameless) {
            list.good.append(ReadSubject(line: line, row: row))
        } else {
            for problem in problems { list.report(problem) }
            list.faulty.append(FaultyRow(line: line, cells: cells, problems: problems))
        }
    }

    private mutating func row(_ short: [String], line: Int, nameless: Int?) -> SubjectRow? {
        if let nameless {
            let parameters = ["letter": SheetRows.letter(ofColumn: nameless)]
            problems.append(Problem(reading.field, .columnNameless, parameters, row: line))
            return nil
        }
        // Spreadsheets leave out separators behind the last cell that is filled.
        guard short.count <= width, short.count >= needed else {
            let parameters = ["count": String(short.count), "expected": String(width)]
            problems.append(Problem(reading.field, .cellCount, parameters, row: line))
            return nil
        }
        let cells = short.count == width ? short : short + Array(repeating: "", count: width - short.count)
        let id = personalID(cells, line)
        let name = name(cells, line)
        let birth = birthDate(cells, line)
        let claims = claims(cells, line)
        let enclosure = enclosure(cells, line)
        guard let id, let name, let birth, let claims, let enclosure else { return nil }
        if let first = firstLines.updateValue(line, forKey: id) {
            firstLines[id] = first
            report(.personTwice, line, 0, ["first": String(first)])
            return nil
        }
        return SubjectRow(
            personalID: id, fullName: name, birthDate: birth, claims: claims,
            enclosure: enclosure.isEmpty ? nil : enclosure)
    }

    private mutating func personalID(_ cells: [String], _ line: Int) -> String? {
        guard let text = clean(cells, 0, line) else { return nil }
        guard text.isDigits(12) else {
            report(.personalIDDigits, line, 0)
            return nil
        }
        guard reading.isPossibleID(text) else {
            report(.personalIDStructure, line, 0)
            return nil
        }
        return text
    }

    private mutating func name(_ cells: [String], _ line: Int) -> String? {
        guard let text = clean(cells, 1, line) else { return nil }
        guard !text.isEmpty else {
            report(.nameMissing, line, 1)
            return nil
        }
        guard beginsPlainly(text, line, 1) else { return nil }
        return limited(text, SubjectReading.nameCharactersMax, line, 1)
    }

    /// Lists and results are opened with spreadsheets: no name of a person or of a file begins like a formula.
    private mutating func beginsPlainly(_ text: String, _ line: Int, _ column: Int) -> Bool {
        guard let first = text.first, "=+-@".contains(first) else { return true }
        report(.nameSign, line, column, ["character": String(first)])
        return false
    }

    private mutating func birthDate(_ cells: [String], _ line: Int) -> String? {
        guard let text = clean(cells, 2, line) else { return nil }
        do {
            return try BirthDate.normalForm(text, today: reading.today)
        } catch {
            report(error == .form ? .birthDateForm : .birthDateInFuture, line, 2)
            return nil
        }
    }

    private mutating func claims(_ cells: [String], _ line: Int) -> [String: String]? {
        var claims: [String: String] = [:]
        var isGood = true
        for (offset, claim) in reading.claims.enumerated() {
            let column = SubjectReading.keys.count + offset
            guard columns[column] != nil else { continue }
            guard let text = clean(cells, column, line),
                let value = limited(text, SubjectReading.claimCharactersMax, line, column)
            else {
                isGood = false
                continue
            }
            if value.isEmpty {
                if claim.isRequired { report(.claimMissing, line, column) }
                isGood = isGood && !claim.isRequired
            } else if reading.isReadableClaim(claim.key, value) {
                switch reading.kept(claim.key, value) {
                case .value(let kept): claims[claim.key] = kept
                case .fault(let code, let parameters):
                    report(code, line, column, parameters)
                    isGood = false
                }
            } else {
                report(.claimUnknown, line, column, ["expected": claim.example])
                isGood = false
            }
        }
        // A request to confirm says what: where every claim is optional, one of them is still needed.
        if isGood, claims.isEmpty, !reading.claims.isEmpty {
            report(.claimMissing, line, SubjectReading.keys.count)
            return nil
        }
        return isGood ? claims : nil
    }

    /// Empty where none is named.
    private mutating func enclosure(_ cells: [String], _ line: Int) -> String? {
        guard reading.namesEnclosures else { return "" }
        let column = names.count - 1
        guard let text = clean(cells, column, line), beginsPlainly(text, line, column),
            let name = limited(text, Limits.fileNameCharactersMax, line, column)
        else { return nil }
        if name.isEmpty { return name }
        enclosures.insert(FileName.keyOfPDF(name))
        guard enclosures.count <= Limits.documentsMax else {
            report(.enclosuresTooMany, line, column, ["max": String(Limits.documentsMax)])
            return nil
        }
        return name
    }

    private mutating func clean(_ cells: [String], _ column: Int, _ line: Int) -> String? {
        guard let place = columns[column] else { return "" }
        do {
            let text = try CleanText.clean(cells[place], allowsLines: false)
            return isPrintable(text, line, column) ? text : nil
        } catch {
            report(.controlCharacter, line, column, ["character": error.scalar.codePoint])
            return nil
        }
    }

    private mutating func isPrintable(_ text: String, _ line: Int, _ column: Int) -> Bool {
        if CleanText.isCleanAlready(text) { return true }
        let unknown = text.unicodeScalars.filter { !printable.contains($0) }
        if unknown.isEmpty { return true }
        let found = reading.unprintable(String(String.UnicodeScalarView(unknown)))
        printable.formUnion(Set(unknown).subtracting(found))
        if found.isEmpty { return true }
        report(.unprintable, line, column, ["characters": Unicode.Scalar.codePoints(found)])
        return false
    }

    private mutating func limited(_ text: String, _ max: Int, _ line: Int, _ column: Int) -> String? {
        if text.utf8.count <= max { return text }
        let length = text.unicodeScalars.count
        if length <= max { return text }
        report(.tooLong, line, column, ["max": String(max), "length": String(length)])
        return nil
    }

    private mutating func report(
        _ code: ProblemCode, _ line: Int, _ column: Int, _ parameters: [String: String] = [:]
    ) {
        problems.append(Problem(reading.field, code, parameters, row: line, column: names[column]))
    }
}
