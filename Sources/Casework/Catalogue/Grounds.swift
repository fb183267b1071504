// The grounds on which an office does not take in, refuses or narrows a request.

public import Basics
import Formats
public import Forms

/// One ground, with the article that letters print and the days on which an act may rest on it.
public struct Ground: Hashable, Sendable {
    /// What is stored of a choice on the page; the same ground under a later law keeps it.
    public var id: String
    public var name: BilingualText
    public var article: String
    /// The acts that may rest on it.
    public var acts: Set<String>
    public var from: LocalDate
    /// The last day; missing while it is in force.
    public var through: LocalDate?
    /// Where that is known from. (Roadmap, "Workbench": how sure the office is of a ground.)
    public var provenance: Provenance

    fileprivate func isInForce(on day: LocalDate) -> Bool { from <= day && day <= through ?? day }
}

/// `Workflows/grounds.xml`: every ground there ever was, in the order of the file.
public struct Grounds: Hashable, Sendable {
    private let all: [Ground]

    /// The acts that rest on a ground.
    static var acts: Set<String> { Set(Acts.all.filter(\.page.restsOnGround).map(\.slug)) }
    /// The choice of a ground that is none of the list: its article is typed.
    static let other = "other"

    init(_ all: [Ground]) { self.all = all }

    /// No list at all: every article is typed.
    public static let none = Grounds([])

    /// Those that the act may rest on that day.
    public func offered(for act: String, on day: LocalDate) -> [Ground] {
        all.filter { $0.acts.contains(act) && $0.isInForce(on: day) }
    }

    /// The grounds, or `nil` when the file cannot be used, with all findings.
    public static func load(_ bytes: [UInt8], file: String) -> (Grounds?, [Diagnostic]) {
        var reader = ElementReader(file: file)
        guard let root = reader.root(bytes, named: "grounds") else { return (nil, reader.diagnostics) }
        reader.expect(root, attributes: [], children: ["ground"])
        var all: [Ground] = []
        for element in root.children("ground") {
            let ground = read(element, &reader)
            if all.contains(where: { $0.id == ground.id && $0.meets(ground) }) {
                reader.report(element, "the ground \(ground.id) is in force twice on one day")
            }
            all.append(ground)
        }
        if all.isEmpty { reader.report(root, "there is no ground") }
        return (reader.diagnostics.hasErrors ? nil : Grounds(all), reader.diagnostics)
    }

    private static func read(_ element: XMLElement, _ reader: inout ElementReader) -> Ground {
        reader.expect(
            element, attributes: ["id", "acts", "article", "from", "through", "source", "mark"], children: ["name"])
        let ground = Ground(
            id: reader.text("id", of: element), name: reader.bilingual("name", of: element),
            article: reader.text("article", of: element),
            acts: Set(reader.words("acts", of: element)),
            from: reader.date("from", of: element) ?? LocalDate(days: 0),
            through: reader.date("through", of: element, isRequired: false),
            provenance: reader.provenance(of: element))
        let isSlug = ground.id.wholeMatch(of: #/[a-z][a-z0-9-]*/#) != nil
        if !isSlug || ground.id.count > Limits.formKeyCharactersMax || ground.id == other {
            reader.report(element, "an id is small letters, digits and hyphens, and not \(other)")
        }
        if ground.article.count > Limits.articleCharactersMax {
            reader.report(element, "an article has at most \(Limits.articleCharactersMax) characters")
        }
        for act in ground.acts.subtracting(acts).sorted() {
            reader.report(element, "no act \(act) rests on a ground, only \(acts.sorted().joined(separator: ", "))")
        }
        if let through = ground.through, through < ground.from { reader.report(element, "it ends before it begins") }
        return ground
    }
}

extension Ground {
    /// Whether both are in force on some day.
    fileprivate func meets(_ other: Ground) -> Bool {
        from <= other.through ?? from && other.from <= through ?? other.from
    }
}

// What acts ask for and read of it.
extension Grounds {
    /// The choice of a ground and, for one that is not in the list, its article. Nothing is chosen at first.
    static func fields(for act: String, _ context: CaseContext) -> [Field] {
        let offered = context.grounds.offered(for: act, on: context.today).map { ground in
            let (vi, en) = (ground.name.vi, ground.name.en)
            let label = BilingualText(vi: "\(vi) (\(ground.article))", en: "\(en) (\(ground.article))")
            return Option(ground.id, .text(label))
        }
        guard !offered.isEmpty else { return [.optionalArticle] }
        let options = Options(offered + [Option(other, .key("ground.other"))])
        return [Field("ground", .choice(options), isRequired: false), .optionalArticle]
    }

    /// The ground or article and the reason of an earlier proposal, to be looked at again.
    static func preset(_ earlier: Proposal, for act: String, _ context: CaseContext) -> [String: [String]] {
        var values = ["reason": [earlier.reason]]
        let offered = context.grounds.offered(for: act, on: context.today)
        if let ground = offered.first(where: { $0.article == earlier.article }) {
            values["ground"] = [ground.id]
        } else if !earlier.article.isEmpty {
            if !offered.isEmpty { values["ground"] = [other] }
            values["article"] = [earlier.article]
        }
        return values
    }

    /// The article that was chosen or typed; empty where none was.
    static func article(_ answers: Answers, for act: String, _ context: CaseContext) -> String {
        let chosen = answers.text("ground")
        let ground = context.grounds.offered(for: act, on: context.today).first { $0.id == chosen }
        return ground?.article ?? answers.words("article")
    }

    /// What is wrong with the two together.
    static func problems(_ answers: Answers, isRequired: Bool) -> [Problem] {
        let (chosen, typed) = (answers.text("ground"), answers.words("article"))
        switch chosen {
        case nil where typed.isEmpty && isRequired: return [Problem("article", code: "problem.ground-missing")]
        case other? where typed.isEmpty: return [Problem("article", .required)]
        case nil, other?: return []
        default: return typed.isEmpty ? [] : [Problem("article", code: "problem.ground-and-article")]
        }
    }
}
