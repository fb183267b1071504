// Reads the fields of a form from a file, wherever fields stand: on the pages of a form, in the acts of a procedure.

import Basics
import FEEL
public import Formats

/// Reads field elements one after another; keys are unique among all it has read.
public struct FieldWalk {
    static let attributes: Set = ["key", "required", "hint", "visible-when"]
    /// Names of inputs that every form of the site has beside its fields.
    static let reserved: Set = ["csrf", "version", "task", "remove", "password", "outcome", "documents"]

    public var reader: ElementReader
    /// What stands before the keys of labels and hints.
    private let prefix: String
    private var keys: Set<String> = []
    /// The names of their inputs.
    private var inputs: Set<String> = []
    /// Whether different people may be asked different fields, as on the pages of a request.
    var hasAudiences = false
    /// The fields of the page so far, which conditions may look at.
    private var known: [String: FEELType] = [:]

    public init(reader: ElementReader, prefix: String = "") {
        self.reader = reader
        self.prefix = prefix
    }

    /// Another page begins: conditions on it see only its own fields.
    mutating func beginPage() { known = [:] }

    /// The field, or `nil` after saying what is wrong with it. Of two fields with one key the second is refused.
    public mutating func field(_ element: XMLElement) -> Field? {
        let key = reader.text("key", of: element)
        guard let kind = kind(element), !key.isEmpty else { return nil }
        guard keys.insert(key).inserted else {
            reader.report(element, "two fields have this key")
            return nil
        }
        checkKey(key, element)
        checkInputs(of: key, kind, element)
        let condition = condition(element)
        let audience = audience(element)
        // Who is not asked it has no answer that a condition could look at.
        if let type = kind.type, audience == nil { known[key] = type }
        var field = Field(
            key, kind, isRequired: reader.flag("required", of: element, default: true), visibleWhen: condition,
            labelKey: "\(prefix)field.\(key)",
            hintKey: reader.flag("hint", of: element, default: false) ? "\(prefix)hint.\(key)" : nil)
        field.askedOf = audience
        return field
    }

    private mutating func audience(_ element: XMLElement) -> Audience? {
        guard element.attribute("asked-of") != nil else { return nil }
        return reader.word("asked-of", of: element, as: Audience.self)
    }

    /// A key names an input, a column and a variable.
    private mutating func checkKey(_ key: String, _ element: XMLElement) {
        let most = Limits.formKeyCharactersMax
        if key.wholeMatch(of: #/[a-z][a-z0-9_]*/#) == nil || key.count > most {
            reader.report(element, "a key has small letters, digits and _, \(most) characters at most")
        } else if Self.reserved.contains(key) {
            reader.report(element, "\(key) is a name of the server's own")
        }
    }

    /// A date is typed into three inputs, a table into one a column: no field may be called like one of them.
    private mutating func checkInputs(of key: String, _ kind: FieldKind, _ element: XMLElement) {
        let parts: [String] =
            switch kind {
            case .date: ["day", "month", "year"].map { "\(key)_\($0)" }
            case .table(let table): table.columns.map(\.key)
            default: []
            }
        for part in [key] + parts where !inputs.insert(part).inserted {
            reader.report(element, "two fields have an input named \(part)")
        }
    }

    private mutating func condition(_ element: XMLElement) -> Condition? {
        guard let text = element.attribute("visible-when") else { return nil }
        do {
            let condition = try Condition(text)
            for problem in condition.problems(knowing: known) { reader.report(element, "visible-when: \(problem)") }
            return condition
        } catch {
            reader.report(element, "visible-when is no condition: \(error)")
            return nil
        }
    }

    private mutating func kind(_ element: XMLElement) -> FieldKind? {
        switch element.name {
        case "text", "long-text":
            expect(element, ["max"])
            let max = reader.number("max", of: element)
            if element.attribute("max") != nil, max < 1 || max > Limits.fieldCharactersMax {
                reader.report(element, "max must lie between 1 and \(Limits.fieldCharactersMax)")
            }
            return element.name == "text" ? .text(max: max) : .longText(max: max)
        case "number":
            expect(element, ["min", "max"])
            let (min, max) = (reader.number("min", of: element), reader.number("max", of: element))
            guard min <= max else {
                reader.report(element, "max must be min or more")
                return nil
            }
            return .number(min...max)
        case "date":
            expect(element, ["not-before", "not-after"])
            return .date(
                DateLimits(notBefore: bound("not-before", of: element), notAfter: bound("not-after", of: element)))
        case "choice", "choices":
            expect(element, ["list"], children: ["option"])
            let options = options(element)
            return element.name == "choice" ? .choice(options) : .choices(options)
        case "declaration":
            expect(element, [])
            return .declaration
        case "attachment":
            expect(element, ["max"])
            return .attachment(max: reader.number("max", of: element, default: 1))
        case "table":
            expect(element, ["rows-max"], children: ["column"])
            return .table(table(element))
        default: return nil
        }
    }

    private mutating func expect(_ element: XMLElement, _ attributes: Set<String>, children: Set<String> = []) {
        let more: Set = hasAudiences ? ["asked-of"] : []
        reader.expect(
            element, attributes: FieldWalk.attributes.union(attributes).union(more), children: children)
    }

    /// A list by name, or options written out.
    private mutating func options(_ element: XMLElement) -> Options {
        var options: [Option] = []
        for child in element.children("option") {
            reader.expect(child, attributes: ["code"], children: ["name"])
            let code = reader.code("code", of: child)
            if options.contains(where: { $0.code == code }) { reader.report(child, "two options have this code") }
            options.append(Option(code, .text(reader.bilingual("name", of: child))))
        }
        let list = element.attribute("list")
        if (list == nil) == options.isEmpty { reader.report(element, "give either a list or options") }
        return Options(name: list, options)
    }

    /// `today`, `today+30`, `today-30` or a fixed day.
    private mutating func bound(_ name: String, of element: XMLElement) -> DateLimits.Bound? {
        guard let text = element.attribute(name)?.trimmed else { return nil }
        if text == "today" { return .today() }
        if text.hasPrefix("today"), let days = Int(text.dropFirst(5)) { return .today(plus: days) }
        if let day = LocalDate(text) { return .on(day) }
        reader.report(element, "\(name) must be today, today+DAYS or a day such as 2021-07-05, not \"\(text)\"")
        return nil
    }

    private mutating func table(_ element: XMLElement) -> Table {
        var columns: [Column] = []
        for child in element.children("column") {
            reader.expect(child, attributes: ["key", "max", "required"])
            let key = reader.text("key", of: child)
            if columns.contains(where: { $0.key == key }) { reader.report(child, "two columns have this key") }
            columns.append(
                Column(
                    key, isRequired: reader.flag("required", of: child, default: true),
                    max: reader.number("max", of: child, default: 200)))
        }
        if columns.isEmpty { reader.report(element, "the table has no column") }
        return Table(columns: columns, rowsMax: reader.number("rows-max", of: element))
    }
}
