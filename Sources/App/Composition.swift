// Puts the parts together: files, database, desks, pages. The only place that knows all of them.

import Basics
import Casework
import Foundation
import Hummingbird
import Letters
import Logging
import Records
import Storage
import Web

/// A whole site, ready to answer.
struct Composition: Sendable {
    let settings: Settings
    let site: OpenSite
    let procedures: Procedures
    let texts: PageTexts
    let accounts: Accounts
    let shelf: PaperShelf
    let documents: DocumentInspector
    let desk: CaseDesk
    let access: AccessLog
    let worker: Worker
    let assertionKeys: AssertionKeyFolder
    let metrics: RequestMetrics

    var store: any Store { site.store }
    var offices: [Office] { procedures.offices.values.sorted { $0.code < $1.code } }

    /// Reads the files first: a fault in one of them stops the start before the database is touched.
    static func make(_ settings: Settings) async throws -> Composition {
        let content = try SiteFiles(root: settings.root).content()
        let procedures = content.procedures
        let printer = LetterPrinter()
        try printer.warmUp()
        var wording = content.wording
        wording.publicAddress = settings.publicAddress
        let writer = PaperWriter(printer: printer, wording: wording)
        let metrics = RequestMetrics()
        // Anchors lie there also when the database does not.
        try OpenSite.makeFolder(settings.data)
        let site = try await OpenSite.open(settings, onCommit: metrics.recordCommit).site
        try await site.store.completePersonIndexes()
        let accounts = Accounts(
            store: site.store, passwords: try Passwords(), policy: settings.accountPolicy)
        try await accounts.saveOffices(
            Array(procedures.offices.values), by: .system(by: .command), now: Present.moment())
        var desk = CaseDesk(
            store: site.store, procedures: procedures, papers: writer, vouchDays: settings.vouchDays,
            payment: settings.payment ?? .beforeResult, quotas: Quotas(settings.quotas))
        desk.fingers = settings.fingerprintKeys
        try await desk.refreshDueDays(at: Present.moment())
        // A file that nobody can read stops the start, not a payment.
        if settings.paymentPlatform.isThere { _ = try settings.paymentPlatform.keys() }
        let assertionKeys = AssertionKeyFolder(path: settings.assertionKeys)
        try await site.store.prepareAssertions(assertionKeys, at: Present.moment())
        let shelf = PaperShelf(store: site.store, procedures: procedures, writer: writer)
        return Composition(
            settings: settings, site: site, procedures: procedures, texts: content.texts, accounts: accounts,
            shelf: shelf,
            documents: DocumentInspector(
                tool: DocumentInspector.tool(onPath: ProcessInfo.processInfo.environment["PATH"] ?? "")), desk: desk,
            access: AccessLog(store: site.store, clock: Present.moment),
            worker: Worker(desk: desk, papers: shelf), assertionKeys: assertionKeys, metrics: metrics)
    }

    /// What the pages of every site stand on.
    func environment() throws -> WebEnvironment {
        let people = AccountDesk(accounts: accounts, clock: Present.moment)
        var web = WebEnvironment(
            files: try StaticFiles(root: settings.root), texts: texts,
            settings: WebSettings(isSecure: settings.isSecure, trustedProxies: settings.trustedProxies), desks: people,
            kept: KeptForms(store: store, clock: Present.moment), metrics: metrics, clock: Present.moment,
            record: { [access] record in try await access.note(record) })
        web.settings.connectionsOfOneMax = Descriptors.connectionsOfOneMax
        web.settings.measuresApart = settings.metricsPort != nil
        let readiness = Readiness(store: store, clock: Present.moment)
        web.readiness = { await readiness.state() }
        let measurements = Measurements(store: store, database: settings.database, clock: Present.moment)
        web.gauges = { await measurements.gauges() }
        return web
    }

    /// All pages; `settle` is called after each act.
    func router(_ web: WebEnvironment, settle: @escaping @Sendable () async -> Void) -> Router<PageContext> {
        let cases = CaseEnvironment(
            pages: web.pages, store: store, desk: desk,
            results: ResultDesk(store: store, quotas: Quotas(settings.quotas)),
            tables: TableDesk(desk: desk, secret: settings.statisticsSecret), procedures: procedures, papers: shelf,
            documents: documents, accounts: accounts, kept: web.kept, record: web.record, clock: Present.moment,
            settle: settle)
        let keeping = AccountEnvironment(
            pages: web.pages, store: store, accounts: accounts, offices: offices, provinces: procedures.provinces,
            isSecure: settings.isSecure, clock: Present.moment)
        let assertions = AssertionEnvironment(
            accounts: keeping,
            desk: AssertionDesk(
                store: store, keys: assertionKeys, comparedBy: procedures.placeNames, issuer: settings.issuer,
                tokenPath: SiteRoute.token.pattern),
            keys: ClientKeyDesk(store: store, quotas: Quotas(settings.quotas)))
        let outbox = OutboxEnvironment(accounts: keeping, cases: desk, settle: settle)
        let address = settings.issuer
        let payments = PaymentDesk(
            desk: desk, platform: settings.paymentPlatform,
            audiences: [address, address + SiteRoute.payments.pattern])
        return WebApplication.router(
            web,
            CasePageGroups.all(cases) + AccountPageGroups.all(keeping) + AssertionPageGroups.all(assertions)
                + PaymentPageGroups.all(payments, clock: Present.moment) + OutboxPageGroups.all(outbox)
                + AuthorityPageGroups.all(AuthorityEnvironment(accounts: keeping, procedures: procedures)))
    }
}
