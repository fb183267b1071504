// What a page model is made of: a small tree that templates read without reflection.

public import Mustache

/// One value of a page model. Templates see it through swift-mustache's own protocols, so nothing is reflected: a table
/// of 25 rows renders in a few tenths of a millisecond (docs/performance.md).
///
/// In a section (`{{#x}}`) a list repeats, an object opens, and `none`, `false` and empty text are left out.
public enum PageValue: Sendable, Hashable {
    case text(String)
    case flag(Bool)
    case list([PageValue])
    case object([String: PageValue])
    /// Markup made by our own code (a diagram). Only a name that ends in `Markup` may carry it, and such a name carries
    /// nothing else, so a text can never be printed unescaped.
    case markup(Markup)
    case none

    /// Text when there is some.
    public static func optional(_ text: String?) -> PageValue { text.map(PageValue.text) ?? .none }

    public static func number(_ number: Int) -> PageValue { .text(String(number)) }

    /// A list of whatever has a page value.
    public static func list(of items: some Sequence<some PageValueConvertible>) -> PageValue {
        .list(items.map(\.pageValue))
    }
}

/// Ready markup. Whoever makes one vouches that every text inside went through `MarkupEscaping`.
public struct Markup: Sendable, Hashable {
    public let text: String

    public init(trusted text: String) { self.text = text }
}

/// What can stand in a page model.
public protocol PageValueConvertible {
    var pageValue: PageValue { get }
}

extension PageValue: PageValueConvertible {
    public var pageValue: PageValue { self }
}

extension PageValue: ExpressibleByStringInterpolation, ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral,
    ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
    public init(stringLiteral value: String) { self = .text(value) }
    public init(booleanLiteral value: Bool) { self = .flag(value) }
    public init(arrayLiteral elements: PageValue...) { self = .list(elements) }
    public init(nilLiteral: ()) { self = .none }

    public init(dictionaryLiteral elements: (String, PageValue)...) {
        self = .object(Dictionary(uniqueKeysWithValues: elements))
    }
}

extension PageValue: MustacheParent {
    public func child(named name: String) -> Any? {
        guard case .object(let members) = self, let value = members[name], value.mayStand(under: name) else {
            return nil
        }
        return value
    }

    /// Keeps markup and text apart: see `markup`.
    func mayStand(under name: String) -> Bool {
        switch self {
        case .markup: name.hasSuffix(PageValue.markupSuffix)
        case .text: !name.hasSuffix(PageValue.markupSuffix)
        case .flag, .list, .object, .none: true
        }
    }

    static let markupSuffix = "Markup"
}

extension PageValue: MustacheCustomRenderable {
    public var renderText: String {
        switch self {
        case .text(let text): text
        case .markup(let markup): markup.text
        case .flag, .list, .object, .none: ""
        }
    }

    public var isNull: Bool { self == .none }
}

extension PageValue: MustacheSequence {
    /// What a section runs over: the members of a list, an object or text once, nothing for what counts as absent.
    public func makeIterator() -> IndexingIterator<[PageValue]> {
        switch self {
        case .list(let items): items.makeIterator()
        case .none, .flag(false), .text(""): [].makeIterator()
        case .flag(true), .text, .markup, .object: [self].makeIterator()
        }
    }
}
