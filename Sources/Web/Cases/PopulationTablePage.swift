// A table of counts as a page: what is special about it, a chart, the counts.

import Basics
import Casework
import Records
import Statistics

struct PopulationTablePage {
    let dossier: Dossier
    let table: PopulationTable
    let labels: TableLabels
    /// Its place among the tables of the case.
    let n: Int
    private var t: Strings { dossier.t }

    var values: [String: PageValue] {
        let rows = Array(table.rows.prefix(Limits.tablePageRows + 1))
        let isCut = rows.count > Limits.tablePageRows
        return [
            "back": BackLinkView(.of(dossier.state.id, .caseTables), t("cases.tables.title")).pageValue,
            "heading": .text(title),
            "notes": .list(table.notes.map { note in PageValue.object(["text": .text(sentence(note))]) }),
            "csvPath": SitePath(.caseTableCSV, dossier.state.id.text, String(n)).pageValue,
            "chartMarkup": chart.map { .markup(Markup(trusted: String(decoding: $0, as: UTF8.self))) } ?? .none,
            "counts": counts(rows.prefix(Limits.tablePageRows)).pageValue,
            "isCut": .optional(
                isCut ? t("cases.tables.cut", ["rows": t.count(Limits.tablePageRows)]) : nil),
        ]
    }

    private var title: String {
        t(
            "cases.tables.heading",
            [
                "by": table.axes.map { t($0.dimension.label) }.joined(separator: ", "),
                "day": table.day.dayFirst,
            ])
    }

    private func sentence(_ note: PopulationTable.Note) -> String {
        t(
            "cases.tables.note.\(note.rawValue)",
            ["most": String(Limits.countNoiseMax), "least": String(Limits.shownCountMin)])
    }

    private func counts(_ rows: some Sequence<PopulationTable.Row>) -> TableView {
        TableView(
            caption: title,
            columns: table.axes.map { .init(t($0.dimension.label)) }
                + [.init(t("cases.tables.count"), isNumeric: true)],
            rows: rows.map { row in
                zip(table.axes, row.values).map { .text(labels.name(of: $1, $0.dimension)) }
                    + [.text(row.count.map(t.count) ?? t("cases.tables.withheld"))]
            }, empty: "–"
        ).hidingCaption()
    }

    /// Of one dimension each value is a bar; of several none would be read.
    private var chart: [UInt8]? {
        guard table.axes.count == 1, let axis = table.axes.first else { return nil }
        let bars = table.rows.compactMap { row -> BarChart.Bar? in
            guard let value = row.values[0], let count = row.count else { return nil }
            return BarChart.Bar(label: labels.name(of: value, axis.dimension), count: count, text: t.count(count))
        }
        return BarChart(
            id: "chart", title: title, description: t("cases.tables.chart"), bars: bars
        ) { t("cases.tables.more-bars", ["count": String($0)]) }.svg
    }
}
