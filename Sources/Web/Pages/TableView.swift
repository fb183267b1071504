// View model of a table.

import Basics
import Formats

/// A cell of a table: text, perhaps a link or a tag.
public struct CellView: Sendable, Hashable {
    var text: String
    var path: SitePath?
    var colour: TagView.Colour?
    private(set) var language: Language?
    private(set) var choice: Choice?
    /// A remark behind the text.
    private(set) var remark: TagView?

    /// A box to tick; `text` is read out beside it.
    struct Choice: Sendable, Hashable {
        var name: String
        var value: String
        var isChosen: Bool
    }

    public static func text(_ text: String) -> CellView { CellView(text: text) }
    public static func link(_ text: String, _ path: SitePath) -> CellView { CellView(text: text, path: path) }
    public static func tag(_ tag: TagView) -> CellView { CellView(text: tag.text, colour: tag.colour) }

    static func choice(_ name: String, value: String, isChosen: Bool, label: String) -> CellView {
        var cell = CellView(text: label)
        cell.choice = Choice(name: name, value: value, isChosen: isChosen)
        return cell
    }

    /// Text that is Vietnamese on every page, such as the subject of a letter.
    static func vietnamese(_ text: String, _ t: Strings) -> CellView {
        var cell = CellView(text: text)
        cell.language = t.language == .vi ? nil : .vi
        return cell
    }

    /// The cell with a coloured remark behind it.
    func with(_ remark: TagView) -> CellView {
        var cell = self
        cell.remark = remark
        return cell
    }

    private init(text: String, path: SitePath? = nil, colour: TagView.Colour? = nil) {
        self.text = text
        self.path = path
        self.colour = colour
    }
}

/// A table (`partials/table`). On narrow screens each row becomes a block whose cells name their column.
public struct TableView: Sendable, PageValueConvertible {
    public struct Column: Sendable, Hashable {
        var label: String
        var isNumeric: Bool

        public init(_ label: String, isNumeric: Bool = false) {
            self.label = label
            self.isNumeric = isNumeric
        }
    }

    private let caption: String
    private let columns: [Column]
    private let rows: [[CellView]]
    private let empty: String
    private var hidesCaption = false

    /// `empty` is what stands in the place of a table without rows.
    public init(caption: String, columns: [Column], rows: [[CellView]], empty: String) {
        self.caption = caption
        self.columns = columns
        self.rows = rows
        self.empty = empty
    }

    /// The caption is read out but not shown: the heading above says the same.
    public func hidingCaption() -> TableView {
        var table = self
        table.hidesCaption = true
        return table
    }

    public var pageValue: PageValue {
        let headings = columns.map { column -> PageValue in
            ["columnLabel": .text(column.label), "isNumeric": .flag(column.isNumeric)]
        }
        return [
            "tableCaption": .text(caption), "tableColumns": .list(headings), "tableEmpty": .text(empty),
            "hidesCaption": .flag(hidesCaption),
            "hasTableRows": .flag(!rows.isEmpty), "rowsMarkup": .markup(rowsMarkup),
        ]
    }

    /// The rows as ready markup: the one place where Swift writes elements, because a mustache section a cell makes a
    /// page of 25 rows ten times slower (docs/decisions/003-mustache.md). Every text goes through the escaper.
    private var rowsMarkup: Markup {
        // Repeated in each row, so escaped once.
        let openings = columns.map { column in
            "<td data-label=\"\(MarkupEscaping.escape(column.label))\"\(column.isNumeric ? " class=\"numeric\"" : "")>"
        }
        var markup = ""
        for row in rows {
            markup += "<tr>"
            for (opening, cell) in zip(openings, row) { markup += opening + cell.markup + "</td>" }
            markup += "</tr>\n"
        }
        return Markup(trusted: markup)
    }
}

extension CellView {
    fileprivate var markup: String {
        guard let remark else { return bare }
        return "\(bare) \(Self.markup(of: remark.text, remark.colour))"
    }

    private static func markup(of text: String, _ colour: TagView.Colour) -> String {
        "<strong class=\"tag tag--\(colour.rawValue)\">\(MarkupEscaping.escape(text))</strong>"
    }

    private var bare: String {
        let text = MarkupEscaping.escape(self.text)
        if let choice {
            let (name, value) = (MarkupEscaping.escape(choice.name), MarkupEscaping.escape(choice.value))
            return "<input class=\"tick\" type=\"checkbox\" name=\"\(name)\" value=\"\(value)\" "
                + "aria-label=\"\(text)\"\(choice.isChosen ? " checked" : "")>"
        }
        if let path { return "<a href=\"\(MarkupEscaping.escape(path.description))\">\(text)</a>" }
        if let colour { return Self.markup(of: self.text, colour) }
        if let language { return "<span lang=\"\(language.rawValue)\">\(text)</span>" }
        return text
    }
}
