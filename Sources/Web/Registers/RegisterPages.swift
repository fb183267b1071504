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
    /// No request was received before the law that the first routing rules rest on.
    private static let firstYear = 2021
    static let readers: Set<Role> = [.clerk, .officer, .approver, .inspector]

    func add(to site: Site) {
        let routes: [(Register, SiteRoute, SiteRoute, SiteRoute)] = [
            (.incoming, .incomingRegister, .incomingRegisterCSV, .incomingRegisterPDF),
            (.outgoing, .outgoingRegister, .outgoingRegisterCSV, .outgoingRegisterPDF),
        ]
        for (register, page, csv, pdf) in routes {
            site.get(page, .roles(Self.readers)) { context in
                try await show(try await extract(register, context), page, csv, pdf, context)
            }
            site.get(csv, .roles(Self.readers)) { context in
                let extract = try await extract(register, context)
                let (headings, pieces) = (register.columns.map { context.t($0) }, pieces(of: extract))
                return .file(type: "text/csv; charset=utf-8", name: extract.fileName("csv")) { send in
                    var writer = CSVWriter(withBOM: true)
                    writer.row(headings)
                    for try await piece in pieces {
                        for line in piece { writer.row(line.cells.map(Register.plain)) }
                        try await send(writer.take())
                    }
                    // A year without lines has its headings all the same.
                    if pieces.count == 0 { try await send(writer.take()) }
                }
            }
            site.get(pdf, .roles(Self.readers)) { context in
                let extract = try await extract(register, context)
                guard extract.isDrawn else {
                    // The page says why, and what there is instead.
                    return try await show(extract, page, csv, pdf, context, status: .unprocessableContent)
                }
                return .file(try await draw(extract), type: "application/pdf", name: extract.fileName("pdf"))
            }
        }
    }

    /// One register of one office in one year.
    private struct Extract: Sendable {
        var register: Register
        var office: Office
        var year: Int
        /// How many lines it has.
        var count: Int

        var span: RegisterYear { RegisterYear(office: office.code, year: year) }
        /// Whether it is short enough for a PDF.
        var isDrawn: Bool { count <= Limits.registerLinesDrawnMax }

        func fileName(_ ending: String) -> String { "\(register.rawValue)-\(office.code)-\(year).\(ending)" }
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
            let count = try register.count(RegisterYear(office: code, year: shown), db)
            return Extract(register: register, office: office, year: shown, count: count)
        }
        guard let extract else { throw PageError.notFound }
        return extract
    }

    private func show(
        _ extract: Extract, _ route: SiteRoute, _ csv: SiteRoute, _ pdf: SiteRoute, _ context: PageContext,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let (t, register) = (context.t, extract.register)
        let place = try context.place(in: .register)
        let shown = try await environment.store.read { db in try register.page(extract.span, at: place, db) }
        let table = TableView(
            caption: t("registers.\(register.rawValue)"), columns: register.columns.map { .init(t($0)) },
            rows: shown.lines.map { line in
                line.cells.enumerated().map { index, cell in
                    index == register.linkColumn ? .link(cell, .of(line.caseID)) : .vietnamese(cell, t)
                }
            }, empty: t("registers.empty")
        ).hidingCaption()
        func path(_ route: SiteRoute, of year: Int) -> SitePath {
            SitePath(route).with(["office": extract.office.code.text, "year": String(year)])
        }
        let page = Page(
            .register, title: t("registers.\(register.rawValue)"),
            [
                "heading": .text(t("registers.\(register.rawValue)")),
                "officeName": .text(t(extract.office.names)),
                "year": .number(extract.year), "entries": table.pageValue,
                "action": SitePath(route).pageValue, "offices": try offices(extract, context),
                "csvPath": path(csv, of: extract.year).pageValue,
                "pdfPath": extract.isDrawn ? path(pdf, of: extract.year).pageValue : .none,
                "tooLong": extract.isDrawn
                    ? .none
                    : .text(
                        t(
                            "registers.too-long",
                            ["count": String(extract.count), "max": String(Limits.registerLinesDrawnMax)])),
                "previousYearPath": extract.year > Self.firstYear
                    ? path(route, of: extract.year - 1).pageValue : .none,
                "nextYearPath": extract.year < environment.clock().date.year
                    ? path(route, of: extract.year + 1).pageValue : .none,
                "shown": .optional(shownNumbers(shown, of: extract, t)),
                "pages": PageTurns(shown).view(at: path(route, of: extract.year)),
            ])
        return try environment.pages.render(page.with(status: status), context)
    }

    /// The choice of an office, for those who belong to none.
    private func offices(_ extract: Extract, _ context: PageContext) throws -> PageValue {
        guard try context.signedIn().actor.office == nil else { return .none }
        return Self.choice(of: extract.office.code, among: environment.procedures.offices, context)
    }

    /// The field that asks for the office whose register is shown.
    static func choice(
        of chosen: OfficeCode, among offices: [OfficeCode: Office], _ context: PageContext
    ) -> PageValue {
        let name = "office"
        return OptionSearch(context.query(OptionSearch.input(name)) ?? "").view(
            name, label: context.t("registers.office"),
            options: offices.values.sorted(by: Office.isBefore).map { $0.option(among: offices) },
            chosen: chosen.text, context.t
        ).pageValue
    }

    /// Which numbers the page shows, of how many.
    private func shownNumbers(_ page: ListPage<RegisterLine>, of extract: Extract, _ t: Strings) -> String? {
        guard let newest = page.lines.first?.number, let oldest = page.lines.last?.number else { return nil }
        return t(
            "registers.shown",
            ["first": String(oldest), "last": String(newest), "total": String(max(extract.count, newest))])
    }

    private func pieces(of extract: Extract) -> RegisterPieces {
        RegisterPieces(
            register: extract.register, year: extract.span, count: extract.count, store: environment.store)
    }

    private func draw(_ extract: Extract) async throws -> AsyncThrowingStream<[UInt8], any Error> {
        let kind: PaperKind = extract.register == .incoming ? .registerIncoming : .registerOutgoing
        let today = environment.clock().date
        let from = LocalDate(year: extract.year, month: 1, day: 1) ?? today
        let last = LocalDate(year: extract.year, month: 12, day: 31) ?? today
        var rows: [[String]] = []
        for try await piece in pieces(of: extract) { rows += piece.map(\.cells) }
        var lines = RegisterFacts(year: extract.year, from: from, to: min(last, today))
        if extract.count > 0 {
            (lines.firstNumber, lines.lastNumber) = (padded(1, to: 2), padded(extract.count, to: 2))
        }
        var facts = LetterFacts()
        facts.add(
            PaperFacts(
                try environment.papers.sheet(kind), of: extract.office, number: nil, date: today, preparedOn: today))
        facts.add(OfficeFacts(extract.office))
        facts.add(lines)
        return try await environment.papers.stream(sheet: kind, facts, rows: rows, on: today)
    }
}
