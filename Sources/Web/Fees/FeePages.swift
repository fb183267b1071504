// The register of fees: what was computed and what was paid in a month, to be held against receipts and the account.

import Basics
import Casework
import Formats
import Hummingbird
import Records
import Storage

/// `/registers/fees` and its file, for the people of an office and the inspector.
struct FeePages: PageGroup {
    let environment: CaseEnvironment
    /// The tariff is in force from then on (Circular 48/2022/TT-BTC).
    private static let firstYear = 2022
    /// The sub-item of the state budget that the fee belongs to.
    private static let subItem = "2421"

    func add(to site: Site) {
        site.get(.fees, .roles(RegisterPages.readers)) { context in try await show(try extract(context), context) }
        site.get(.feesCSV, .roles(RegisterPages.readers)) { context in try await file(try extract(context), context) }
    }

    /// The fees of one office in one month.
    private struct Extract {
        var list: FeeList
        var office: Office
        var year: Int
        var month: Int

        /// The address of the same list of another month, or of the other kind.
        func path(_ route: SiteRoute, kind: FeeList.Kind? = nil, months: Int = 0) -> SitePath {
            let count = year * 12 + month - 1 + months
            return SitePath(route).with([
                "office": office.code.text, "year": String(count / 12), "month": String(count % 12 + 1),
                "by": (kind ?? list.kind).rawValue,
            ])
        }
    }

    private func extract(_ context: PageContext) throws -> Extract {
        let today = environment.clock().date.parts
        func number(_ name: String, _ standard: Int) throws -> Int {
            guard let text = context.query(name) else { return standard }
            guard let number = Int(text) else { throw PageError.notFound }
            return number
        }
        let actor = try context.signedIn().actor
        let code = actor.office ?? OfficeCode(context.query("office") ?? OfficeCode.central.text)
        let (year, month) = (try number("year", today.year), try number("month", today.month))
        let kind = FeeList.Kind(rawValue: context.query("by") ?? FeeList.Kind.assessed.rawValue)
        guard let office = environment.procedures.offices[code], let kind, year >= Self.firstYear,
            (year, month) <= (today.year, today.month),
            let list = FeeList(kind, of: code, year: year, month: month)
        else { throw PageError.notFound }
        return Extract(list: list, office: office, year: year, month: month)
    }

    private func show(_ extract: Extract, _ context: PageContext) async throws -> Response {
        let (t, list) = (context.t, extract.list)
        let place = try context.place(in: .fees(list.kind))
        let (lines, totals, held) = try await environment.store.read { db in
            (try db.fees(list, at: place), try db.totals(of: list), try db.heldPayments(of: list.office))
        }
        let today = environment.clock().date.parts
        let table = TableView(
            caption: t("registers.fees.\(list.kind.rawValue)"), columns: columns(t),
            rows: lines.lines.map { line in
                cells(line, t).enumerated().map { index, cell in
                    index == 0 ? .link(cell, .of(line.caseID)) : .vietnamese(cell, t)
                }
            }, empty: t("registers.fees.empty"))
        let page = Page(
            .fees, title: t("registers.fees.title"),
            [
                "officeName": .text(t(extract.office.names)),
                "month": .text(t("registers.fees.month", ["month": "\(padded(extract.month, to: 2))/\(extract.year)"])),
                "action": SitePath(.fees).pageValue, "offices": try offices(extract, context),
                "year": .number(extract.year), "monthNumber": .number(extract.month), "by": .text(list.kind.rawValue),
                "totals": SummaryListView(rows(totals, t)).pageValue, "entries": table.pageValue,
                "pages": PageTurns(lines).view(at: extract.path(.fees)),
                "csvPath": extract.path(.feesCSV).pageValue,
                "otherPath": extract.path(.fees, kind: list.kind.other).pageValue,
                "otherLabel": .text(t("registers.fees.\(list.kind.other.rawValue)")),
                "previousPath": (extract.year, extract.month) > (Self.firstYear, 1)
                    ? extract.path(.fees, months: -1).pageValue : .none,
                "nextPath": (extract.year, extract.month) < (today.year, today.month)
                    ? extract.path(.fees, months: 1).pageValue : .none,
                "held": held.isEmpty ? .none : self.held(held, t).pageValue,
            ])
        return try environment.pages.render(page, context)
    }

    private func columns(_ t: Strings) -> [TableView.Column] {
        let names = [
            "case", "payer", "service", "tariff", "persons", "fields", "amount", "assessed-on", "asked-on", "paid-on",
            "means", "reference",
        ]
        let numbers: Set<String> = ["persons", "fields", "amount"]
        return names.map { .init(t("registers.fees.\($0)"), isNumeric: numbers.contains($0)) }
    }

    private func cells(_ line: FeeLine, _ t: Strings) -> [String] {
        [
            line.caseCode, line.requesterName, service(line.service, t), line.tariff, t.count(line.persons),
            t.count(line.fields), line.isExempt ? t("registers.fees.exempt") : t.count(line.amount),
            line.assessedOn.dayFirst,
            line.askedOn?.dayFirst ?? "", line.paidOn?.dayFirst ?? "",
            line.means.map { t("cases.fee.means.\($0.rawValue)") } ?? "", line.reference,
        ]
    }

    /// The name of today; the code of one that is offered no more.
    private func service(_ code: String, _ t: Strings) -> String {
        environment.procedures.catalogue[code].map { t($0.name) } ?? code
    }

    private func rows(_ totals: FeeTotals, _ t: Strings) -> [SummaryListView.Row] {
        [
            .init(t("registers.fees.total"), t.dong(totals.amount)),
            .init(t("registers.fees.total-paid"), t.dong(totals.paid)),
            .init(t("registers.fees.total-open"), t.dong(totals.open)),
            .init(t("registers.fees.total-exempt"), t.count(totals.exempt)),
        ]
    }

    /// What the payment platform told of that paid nothing.
    private func held(_ payments: [HeldPayment], _ t: Strings) -> TableView {
        TableView(
            caption: t("registers.fees.held"),
            columns: [
                .init(t("registers.fees.held-transaction")), .init(t("registers.fees.case")),
                .init(t("registers.fees.amount"), isNumeric: true), .init(t("registers.fees.paid-on")),
                .init(t("registers.fees.held-reason")),
            ],
            rows: payments.map { payment in
                [
                    .text(payment.transaction), .text(payment.caseCode), .text(t.count(payment.amount)),
                    .text(payment.paidOn.dayFirst), .text(t("registers.fees.because.\(payment.reason.rawValue)")),
                ]
            }, empty: ""
        ).hidingCaption()
    }

    /// The choice of an office, for those who belong to none.
    private func offices(_ extract: Extract, _ context: PageContext) throws -> PageValue {
        guard try context.signedIn().actor.office == nil else { return .none }
        return RegisterPages.choice(of: extract.office.code, among: environment.procedures.offices, context)
    }

    /// All lines of the month, with plain numbers and days that programs read.
    private func file(_ extract: Extract, _ context: PageContext) async throws -> Response {
        let (t, list, store) = (context.t, extract.list, environment.store)
        let month = "\(extract.year)-\(padded(extract.month, to: 2))"
        let name = "fees-\(extract.office.code)-\(month)-\(list.kind.rawValue).csv"
        let headings = columns(t).map(\.label) + [t("registers.fees.exempt"), t("registers.fees.sub-item")]
        return .file(type: "text/csv; charset=utf-8", name: name) { send in
            var writer = CSVWriter(withBOM: true)
            writer.row(headings)
            var last: FeeLine?
            repeat {
                let lines = try await store.read { [last] db in
                    try db.fees(list, after: last, limit: Limits.registerRowsRead)
                }
                for line in lines { writer.row(Self.record(line).map(Register.plain)) }
                try await send(writer.take())
                last = lines.last
            } while last != nil
        }
    }

    private static func record(_ line: FeeLine) -> [String] {
        [
            line.caseCode, line.requesterName, line.service, line.tariff, String(line.persons), String(line.fields),
            String(line.amount), line.assessedOn.description, line.askedOn?.description ?? "",
            line.paidOn?.description ?? "", line.means?.rawValue ?? "", line.reference, line.isExempt ? "1" : "0",
            subItem,
        ]
    }
}

extension FeeList.Kind {
    fileprivate var other: FeeList.Kind { self == .assessed ? .paid : .assessed }
}
