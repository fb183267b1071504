// A citizen's own record: the page, and the ways to its files.

import Basics
import Casework
import Formats
import Hummingbird
import Records
import Registry

/// `/me/record` and its files.
struct OwnRecordPages: PageGroup {
    let environment: CaseEnvironment
    private var files: ResultFiles { ResultFiles(environment: environment) }

    func add(to site: Site) {
        get(.ownRecord, .page, site) { record, context in try page(record, context) }
        get(.ownRecordCSV, .csv, site) { record, context in try files.csv(ResultCopy(record), context) }
        get(.ownRecordXML, .xml, site) { record, context in try files.xml(ResultCopy(record), context) }
        get(.ownRecordPDF, .pdf, site) { record, context in
            try await files.sheet(of: record, context)
        }
    }

    private typealias Show = @Sendable (OwnRecord, PageContext) async throws -> Response

    /// A form of the record. Where nobody reads the answer nothing is disclosed.
    private func get(_ route: SiteRoute, _ format: ResultFormat, _ site: Site, _ show: @escaping Show) {
        site.get(route, .roles([.citizen])) { context in
            if context.isUnread { return Response(status: .noContent) }
            let person = try context.signedIn()
            do {
                let record = try await environment.ownRecords.open(
                    person.personalID.flatMap { PersonalID($0) }, as: format, by: person.actor,
                    at: environment.clock())
                return try await show(record, context)
            } catch let refusal as OwnRecordRefusal {
                return try page(refusal, context)
            } catch let rejection as Rejection {
                guard case .overQuota(let quota) = rejection else { throw PageError.failed }
                throw PageError.overQuota(quota)
            }
        }
    }

    private func page(_ record: OwnRecord, _ context: PageContext) throws -> Response {
        let (t, table) = (context.t, OwnRecordTable(record: record))
        let summary = SummaryListView([
            .init(t("me.record.person"), record.answer.personalID.description),
            SummaryListView.Row(t("me.record.law"), table.law).inVietnamese(t),
            .init(t("me.record.released-at"), record.result.release.at.dayFirst),
        ])
        let values = TableView(
            caption: t("me.record.table"), columns: table.headings(t).map { .init($0) },
            rows: table.rows(t).map { $0.map { .text($0) } }, empty: "–")
        let page = Page(
            .ownRecord, title: t("me.record.title"),
            [
                "correctionPath": correction?.pageValue ?? .none,
                "summary": summary.pageValue, "values": values.pageValue, "refusal": .none,
                "pdfPath": SitePath(.ownRecordPDF).pageValue, "csvPath": SitePath(.ownRecordCSV).pageValue,
                "xmlPath": SitePath(.ownRecordXML).pageValue,
            ])
        return try environment.pages.render(page, context)
    }

    /// Where somebody asks for what is wrong to be put right, where a service offers that.
    private var correction: SitePath? {
        environment.procedures.correctionService.map { SitePath.newCase.with(["service": $0.code]) }
    }

    private func page(_ refusal: OwnRecordRefusal, _ context: PageContext) throws -> Response {
        let t = context.t
        let page = Page(
            .ownRecord, title: t("me.refusal.title"),
            [
                "correctionPath": .none, "summary": .none, "values": .none,
                "refusal": .text(t("me.refusal.\(refusal.rawValue)")),
                "pdfPath": .none, "csvPath": .none, "xmlPath": .none,
            ])
        return try environment.pages.render(page.with(status: .forbidden), context)
    }
}
