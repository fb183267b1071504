// Every partial on one page, for eyes and for tests. Production has no route to it.

import Basics
import Hummingbird

@testable import Web

struct StyleGuide: NeedsPages {
    var pages: Pages?
    var word = "Đề nghị xác thực thông tin"

    func with(_ pages: Pages) -> any PageGroup { StyleGuide(pages: pages, word: word) }

    func add(to site: Site) {
        site.get(.home, .everyone) { context in
            let page = Page(named: "pages/style-guide", title: word, model)
            return try pages!.render(page.with(state: word, caseCode: word), context)
        }
    }

    /// One model with `word` in every place that can hold text.
    var model: PageValue {
        let problems = [ProblemView(field: "text", text: word), ProblemView(field: nil, text: word)]
        return [
            "form": FormView(action: .login, fields: fields, problems: problems, submit: word)
                .with(hidden: [(word, word)]).with(cancel: .home, word).pageValue,
            "table": table.pageValue,
            "summary": SummaryListView([
                .init(word, word, word, change: .home), .init(word, word),
            ]).pageValue,
            "taskList": TaskListView([
                .init(word, hint: word, path: .home, tag: TagView(word, .blue)),
                .init(word, path: nil, tag: TagView(word)),
            ]).pageValue,
            "banners": .list(of: [
                BannerView(.success, title: word, text: word),
                BannerView(.information, title: word, text: word, link: (.home, word)),
            ]),
            "timeline": TimelineView([
                .init(word, at: "09:30 05/07/2021", moment: word, who: word, note: word),
                .init(word, at: word, moment: word, who: word),
            ]).pageValue,
            "back": BackLinkView(.home, word).pageValue,
            "warningText": .text(word), "insetText": .text(word),
        ]
    }

    private var fields: [FieldView] {
        let options = [OptionView(word, word, hint: word, isChosen: true), OptionView("b", word)]
        return [
            .text("text", label: word, hint: word, value: word).with(autocomplete: word, isOptional: true),
            .password("password", label: word, autocomplete: "off"),
            .textArea("area", label: word, hint: word, value: "\n" + word + "\n\n  dòng hai\n"),
            .select("select", label: word, options: options),
            .search("search", label: word, hint: word, typed: word, note: word, options: options),
            .radios("radios", label: word, hint: word, options: options),
            .checkboxes("checks", label: word, options: options, error: word),
            .date("date", label: word, hint: word, day: word, month: "7", year: "2021", error: word),
            .file("file", label: word, accept: ".pdf"),
        ]
    }

    private var table: TableView {
        let cells: [CellView] = [.link(word, .home), .text(word), .tag(TagView(word, .yellow)), .text("12")]
        return TableView(
            caption: word,
            columns: [.init(word), .init(word), .init(word), .init(word, isNumeric: true)],
            rows: [cells, cells], empty: word)
    }
}
