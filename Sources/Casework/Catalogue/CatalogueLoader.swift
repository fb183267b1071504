// Reads the catalogue from its files.

public import Basics
import Formats
import Forms
import Registry

extension Catalogue {
    /// The catalogue of `Workflows/services/*.xml`; `nil` when a file cannot be used. All findings of all files are
    /// given.
    public static func load(_ files: [(file: String, bytes: [UInt8])]) -> (Catalogue?, [Diagnostic]) {
        var diagnostics: [Diagnostic] = []
        var services: [ServiceEntry] = []
        for file in files.sorted(by: { $0.file < $1.file }) {
            var walk = ServiceWalk(reader: ElementReader(file: file.file))
            if let root = walk.reader.root(file.bytes, named: "service") {
                let service = walk.service(root)
                if services.contains(where: { $0.code == service.code }) {
                    walk.reader.report(root, "another file has the service \(service.code)")
                }
                services.append(service)
            }
            diagnostics += walk.reader.diagnostics
        }
        return (diagnostics.hasErrors ? nil : Catalogue(services: services), diagnostics)
    }
}

extension Catalogue {
    /// The service in a text that was checked when a case was begun under it; `nil` when it cannot be read any more.
    public static func read(_ bytes: [UInt8]) -> ServiceEntry? {
        var walk = ServiceWalk(reader: ElementReader(file: ""))
        return walk.reader.root(bytes, named: "service").map { walk.service($0) }
    }
}

/// One pass over one service file.
private struct ServiceWalk {
    static let attributes: Set = [
        "code", "group", "answer", "requesters", "keys", "fields", "selectable", "workflow", "form", "source", "mark",
    ]
    static let children: Set = ["name", "description", "claim", "evidence", "fee", "retention"]

    var reader: ElementReader

    mutating func service(_ root: XMLElement) -> ServiceEntry {
        reader.expect(root, attributes: ServiceWalk.attributes, children: ServiceWalk.children)
        let code = reader.text("code", of: root)
        if !reader.file.hasSuffix("\(code).xml") { reader.report(root, "the file must be named \(code).xml") }
        let group = ServiceGroup(rawValue: reader.number("group", of: root))
        if group == nil { reader.report(root, "group must lie between 1 and \(ServiceGroup.allCases.count)") }
        let selectable = fields("selectable", of: root, isRequired: false)
        let fixed = fields("fields", of: root, isRequired: selectable.isEmpty)
        if !selectable.isEmpty, !fixed.isEmpty { reader.report(root, "give either fields or selectable, not both") }
        let retention = retention(root)
        let service = ServiceEntry(
            code: code, name: reader.bilingual("name", of: root),
            description: reader.bilingual("description", of: root), group: group ?? .authentication,
            answer: reader.word("answer", of: root, as: AnswerShape.self) ?? .match,
            requesters: classes("requesters", of: root), fields: fixed + selectable, selectableFields: selectable,
            keys: fields("keys", of: root, isRequired: true), claims: root.children("claim").map { claim($0) },
            evidence: root.children("evidence").map { evidence($0) }, fees: root.children("fee").map { fee($0) },
            retentionYears: retention.years, retentionProvenance: retention.provenance,
            workflow: reader.text("workflow", of: root), form: reader.text("form", of: root),
            provenance: reader.provenance(of: root))
        check(service, root)
        return service
    }

    /// What holds between the parts of an entry.
    private mutating func check(_ service: ServiceEntry, _ root: XMLElement) {
        for claim in service.claims where !service.fields.contains(claim.key) {
            reader.report(root, "\(claim.key) is claimed but not among the fields")
        }
        for code in service.fields {
            guard let field = PersonField(rawValue: code) else { continue }
            if service.answer == .match {
                if !field.mayBeClaimed { reader.report(root, "\(code) can only be provided, not confirmed") }
                if !service.keys.contains(code), !service.claims.contains(where: { $0.key == code }) {
                    reader.report(root, "\(code) cannot be confirmed: it is neither a key nor claimed")
                }
            } else if !field.mayBeProvided {
                reader.report(root, "\(code) may not be provided")
            }
        }
        for (index, fee) in service.fees.enumerated() {
            for other in service.fees[..<index] where overlap(fee, other) {
                reader.report(root, "two fees are in force on one day: \(other.from) and \(fee.from)")
            }
        }
    }

    private func overlap(_ first: Fee, _ second: Fee) -> Bool {
        first.from <= second.through ?? first.from && second.from <= first.through ?? second.from
    }

    private mutating func words(_ name: String, of element: XMLElement, isRequired: Bool) -> [String] {
        let text = isRequired ? reader.text(name, of: element) : element.attribute(name) ?? ""
        let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        for (index, word) in words.enumerated() where words[..<index].contains(word) {
            reader.report(element, "\(name) has \(word) twice")
        }
        return words
    }

    private mutating func fields(_ name: String, of element: XMLElement, isRequired: Bool) -> [String] {
        let codes = words(name, of: element, isRequired: isRequired)
        for code in codes where PersonField(rawValue: code) == nil {
            reader.report(element, "\(name): the registry has no field \(code)")
        }
        return codes
    }

    /// Classes of requesters, or `any` for all of them.
    private mutating func classes(_ name: String, of element: XMLElement) -> Set<RequesterClass> {
        let words = words(name, of: element, isRequired: true)
        if words == ["any"] { return Set(RequesterClass.allCases) }
        var classes: Set<RequesterClass> = []
        for word in words {
            guard let found = RequesterClass(rawValue: word) else {
                reader.report(element, "\(name): there is no class of requesters \(word)")
                continue
            }
            classes.insert(found)
        }
        return classes
    }

    private mutating func claim(_ element: XMLElement) -> ClaimColumn {
        reader.expect(element, attributes: ["field", "required", "example"])
        return ClaimColumn(
            reader.text("field", of: element), isRequired: reader.flag("required", of: element, default: true),
            example: element.attribute("example") ?? "")
    }

    private mutating func evidence(_ element: XMLElement) -> Evidence {
        reader.expect(element, attributes: ["kind", "classes", "source", "mark"])
        return Evidence(
            kind: reader.word("kind", of: element, as: Evidence.Kind.self) ?? .mandate,
            classes: classes("classes", of: element), provenance: reader.provenance(of: element))
    }

    private mutating func fee(_ element: XMLElement) -> Fee {
        reader.expect(element, attributes: ["code", "amount", "from", "through", "exempt", "source", "mark"])
        let from = reader.date("from", of: element) ?? LocalDate(days: 0)
        let through = reader.date("through", of: element, isRequired: false)
        if let through, through < from { reader.report(element, "the fee ends before it begins") }
        return Fee(
            code: reader.text("code", of: element), amountPerField: reader.number("amount", of: element), from: from,
            through: through, exempt: element.attribute("exempt") == nil ? [] : classes("exempt", of: element),
            provenance: reader.provenance(of: element))
    }

    private mutating func retention(_ root: XMLElement) -> (years: Int, provenance: Provenance) {
        guard let element = root.first("retention"), root.children("retention").count == 1 else {
            reader.report(root, "a service needs one <retention>")
            return (0, Provenance(source: "", mark: .unknown))
        }
        reader.expect(element, attributes: ["years", "source", "mark"])
        return (reader.number("years", of: element), reader.provenance(of: element))
    }
}
