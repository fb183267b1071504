// Checks the persons of a list row by row.

import Basics

/// One pass over the rows of a list; it remembers where each person stood to tell a second time.
struct RowWalk {
    let reading: SubjectReading
    /// Where the three keys and then the claims stand in a row.
    let columns: [Int?]
    let width: Int
    var list: SubjectOutcome
    private var firstLines: [String: Int] = [:]

    init(reading: SubjectReading, columns: [Int?], width: Int, list: SubjectOutcome) {
        self.reading = reading
        self.columns = columns
        self.width = width
        self.list = list
    }

    mutating func reserve(_ count: Int) {
        firstLines.reserveCapacity(count)
        list.rows.reserveCapacity(count)
    }

    mutating func take(_ cells: [String], line: Int) {
        guard cells.count == width else {
            let parameters = ["count": String(cells.count), "expected": String(width)]
            list.report(Problem(reading.field, .cellCount, parameters, row: line))
            return
        }
        let id = personalID(cells, line)
        let name = name(cells, line)
        let birth = birthDate(cells, line)
        let claims = claims(cells, line)
        guard let id, let name, let birth, let claims, list.problemCount == 0 else { return }
        list.rows.append(SubjectRow(personalID: id, fullName: name, birthDate: birth, claims: claims))
    }

    private mutating func personalID(_ cells: [String], _ line: Int) -> String? {
        guard let text = clean(cells, 0, line) else { return nil }
        guard text.utf8.count == 12, text.utf8.allSatisfy({ (48...57).contains($0) }) else {
            report(.personalIDDigits, line, 0)
            return nil
        }
        guard reading.isPossibleID(text) else {
            report(.personalIDStructure, line, 0)
            return nil
        }
        if let first = firstLines.updateValue(line, forKey: text) {
            firstLines[text] = first
            report(.personTwice, line, 0, ["first": String(first)])
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
        return limited(text, SubjectReading.nameCharactersMax, line, 1)
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
                claims[claim.key] = value
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

    private mutating func clean(_ cells: [String], _ column: Int, _ line: Int) -> String? {
        guard let place = columns[column] else { return "" }
        if let text = CleanText.clean(cells[place], allowsLines: false) { return text }
        report(.controlCharacter, line, column)
        return nil
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
        let keys = SubjectReading.keys.count
        let name = column < keys ? SubjectReading.keys[column] : reading.claims[column - keys].key
        list.report(Problem(reading.field, code, parameters, row: line, column: name))
    }
}
