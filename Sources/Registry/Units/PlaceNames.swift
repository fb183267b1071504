// The names under which provinces are written, today and before, and communes that only their marks tell apart.

public import Basics
import Formats

/// What comparing addresses must know of the country: `Workflows/units` as one value. The rules are in
/// docs/matching.md.
public struct PlaceNames: Sendable {
    /// What a name of a province says.
    struct Province: Sendable {
        /// The name as the list of provinces has it, or that of a former province: equal names are one province.
        let name: String
        /// Those that hold its territory at any later time; addresses in both may be one place.
        var heirs: Set<String> = []
        /// Whether a province of this name stands today.
        var stands = false
        var isCity = false

        /// Whether one's territory lies in the other's, wholly or in part, at another time.
        func isOfOneLine(with other: Province) -> Bool {
            name == other.name || heirs.contains(other.name) || other.heirs.contains(name)
        }
    }

    private var provinces: [String: Province] = [:]
    /// Names of those that stand today, by code.
    private var codes: [String: String] = [:]
    /// By words without marks, one space between.
    private var spellings: [String: String] = [:]
    /// The words of the longest spelling.
    private(set) var longest = 0
    /// `province/words of a commune without marks`.
    private var homonyms: Set<String> = []

    /// The province that these words name.
    func province(_ words: String) -> Province? { spellings[words].flatMap { provinces[$0] } }

    /// The province of today with that code.
    func province(code: String) -> Province? { codes[code].flatMap { provinces[$0] } }

    /// Whether several communes of the province are written with these words when their marks are left out.
    func isAmbiguousWithoutMarks(_ words: String, in province: Province) -> Bool {
        homonyms.contains("\(province.name)/\(words)")
    }

    private static func key(_ text: String) -> String { AddressWords(text).words.map(\.plain).joined(separator: " ") }
}

extension PlaceNames {
    /// The names of the provinces themselves, without the two files.
    init(_ table: Provinces) {
        for entry in table.all {
            let name = entry.name.vi
            var province = provinces[name] ?? Province(name: name)
            if entry.validTo == nil {
                province.stands = true
                codes[entry.code] = name
            }
            province.isCity = province.isCity || entry.kind == .city
            if let end = entry.validTo, let heir = table.heirNow(of: entry, after: end), heir != name {
                province.heirs.insert(heir)
            }
            provinces[name] = province
            add(spelling: name, of: name)
            add(spelling: entry.name.en, of: name)
        }
    }

    /// Adds a spelling, also written as one word (Hanoi).
    private mutating func add(spelling: String, of name: String) {
        let words = AddressWords(spelling).words.map(\.plain)
        longest = max(longest, words.count)
        spellings[words.joined(separator: " ")] = name
        spellings[words.joined()] = name
    }

    private static let nameColumns = ["name", "of", "kind", "until", "source", "mark"]
    private static let homonymColumns = ["province", "communes", "as_of", "source", "mark"]
    private static let rowsMax = 1_000

    /// Reads `names.csv` and `homonyms.csv`. With any error there are no names, since addresses would be compared
    /// wrong.
    public static func load(
        _ table: Provinces, names: (bytes: [UInt8], file: String), homonyms: (bytes: [UInt8], file: String)
    ) -> (PlaceNames?, [Diagnostic]) {
        var places = PlaceNames(table)
        var findings: [Diagnostic] = []
        for row in rows(names, nameColumns, &findings) {
            if let fault = places.add(name: row.cells) {
                findings.append(Diagnostic(file: names.file, line: row.line, fault))
            }
        }
        for row in rows(homonyms, homonymColumns, &findings) {
            if let fault = places.add(homonym: row.cells) {
                findings.append(Diagnostic(file: homonyms.file, line: row.line, fault))
            }
        }
        places.inherit()
        return (findings.hasErrors ? nil : places, findings)
    }

    private static func rows(
        _ source: (bytes: [UInt8], file: String), _ columns: [String], _ findings: inout [Diagnostic]
    ) -> [CSVRow] {
        do {
            let table = try CSVReader.read(source.bytes, rowsMax: rowsMax)
            if table.header == columns { return table.rows }
            let wanted = columns.joined(separator: ",")
            findings.append(Diagnostic(file: source.file, line: 1, "the header must be \(wanted)"))
        } catch {
            findings += error.diagnostics(of: source.file)
        }
        return []
    }

    /// Takes a row of `names.csv`, or says what is wrong with it.
    private mutating func add(name cells: [String]) -> String? {
        let of = cells[1].split(separator: ";").map { String($0).trimmed }
        guard !cells[0].isEmpty, !of.isEmpty else { return "a name is missing" }
        guard cells[3].isEmpty || LocalDate(cells[3]) != nil else { return "until is not a date: “\(cells[3])”" }
        guard !cells[4].isEmpty, !cells[5].isEmpty else { return "source or mark is missing" }
        guard spellings[PlaceNames.key(cells[0])] == nil else { return "“\(cells[0])” is a name already" }
        switch cells[2] {
        case "same":
            guard of.count == 1, provinces[of[0]] != nil else { return "“\(cells[1])” is no province" }
            add(spelling: cells[0], of: of[0])
        case "former":
            if let unknown = of.first(where: { provinces[$0] == nil }) { return "“\(unknown)” is no province" }
            provinces[cells[0]] = Province(name: cells[0], heirs: Set(of))
            add(spelling: cells[0], of: cells[0])
        default: return "the kind must be same or former, not “\(cells[2])”"
        }
        return nil
    }

    private mutating func add(homonym cells: [String]) -> String? {
        guard provinces[cells[0]]?.stands == true else { return "“\(cells[0])” is no province of today" }
        guard LocalDate(cells[2]) != nil else { return "as_of is not a date: “\(cells[2])”" }
        guard !cells[3].isEmpty, !cells[4].isEmpty else { return "source or mark is missing" }
        let communes = cells[1].split(separator: ";").map { AddressWords(String($0)).words }
        let names = Set(communes.map { $0.dropFirst().map(\.plain).joined(separator: " ") })
        guard communes.count > 1, names.count == 1, let name = names.first else {
            return "“\(cells[1])” must be two communes or more that differ in nothing but marks"
        }
        homonyms.insert("\(cells[0])/\(name)")
        return nil
    }

    /// Heirs of heirs are heirs; what a former province became must be known.
    private mutating func inherit() {
        for name in provinces.keys {
            var seen = provinces[name]?.heirs ?? []
            var waiting = Array(seen)
            while let next = waiting.popLast() {
                for heir in provinces[next]?.heirs ?? [] where seen.insert(heir).inserted { waiting.append(heir) }
            }
            provinces[name]?.heirs = seen
        }
    }
}

extension Provinces {
    /// The name of the province that holds the territory today.
    fileprivate func heirNow(of province: Province, after end: LocalDate) -> String? {
        var (found, end) = (province, end)
        while true {
            guard let next = found.continuedAs, let heir = self.province(next, on: end.adding(days: 1)) else {
                return nil
            }
            guard let last = heir.validTo else { return heir.name.vi }
            (found, end) = (heir, last)
        }
    }
}
