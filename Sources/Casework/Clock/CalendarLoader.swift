// Reads calendars from their files.

public import Basics
import Formats
import Forms

/// Loads `Workflows/calendar/*.xml`:
///
///     <calendar id="viet-nam" source="…" mark="V">
///       <fixed month="11" day="24" from="2026-07-01"> two <name lang="…"> </fixed>
///       <year number="2024" source="…" mark="R">
///         <off from="2024-02-08" to="2024-02-14">…</off>  <off on="2024-04-29">…</off>
///         <work on="2024-05-04">…</work>  <unsettled on="2027-02-04" source="…" mark="?">…</unsettled>
///         <settled on="2027-02-04" as="off" source="…" mark="V"/>
///       </year>
///       <additions source="…" mark="P"> days without claiming that the whole year is known </additions>
///
/// `settled` decides an unsettled day of this file or one before it, as `off` or `working`, in one line.
public enum CalendarLoader {
    /// One calendar of all files, later files over earlier ones (a local calendar after the national one); `nil` when
    /// one cannot be used. All findings of all files are given.
    public static func load(_ files: [(file: String, bytes: [UInt8])]) -> (WorkingCalendar?, [Diagnostic]) {
        var diagnostics: [Diagnostic] = []
        var calendar = WorkingCalendar(years: [], fixed: [], special: [])
        for file in files {
            var walk = CalendarWalk(reader: ElementReader(file: file.file))
            if let root = walk.reader.root(file.bytes, named: "calendar") { walk.read(root) }
            let special = walk.settle(calendar.specialDays + walk.special)
            diagnostics += walk.reader.diagnostics
            calendar = WorkingCalendar(
                years: calendar.years.union(walk.years), fixed: calendar.fixed + walk.fixed, special: special)
        }
        if calendar.years.isEmpty, !diagnostics.hasErrors {
            diagnostics.append(Diagnostic(file: files.first?.file ?? "calendar", line: 0, "no year has its dates"))
        }
        return (diagnostics.hasErrors ? nil : calendar, diagnostics)
    }
}

/// One pass over one calendar file.
private struct CalendarWalk {
    /// The longest run of days one entry may name: longer is a typing error in a year.
    static let runMax = 31
    private static let dayElements: Set = ["off", "work", "unsettled", "settled"]

    var reader: ElementReader
    var years: Set<Int> = []
    var fixed: [FixedHoliday] = []
    var special: [SpecialDay] = []
    /// What was decided of unsettled days.
    private var settled: [(element: XMLElement, date: LocalDate, outcome: Outcome, provenance: Provenance)] = []

    /// What an unsettled day turned out to be.
    private enum Outcome: String, CaseIterable { case off, working }

    init(reader: ElementReader) { self.reader = reader }

    mutating func read(_ root: XMLElement) {
        reader.expect(root, attributes: ["id", "source", "mark"], children: ["fixed", "year", "additions"])
        _ = reader.text("id", of: root)
        _ = reader.provenance(of: root)
        for element in root.children("fixed") {
            reader.expect(element, attributes: ["month", "day", "from"], children: ["name"])
            let (month, day) = (reader.number("month", of: element), reader.number("day", of: element))
            if LocalDate(year: 2000, month: month, day: day) == nil { reader.report(element, "no year has this day") }
            let from = reader.date("from", of: element, isRequired: false)
            fixed.append(
                FixedHoliday(month: month, day: day, from: from, name: reader.bilingual("name", of: element)))
        }
        for element in root.children("year") {
            reader.expect(
                element, attributes: ["number", "source", "mark"], children: Self.dayElements)
            let year = reader.number("number", of: element)
            if !years.insert(year).inserted { reader.report(element, "the year stands twice") }
            days(element, year: year)
        }
        for element in root.children("additions") {
            reader.expect(element, attributes: ["source", "mark"], children: Self.dayElements)
            days(element, year: nil)
        }
    }

    private mutating func days(_ parent: XMLElement, year: Int?) {
        let provenance = reader.provenance(of: parent)
        for element in parent.children {
            if element.name == "settled" { decision(element, year: year) }
            guard let kind = SpecialDay.Kind(rawValue: element.name) else { continue }
            reader.expect(element, attributes: ["on", "from", "to", "source", "mark"], children: ["name"])
            let name = reader.bilingual("name", of: element)
            let own = element.attribute("source") == nil ? provenance : reader.provenance(of: element)
            for date in dates(element) {
                check(date, kind, element, year: year)
                special.append(SpecialDay(date: date, kind: kind, name: name, provenance: own))
            }
        }
    }

    private mutating func decision(_ element: XMLElement, year: Int?) {
        reader.expect(element, attributes: ["on", "as", "source", "mark"], children: [])
        let provenance = reader.provenance(of: element)
        guard let date = reader.date("on", of: element), let outcome = reader.word("as", of: element, as: Outcome.self)
        else { return }
        if let year, date.year != year { reader.report(element, "\(date) is not a day of \(year)") }
        settled.append((element, date, outcome, provenance))
    }

    /// The days with what this file decides of them.
    mutating func settle(_ days: [SpecialDay]) -> [SpecialDay] {
        var days = days
        for (element, date, outcome, provenance) in settled {
            guard let index = days.lastIndex(where: { $0.date == date }), days[index].kind == .unsettled else {
                reader.report(element, "\(date) is not unsettled")
                continue
            }
            switch outcome {
            case .off: days[index] = SpecialDay(date: date, kind: .off, name: days[index].name, provenance: provenance)
            case .working: days.removeAll { $0.date == date }
            }
        }
        return days
    }

    private mutating func check(_ date: LocalDate, _ kind: SpecialDay.Kind, _ element: XMLElement, year: Int?) {
        if let year, date.year != year { reader.report(element, "\(date) is not a day of \(year)") }
        if special.contains(where: { $0.date == date }) { reader.report(element, "\(date) stands twice") }
        if kind == .work, date.weekday < 6 { reader.report(element, "\(date) is a working day anyway") }
    }

    private mutating func dates(_ element: XMLElement) -> [LocalDate] {
        if element.attribute("on") != nil { return reader.date("on", of: element).map { [$0] } ?? [] }
        guard let from = reader.date("from", of: element), let to = reader.date("to", of: element) else { return [] }
        guard from <= to, to.days - from.days < CalendarWalk.runMax else {
            reader.report(element, "from \(from) to \(to) is no run of at most \(CalendarWalk.runMax) days")
            return []
        }
        return (from.days...to.days).map { LocalDate(days: $0) }
    }
}
