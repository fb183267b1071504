// Puts the parts together: files, database, desks, pages. The only place that knows all of them.

import Basics
import Casework
import Foundation
import Hummingbird
import Letters
import Logging
import Records
import Storage
import StorageSQLite
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
    let worker: Worker

    var store: SQLiteStore { site.store }
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
        let site = try await OpenSite.open(settings).site
        let accounts = Accounts(store: site.store, passwords: try Passwords())
        try await accounts.saveOffices(
            Array(procedures.offices.values), by: .system(by: .command), now: Present.moment())
        let desk = CaseDesk(
            store: site.store, procedures: procedures, papers: writer, vouchDays: settings.vouchDays)
        try await desk.refreshDueDays(at: Present.moment())
        return Composition(
            settings: settings, site: site, procedures: procedures, texts: content.texts, accounts: accounts,
            shelf: PaperShelf(store: site.store, procedures: procedures, writer: writer),
            documents: DocumentInspector(
                tool: DocumentInspector.tool(onPath: ProcessInfo.processInfo.environment["PATH"] ?? "")), desk: desk,
            worker: Worker(
                store: site.store, desk: desk, fulfilment: FulfilmentDesk(store: site.store, desk: desk)))
    }

    /// All pages; `settle` is called after each act.
    func router(settle: @escaping @Sendable () async -> Void) throws -> Router<PageContext> {
        let people = AccountDesk(accounts: accounts, clock: Present.moment)
        var web = WebEnvironment(
            files: try StaticFiles(root: settings.root), texts: texts,
            settings: WebSettings(isSecure: settings.isSecure, trustedProxies: settings.trustedProxies), desks: people,
            clock: Present.moment)
        let readiness = Readiness(store: store)
        web.isReady = { await readiness.isReady() }
        let cases = CaseEnvironment(
            pages: web.pages, store: store, desk: desk, procedures: procedures, papers: shelf,
            documents: documents, accounts: accounts, kept: web.kept, clock: Present.moment, settle: settle)
        return WebApplication.router(web, CasePageGroups.all(cases))
    }
}
