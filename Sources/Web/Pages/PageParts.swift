// View models of everything on a page that is not a form field, one a partial.

import Basics

/// A coloured word (`partials/tag`). The colour only repeats what the word says.
public struct TagView: Sendable, Hashable, PageValueConvertible {
    public enum Colour: String, Sendable {
        case grey, blue, green, yellow, red
    }

    public var text: String
    public var colour: Colour

    public init(_ text: String, _ colour: Colour = .grey) {
        self.text = text
        self.colour = colour
    }

    public var pageValue: PageValue { ["tagText": .text(text), "tagColour": .text(colour.rawValue)] }
}

/// Labels and values, some with a link to change them (`partials/summary-list`).
public struct SummaryListView: Sendable, PageValueConvertible {
    /// One value, as a link where it can be opened, with a remark behind it.
    public struct Line: Sendable, Hashable {
        var text: String
        var path: SitePath?
        var note: String?

        public init(_ text: String, _ path: SitePath? = nil, note: String? = nil) {
            self.text = text
            self.path = path
            self.note = note
        }
    }

    public struct Row: Sendable, Hashable {
        var label: String
        var values: [Line]
        var change: SitePath?
        /// The language of the values where it is not the page's.
        private(set) var language: Language?

        /// Several `values` stand on lines of their own.
        public init(_ label: String, _ values: String..., change: SitePath? = nil) {
            self.init(label, lines: values, change: change)
        }

        public init(_ label: String, lines: [String], change: SitePath? = nil) {
            self.init(label, lines: lines.map { Line($0) }, change: change)
        }

        public init(_ label: String, lines values: [Line], change: SitePath? = nil) {
            self.label = label
            self.values = values
            self.change = change
        }

        /// Values that are Vietnamese on every page: articles, titles and other words of the law's own.
        func inVietnamese(_ t: Strings) -> Row {
            var row = self
            row.language = t.language == .vi ? nil : .vi
            return row
        }
    }

    private let rows: [Row]

    public init(_ rows: [Row]) { self.rows = rows }

    public var pageValue: PageValue {
        let values = rows.map { row -> PageValue in
            [
                "rowLabel": .text(row.label), "rowLanguage": .optional(row.language?.rawValue),
                "rowValues": .list(row.values.map(\.pageValue)),
                "rowChange": .optional(row.change?.description),
            ]
        }
        return ["summaryRows": .list(values), "canChange": .flag(rows.contains { $0.change != nil })]
    }
}

extension SummaryListView.Line: PageValueConvertible {
    public var pageValue: PageValue {
        ["line": .text(text), "linePath": .optional(path?.description), "lineNote": .optional(note)]
    }
}

/// Steps with how far each is (`partials/task-list`).
public struct TaskListView: Sendable, PageValueConvertible {
    public struct Item: Sendable {
        var label: String
        var hint: String?
        var path: SitePath?
        var tag: TagView

        /// Without a `path` the step cannot be taken yet.
        public init(_ label: String, hint: String? = nil, path: SitePath?, tag: TagView) {
            self.label = label
            self.hint = hint
            self.path = path
            self.tag = tag
        }
    }

    private let items: [Item]

    public init(_ items: [Item]) { self.items = items }

    public var pageValue: PageValue {
        let values = items.enumerated().map { index, item -> PageValue in
            [
                "taskID": .text("task-\(index + 1)"), "taskLabel": .text(item.label), "taskHint": .optional(item.hint),
                "taskPath": .optional(item.path?.description), "taskTag": item.tag.pageValue,
            ]
        }
        return ["taskItems": .list(values)]
    }
}

/// What has just been done, or needs to be known first (`partials/banner`).
public struct BannerView: Sendable, PageValueConvertible {
    public enum Kind: String, Sendable { case information, success }

    private let kind: Kind
    let title: String
    private let text: String
    private let link: (path: SitePath, label: String)?

    public init(_ kind: Kind, title: String, text: String, link: (path: SitePath, label: String)? = nil) {
        self.kind = kind
        self.title = title
        self.text = text
        self.link = link
    }

    public var pageValue: PageValue {
        [
            "bannerKind": .text(kind.rawValue), "bannerTitle": .text(title), "bannerText": .text(text),
            "isSuccess": .flag(kind == .success),
            "bannerPath": .optional(link?.path.description), "bannerLinkLabel": .optional(link?.label),
        ]
    }
}

/// What happened, latest first or last, as given (`partials/timeline`).
public struct TimelineView: Sendable, PageValueConvertible {
    public struct Item: Sendable, Hashable {
        var title: String
        var at: String
        /// ISO 8601, for machines.
        var moment: String
        var who: String
        var note: String?

        public init(_ title: String, at: String, moment: String, who: String, note: String? = nil) {
            self.title = title
            self.at = at
            self.moment = moment
            self.who = who
            self.note = note
        }
    }

    private let items: [Item]

    public init(_ items: [Item]) { self.items = items }

    public var pageValue: PageValue {
        let values = items.map { item -> PageValue in
            [
                "itemTitle": .text(item.title), "itemAt": .text(item.at), "itemMoment": .text(item.moment),
                "itemWho": .text(item.who), "itemNote": .optional(item.note),
            ]
        }
        return ["timelineItems": .list(values)]
    }
}

/// The way back, above the heading (`partials/back-link`).
public struct BackLinkView: Sendable, PageValueConvertible {
    private let path: SitePath
    private let label: String

    public init(_ path: SitePath, _ label: String) {
        self.path = path
        self.label = label
    }

    public var pageValue: PageValue { ["backPath": path.pageValue, "backLabel": .text(label)] }
}
