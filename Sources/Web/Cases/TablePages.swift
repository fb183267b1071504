// Tables of counts: asking for one, and reading it.

import Basics
import Casework
import Formats
import Forms
import Hummingbird
import Records
import Registry
import Statistics
import Storage

/// `/cases/{id}/tables` and what is under it.
struct TablePages: PageGroup {
    let environment: CaseEnvironment

    func add(to site: Site) {
        let show: Site.Show = { context in
            let chosen = context.kept.map(TableChoice.init) ?? TableChoice()
            return try await list(try await openable(context), chosen, context)
        }
        site.get(.caseTables, .signedIn, show)
        site.post(.caseTables, again: show) { form, context in
            try await make(TableChoice(form), try await openable(context), context)
        }
        site.get(.caseTable) { context in
            let (dossier, _) = try await openable(context)
            let (n, table, labels) = try await opened(context.parameters.get("table", as: Int.self), dossier, context)
            let page = Page(
                .populationTable, title: dossier.title(t(n, context)),
                .object(PopulationTablePage(dossier: dossier, table: table, labels: labels, n: n).values))
            return try environment.pages.render(page, context)
        }
        site.get(.caseTableCSV) { context in
            let (dossier, _) = try await openable(context)
            let (n, table, labels) = try await opened(context.parameters.get("table", as: Int.self), dossier, context)
            var writer = CSVWriter(withBOM: true)
            table.write(to: &writer, words: labels.words)
            let stem = dossier.state.code ?? dossier.state.id.text
            return .file(
                writer.take(), type: "text/csv; charset=utf-8", name: "\(stem)-\(n).csv", isAttachment: true)
        }
    }

    private func t(_ n: Int, _ context: PageContext) -> String { context.t("cases.tables.one", ["n": String(n)]) }

    /// The case with what may be asked for, for whom its result is.
    private func openable(_ context: PageContext) async throws -> (Dossier, TableOffer) {
        let dossier = try await environment.dossier(context)
        guard Permissions.mayOpenResult(try context.signedIn().actor, dossier.state) else { throw PageError.forbidden }
        guard let offer = try await environment.tables.offer(dossier.state.id) else { throw PageError.notFound }
        return (dossier, offer)
    }

    private func opened(
        _ n: Int?, _ dossier: Dossier, _ context: PageContext
    ) async throws -> (n: Int, table: PopulationTable, labels: TableLabels) {
        let actor = try context.signedIn().actor
        guard let n, let table = try await environment.tables.table(n, of: dossier.state, by: actor) else {
            throw PageError.notFound
        }
        let communes = try await environment.store.read { db in try db.communes() }
        return (n, table, TableLabels(environment.procedures, dossier.t, communes: communes))
    }

    // MARK: Asking

    private func make(
        _ chosen: TableChoice, _ opened: (dossier: Dossier, offer: TableOffer), _ context: PageContext
    ) async throws -> Response {
        let id = opened.dossier.state.id
        do {
            let n = try await environment.tables.make(
                chosen.dimensions, provinces: chosen.provinces, of: id, by: try context.signedIn().actor,
                at: environment.clock())
            return .redirect(to: SitePath(.caseTable, id.text, String(n)))
        } catch let refusal as TableRefusal {
            let problems = TableProblems(t: opened.dossier.t, labels: labels(opened.dossier)).views(refusal)
            return try await list(opened, chosen, problems: problems, context)
        } catch let refusal as FulfilmentRefusal {
            let text = opened.dossier.t("cases.tables.refused.\(refusal.rawValue)")
            return try await list(opened, chosen, problems: [ProblemView(field: nil, text: text)], context)
        } catch let rejection as Rejection {
            throw rejection.pageError(id)
        }
    }

    private func labels(_ dossier: Dossier) -> TableLabels { TableLabels(environment.procedures, dossier.t) }

    private func list(
        _ opened: (dossier: Dossier, offer: TableOffer), _ chosen: TableChoice,
        problems: [ProblemView] = [], _ context: PageContext
    ) async throws -> Response {
        let (dossier, offer) = opened
        let (t, state) = (dossier.t, dossier.state)
        let isRecipient = Permissions.readsUnderGrant(try context.signedIn().actor)
        let mayAsk = isRecipient && offer.day.countedAt != nil && state.grantStanding == .open
        let page = Page(
            .tables, title: dossier.title(t("cases.tables.title")),
            [
                "back": BackLinkView(.of(state.id), state.code ?? "").pageValue,
                "summary": summary(opened).pageValue,
                "waits": .optional(offer.day.countedAt == nil ? progress(offer.day, t) : nil),
                "form": mayAsk ? form(opened, chosen, problems).pageValue : .none,
                "tables": made(dossier).pageValue,
            ])
        return try environment.pages.render(
            page.with(status: problems.isEmpty ? .ok : .unprocessableContent), context)
    }

    private func progress(_ day: CountedDay, _ t: Strings) -> String {
        t("cases.tables.waits", ["part": String(day.permille / 10)])
    }

    private func summary(_ opened: (dossier: Dossier, offer: TableOffer)) -> SummaryListView {
        let (t, offer) = (opened.dossier.t, opened.offer)
        let view = CaseView(environment: environment, dossier: opened.dossier)
        let left = [
            "left": String(min(offer.leftOfGrant, offer.leftOfRecipient)), "year": String(offer.tables.day.year),
        ]
        return SummaryListView([
            .init(t("cases.tables.day"), offer.tables.day.dayFirst),
            .init(t("cases.tables.areas"), view.areas(offer.tables.provinces)),
            .init(t("cases.tables.by"), lines: view.fieldLabels(offer.tables.dimensions)),
            .init(t("cases.proposal.until"), offer.grant.validUntil.dayFirst),
            .init(t("cases.tables.budget"), t("cases.tables.left", left)),
        ])
    }

    private func form(
        _ opened: (dossier: Dossier, offer: TableOffer), _ chosen: TableChoice,
        _ problems: [ProblemView]
    ) -> FormView {
        let (t, offer) = (opened.dossier.t, opened.offer)
        let granted = offer.tables.provinces
        let codes =
            granted.isEmpty ? environment.procedures.provinces.all.filter { $0.validTo == nil }.map(\.code) : granted
        let all = OptionView("", t(granted.isEmpty ? "cases.tables.country" : "cases.tables.all-granted"))
        let provinces = codes.map { code in
            OptionView(code, labels(opened.dossier).name(ofProvince: code), isChosen: chosen.provinces == [code])
        }
        return FormView(
            action: .of(opened.dossier.state.id, .caseTables),
            fields: [
                .checkboxes(
                    "dimension", label: t("cases.tables.by"), hint: t("cases.tables.by-hint"),
                    options: offer.dimensions.map { dimension in
                        OptionView(
                            dimension.rawValue, t(dimension.label),
                            isChosen: chosen.dimensions.contains(dimension))
                    }),
                .select("province", label: t("cases.tables.area"), options: [all] + provinces),
            ], problems: problems, submit: t("cases.tables.make"))
    }

    /// The tables that were made, the newest first.
    private func made(_ dossier: Dossier) -> TableView {
        let (t, state) = (dossier.t, dossier.state)
        let view = CaseView(environment: environment, dossier: dossier)
        return TableView(
            caption: t("cases.tables.made"),
            columns: [
                .init("#", isNumeric: true), .init(t("cases.tables.by")), .init(t("cases.tables.area")),
                .init(t("cases.tables.cost"), isNumeric: true),
            ],
            rows: state.tables.enumerated().reversed().map { index, table in
                [
                    .text(String(index + 1)),
                    .link(
                        view.fieldLabels(table.dimensions).joined(separator: "; "),
                        SitePath(.caseTable, state.id.text, String(index + 1))),
                    .text(view.areas(table.provinces)), .text(String(table.marginals.count)),
                ]
            }, empty: t("cases.tables.none")
        ).hidingCaption()
    }
}

/// What is chosen in the form of a table.
private struct TableChoice {
    var dimensions: [Dimension] = []
    var provinces: [String] = []

    init() {}

    /// What is no dimension is not taken for one.
    init(_ form: FormData) {
        let values = form.fieldValues.values
        dimensions = (values["dimension"] ?? []).compactMap { Dimension(rawValue: $0) }
        provinces = (values["province"] ?? []).filter { !$0.isEmpty }
    }
}
