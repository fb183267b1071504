// The registers of incoming and outgoing documents: page, CSV and PDF.

import Basics
import Casework
import Formats
import Hummingbird
import Letters
import Records
import Storage

/// `/registers/incoming` and `/registers/outgoing`, for the people of an office and the inspector.
struct RegisterPages: PageGroup {
    let environment: CaseEnvironment
    /// The newest lines a page shows; files hold the whole year.
    private static let linesShown = 200
    /// No request was received before the law that the first routing rules rest on.
    private static let firstYear = 2021
    private static let readers: Set<Role> = [.clerk, .officer, .approver, .inspector]

    func add(to site: Site) {
        let routes: [(Register, SiteRoute, SiteRoute, SiteRoute)] = [
            (.incoming, .incomingRegister, .incomingRegisterCSV, .incomingRegisterPDF),
            (.outgoing, .outgoingRegister, .outgoingRegisterCSV, .outgoingRegisterPDF),
        ]
        for (register, page, csv, pdf) in routes {
            site.get(page, .roles(Self.readers)) { context in try await show(register, page, csv, pdf, context) }
            site.get(csv, .roles(Self.readers)) { context in
                let extract = try await extract(register, context)
                var writer = CSVWriter(withBOM: true)
                writer.row(register.columns.map { context.t($0) })
                for line in extract.lines { writer.row(line.cells.map(Self.plain)) }
                let name = "\(register.rawValue)-\(extract.office.code)-\(extract.year).csv"
                return .file(writer.bytes, type: "text/csv; charset=utf-8", name: name, isAttachment: true)
            }
            site.get(pdf, .roles(Self.readers)) { context in
                let extract = try await extract(register, context)
                let pieces = try await draw(register, extract)
                let name = "\(register.rawValue)-\(extract.office.code)-\(extract.year).pdf"
                return .file(pieces, type: "application/pdf", name: name)
            }
        }
    }

    /// A cell that a spreadsheet would take for a formula, marked as text: requesters choose some of these words, and
    /// clerks open the file by a click.
    static func plain(_ cell: String) -> String {
        guard let first = cell.utf8.first, "=+-@\t\r".utf8.contains(first) else { return cell }
        return "'" + cell
    }

    /// One register of one office in one year.
    struct Extract: Sendable {
        var office: Office
        var year: Int
        var lines: [RegisterLine]
    }

    /// Whose register, and of which year: an office's people see their own, an inspector chooses.
    private func extract(_ register: Register, _ context: PageContext) async throws -> Extract {
        let actor = try context.signedIn().actor
        let code = actor.office ?? OfficeCode(context.query("office") ?? OfficeCode.central.text)
        let now = environment.clock()
        let year = try context.query("year").map { text -> Int in
            guard let year = Int(text), (Self.firstYear...now.date.year).contains(year) else {
                throw PageError.notFound
            }
            return year
        }
        let shown = year ?? now.date.year
        let extract = try await environment.store.read { db -> Extract? in
            guard let office = try db.office(code) else { return nil }
            return Extract(office: office, year: shown, lines: try register.lines(of: code, year: shown, db))
        }
        guard let extract else { throw PageError.notFound }
        return extract
    }

    private func show(
        _ register: Register, _ route: SiteRoute, _ csv: SiteRoute, _ pdf: SiteRoute, _ context: PageContext
    ) async throws -> Response {
        let t = context.t
        let extract = try await extract(register, context)
        let newest = extract.lines.suffix(Self.linesShown).reversed()
        let table = TableView(
            caption: t("registers.\(register.rawValue)"), columns: register.columns.map { .init(t($0)) },
            rows: newest.map { line in
                line.cells.enumerated().map { index, cell in
                    index == register.linkColumn ? .link(cell, .of(line.caseID)) : .vietnamese(cell, t)
                }
            }, empty: t("registers.empty")
        ).hidingCaption()
        let query: KeyValuePairs<String, String> = ["office": extract.office.code.text, "year": String(extract.year)]
        func path(of year: Int) -> PageValue {
            SitePath(route).with(["office": extract.office.code.text, "year": String(year)]).pageValue
        }
        let page = Page(
            .register, title: t("registers.\(register.rawValue)"),
            [
                "heading": .text(t("registers.\(register.rawValue)")),
                "officeName": .text(t(extract.office.names)),
                "year": .number(extract.year), "entries": table.pageValue,
                "action": SitePath(route).pageValue, "offices": try offices(extract, context),
                "csvPath": SitePath(csv).with(query).pageValue, "pdfPath": SitePath(pdf).with(query).pageValue,
                "previousYearPath": extract.year > Self.firstYear ? path(of: extract.year - 1) : .none,
                "nextYearPath": extract.year < environment.clock().date.year ? path(of: extract.year + 1) : .none,
                "more": .optional(
                    extract.lines.count > Self.linesShown
                        ? t("registers.more", ["shown": String(Self.linesShown)]) : nil),
            ])
        return try environment.pages.render(page, context)
    }

    /// The choice of an office, for those who belong to none.
    private func offices(_ extract: Extract, _ context: PageContext) throws -> PageValue {
        guard try context.signedIn().actor.office == nil else { return .none }
        let offices = environment.procedures.offices
        let name = "office"
        return OptionSearch(context.query(OptionSearch.input(name)) ?? "").view(
            name, label: context.t("registers.office"),
            options: offices.values.sorted(by: Office.isBefore).map { $0.option(among: offices) },
            chosen: extract.office.code.text, context.t
        ).pageValue
    }

    private func draw(
        _ register: Register, _ extract: Extract
    ) async throws -> AsyncThrowingStream<[UInt8], any Error> {
        let kind: PaperKind = register == .incoming ? .registerIncoming : .registerOutgoing
        let today = environment.clock().date
        let from = LocalDate(year: extract.year, month: 1, day: 1) ?? today
        let last = LocalDate(year: extract.year, month: 12, day: 31) ?? today
        var lines = RegisterFacts(year: extract.year, from: from, to: min(last, today))
        lines.firstNumber = extract.lines.first?.number ?? ""
        lines.lastNumber = extract.lines.last?.number ?? ""
        var facts = LetterFacts()
        facts.add(
            PaperFacts(
                try environment.papers.sheet(kind), of: extract.office, number: nil, date: today, preparedOn: today))
        facts.add(OfficeFacts(extract.office))
        facts.add(lines)
        return try await environment.papers.stream(
            sheet: kind, facts, rows: extract.lines.map(\.cells), on: today)
    }
}
