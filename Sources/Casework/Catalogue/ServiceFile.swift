// Reads and checks one file of the catalogue.

import Basics
import Formats
import Forms
import Registry
import Statistics

/// The entry of one file, with where it stands.
struct ServiceFile {
    let entry: ServiceEntry
    let file: String
    let line: Int

    /// The entry of a file, and everything that is wrong with it by itself; `nil` when it is no such file at all.
    static func read(_ bytes: [UInt8], file: String, procedures: Set<String>) -> (ServiceFile?, [Diagnostic]) {
        if let line = lineNotUTF8(bytes) { return (nil, [Diagnostic(file: file, line: line, "the file is not UTF-8")]) }
        var walk = ServiceWalk(reader: ElementReader(file: file), procedures: procedures)
        guard let root = walk.reader.root(bytes, named: "service") else { return (nil, walk.reader.diagnostics) }
        let entry = walk.service(root)
        return (ServiceFile(entry: entry, file: file, line: root.line), walk.reader.diagnostics)
    }

    /// Whether the file bears the name of the code.
    var isNamedRight: Bool { file.split(separator: "/").last.map(String.init) == "\(entry.code).xml" }

    func finding(_ message: String) -> Diagnostic {
        Diagnostic(file: file, line: line, element: entry.code, message)
    }

    /// The line of the first byte that is no UTF-8.
    private static func lineNotUTF8(_ bytes: [UInt8]) -> Int? {
        var (line, decoder, rest) = (1, UTF8(), bytes.makeIterator())
        while true {
            switch decoder.decode(&rest) {
            case .scalarValue("\n"): line += 1
            case .scalarValue: continue
            case .emptyInput: return nil
            case .error: return line
            }
        }
    }
}

/// One pass over one service file.
private struct ServiceWalk {
    static let attributes: Set = [
        "code", "group", "answer", "scope", "requesters", "keys", "fields", "selectable", "dimensions", "procedure",
        "source", "mark",
    ]
    static let children: Set = ["name", "description", "claim", "evidence", "fee", "law", "retention"]

    var reader: ElementReader
    let procedures: Set<String>

    mutating func service(_ root: XMLElement) -> ServiceEntry {
        reader.expect(root, attributes: ServiceWalk.attributes, children: ServiceWalk.children)
        let group = ServiceGroup(rawValue: reader.number("group", of: root))
        if group == nil { reader.report(root, "group must lie between 1 and \(ServiceGroup.allCases.count)") }
        let shape = reader.word("answer", of: root, as: AnswerShape.self)
        let scope = scope(root)
        let countsBy = dimensions(root, scope)
        let selectable = countsBy + fields("selectable", of: root, isRequired: false)
        let fixed = fields("fields", of: root, isRequired: selectable.isEmpty)
        if !selectable.isEmpty, !fixed.isEmpty { reader.report(root, "give either fields or selectable, not both") }
        let retention = retention(root)
        let service = ServiceEntry(
            code: code(root), name: bilingual("name", of: root), description: bilingual("description", of: root),
            group: group ?? .authentication, answer: shape ?? .match, scope: scope ?? .list,
            requesters: reader.classes("requesters", of: root, any: RequesterClass.ofOrganizations),
            fields: fixed + selectable,
            selectableFields: selectable, keys: scope == .tables ? Subject.keys : keys(root),
            claims: root.children("claim").map { claim($0) },
            evidence: root.children("evidence").map { evidence($0) }, fees: root.children("fee").map { fee($0) },
            retentionYears: retention.years, retentionProvenance: retention.provenance, procedure: procedure(root),
            laws: root.children("law").map { law($0) }, provenance: reader.provenance(of: root))
        // What hangs on the shape can only be said of one that was read.
        if group != nil, shape != nil { checkShape(service, root) }
        if group != nil, scope != nil { checkScope(service, root) }
        checkClaims(service, root)
        checkPeriods("fee", service.fees.map { ($0.from, $0.through) }, root)
        checkPeriods("law", service.laws.map { ($0.from, $0.through) }, root)
        checkLaws(service, root)
        return service
    }

    // MARK: What holds between the parts of an entry

    private mutating func checkShape(_ service: ServiceEntry, _ root: XMLElement) {
        let shape = service.answer
        switch service.group {
        case .authentication where shape != .match: reader.report(root, "group 1 confirms: answer must be match")
        case .provision where shape == .match: reader.report(root, "group 2 provides: answer cannot be match")
        default: break
        }
        let known = service.fields.compactMap { PersonField(rawValue: $0) }
        for field in known where !shape.answers(field) {
            reader.report(root, "an answer of the shape \(shape.rawValue) cannot tell \(field.rawValue)")
        }
        guard shape == .match, service.scope == .list else { return }
        let claimed = Set(service.claims.map(\.key))
        for field in known where shape.answers(field) && !service.keys.contains(field) {
            if !claimed.contains(field.rawValue) {
                reader.report(root, "\(field.rawValue) cannot be confirmed: it is neither a key nor claimed")
            }
        }
        let asked = known.filter(service.keys.contains)
        if !asked.isEmpty, !service.selectableFields.isEmpty || Array(known.prefix(asked.count)) != Subject.keys {
            let keys = SubjectReading.keys.joined(separator: " ")
            reader.report(root, "keys are confirmed all together: fields must begin with \(keys)")
        }
    }

    /// A call says what it claims and names its person by the keys.
    private mutating func checkScope(_ service: ServiceEntry, _ root: XMLElement) {
        if (service.group == .aggregate) != (service.scope == .tables) {
            reader.report(root, "group 5 gives tables of counts: scope must be tables, there and nowhere else")
        }
        if service.scope == .tables { return checkTables(service, root) }
        guard service.scope == .named else {
            if service.group == .electronicIdentification {
                reader.report(root, "group 4 answers calls of a server: scope must be named")
            }
            return
        }
        if service.group != .electronicIdentification { reader.report(root, "only group 4 has the scope named") }
        if service.answer == .household {
            reader.report(root, "a call is about one person: answer cannot be household")
        }
        if service.procedure == nil { reader.report(root, "the scope named needs a procedure that decides on it") }
        if !service.claims.isEmpty { reader.report(root, "what is claimed comes with each call: no <claim>") }
        if let key = service.fields.compactMap(PersonField.init).first(where: service.keys.contains) {
            reader.report(root, "\(key.rawValue) is a key, which each call gives and has confirmed")
        }
        if service.fields.contains(PersonField.fingerprint.rawValue) {
            reader.report(root, "calls have no files: fingerprint cannot be confirmed by one")
        }
        if service.evidence.contains(where: \.isPerPerson) {
            reader.report(root, "nobody is named in the request: no evidence for each person")
        }
    }

    /// Nobody is named in a request for tables, nor in an answer.
    private mutating func checkTables(_ service: ServiceEntry, _ root: XMLElement) {
        for name in ["keys", "fields", "selectable"] where root.attribute(name) != nil {
            reader.report(root, "tables name nobody: dimensions, and no \(name)")
        }
        if service.answer != .values { reader.report(root, "tables give counts: answer must be values") }
        if service.procedure == nil { reader.report(root, "the scope tables needs a procedure that decides on it") }
        if !service.claims.isEmpty { reader.report(root, "tables compare nothing: no <claim>") }
        if service.evidence.contains(where: \.isPerPerson) {
            reader.report(root, "nobody is named in the request: no evidence for each person")
        }
    }

    /// What people may be counted by.
    private mutating func dimensions(_ root: XMLElement, _ scope: ServiceScope?) -> [String] {
        let codes = reader.words("dimensions", of: root, isRequired: scope == .tables)
        if scope != .tables, !codes.isEmpty { reader.report(root, "only the scope tables has dimensions") }
        for code in codes where Dimension(rawValue: code) == nil {
            let known = Dimension.allCases.map(\.rawValue).joined(separator: " ")
            reader.report(root, "dimensions: nobody is counted by \(code), only by \(known)")
        }
        return codes
    }

    private mutating func scope(_ root: XMLElement) -> ServiceScope? {
        root.attribute("scope") == nil ? .list : reader.word("scope", of: root, as: ServiceScope.self)
    }

    private mutating func checkClaims(_ service: ServiceEntry, _ root: XMLElement) {
        for (index, (claim, element)) in zip(service.claims, root.children("claim")).enumerated() {
            guard !claim.key.isEmpty else { continue }
            guard let field = PersonField(rawValue: claim.key) else {
                reader.report(element, "the registry has no field \(claim.key)")
                continue
            }
            if service.answer != .match {
                reader.report(element, "only an answer of the shape match compares what is claimed")
            } else if Subject.keys.contains(field) {
                reader.report(element, "\(claim.key) is a key, which every person has without a claim")
            } else if !field.mayBeClaimed {
                reader.report(element, "\(claim.key) cannot be read as a claim of one value")
            } else if !service.fields.contains(claim.key) {
                reader.report(element, "\(claim.key) is claimed but not among the fields")
            } else if claim.example.isEmpty, !field.takesAnyClaim {
                reader.report(element, "\(claim.key) needs an example, since not every text can be read as one")
            }
            if service.claims[..<index].contains(where: { $0.key == claim.key }) {
                reader.report(element, "\(claim.key) is claimed twice")
            }
        }
    }

    private typealias Period = (from: LocalDate, through: LocalDate?)

    private mutating func checkPeriods(_ name: String, _ periods: [Period], _ root: XMLElement) {
        for (index, one) in periods.enumerated() {
            for other in periods[..<index] where overlap(one, other) {
                reader.report(root, "two <\(name)> are in force on one day: from \(other.from) and \(one.from)")
            }
        }
    }

    private func overlap(_ first: Period, _ second: Period) -> Bool {
        first.from <= second.through ?? first.from && second.from <= first.through ?? second.from
    }

    /// Without a decision there is only a person's own record, by the law.
    private mutating func checkLaws(_ service: ServiceEntry, _ root: XMLElement) {
        guard service.procedure == nil else {
            if !service.laws.isEmpty { reader.report(root, "what a procedure decides has no <law> of its own") }
            return
        }
        if service.laws.isEmpty { reader.report(root, "a service without a procedure needs a <law>") }
        if service.group != .lookup || service.requesters != [.individual] || service.answer != .values {
            reader.report(
                root, "only the own record is answered without a procedure: group 3, values, requesters individual")
        }
        if service.fields.isEmpty || !service.selectableFields.isEmpty {
            reader.report(root, "an own record says which fields it shows: fields")
        }
    }

    // MARK: The parts

    private mutating func code(_ root: XMLElement) -> String {
        let code = reader.text("code", of: root)
        let isCode = code.wholeMatch(of: #/[a-z][a-z0-9]*(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)+/#) != nil
        if !code.isEmpty, !isCode || code.count > Limits.serviceCodeCharactersMax {
            reader.report(
                root,
                "code must be words of lower-case letters and digits, joined by hyphens and parted by at least one "
                    + "dot, of at most \(Limits.serviceCodeCharactersMax) characters in all")
        }
        return code
    }

    /// The keys are those by which persons are read; others would be columns that nobody reads.
    private mutating func keys(_ root: XMLElement) -> [PersonField] {
        let codes = fields("keys", of: root, isRequired: true)
        if !codes.isEmpty, Set(codes) != Set(SubjectReading.keys) {
            let known = SubjectReading.keys.joined(separator: " ")
            reader.report(root, "keys must be \(known): persons are read by these and no others")
        }
        return Subject.keys
    }

    private mutating func procedure(_ root: XMLElement) -> String? {
        guard root.attribute("procedure") != nil else { return nil }
        let name = reader.text("procedure", of: root)
        if !name.isEmpty, !procedures.contains(name) {
            let known = procedures.sorted().joined(separator: ", ")
            reader.report(root, "there is no procedure \(name), only \(known)")
        }
        return name
    }

    private mutating func bilingual(_ name: String, of root: XMLElement) -> BilingualText {
        for element in root.children(name) {
            reader.expect(element, attributes: ["lang"])
            let language = element.attribute("lang") ?? ""
            if Language(rawValue: language) == nil { reader.report(element, "lang must be vi or en") }
            if name == "name", element.text.count > Limits.serviceNameCharactersMax {
                reader.report(element, "a name has at most \(Limits.serviceNameCharactersMax) characters")
            }
        }
        return reader.bilingual(name, of: root)
    }

    private mutating func fields(_ name: String, of element: XMLElement, isRequired: Bool) -> [String] {
        let codes = reader.words(name, of: element, isRequired: isRequired)
        for code in codes where PersonField(rawValue: code) == nil {
            reader.report(element, "\(name): the registry has no field \(code)")
        }
        return codes
    }

    private mutating func claim(_ element: XMLElement) -> ClaimColumn {
        reader.expect(element, attributes: ["field", "required", "example"])
        return ClaimColumn(
            reader.text("field", of: element), isRequired: reader.flag("required", of: element, default: true),
            example: element.attribute("example") ?? "")
    }

    private mutating func evidence(_ element: XMLElement) -> Evidence {
        reader.expect(
            element, attributes: ["kind", "per", "classes", "purposes", "from", "through", "source", "mark"])
        let kind = reader.word("kind", of: element, as: Evidence.Kind.self) ?? .mandate
        if kind == .other { reader.report(element, "nobody could give other: name what is asked for") }
        if let per = element.attribute("per"), per != "person" { reader.report(element, "per must be person") }
        let from = reader.date("from", of: element, isRequired: false)
        let through = reader.date("through", of: element, isRequired: false)
        if let from, let through, through < from { reader.report(element, "it ends before it begins") }
        return Evidence(
            kind: kind, isPerPerson: element.attribute("per") != nil, classes: reader.classes("classes", of: element),
            purposes: Set(reader.words("purposes", of: element, isRequired: false)), from: from, through: through,
            provenance: reader.provenance(of: element))
    }

    private mutating func fee(_ element: XMLElement) -> Fee {
        reader.expect(element, attributes: ["code", "amount", "from", "through", "exempt", "source", "mark"])
        let from = reader.date("from", of: element) ?? LocalDate(days: 0)
        let through = reader.date("through", of: element, isRequired: false)
        if let through, through < from { reader.report(element, "the fee ends before it begins") }
        return Fee(
            code: reader.text("code", of: element), amountPerField: reader.number("amount", of: element), from: from,
            through: through, exempt: element.attribute("exempt") == nil ? [] : reader.classes("exempt", of: element),
            provenance: reader.provenance(of: element))
    }

    private mutating func law(_ element: XMLElement) -> ServiceLaw {
        reader.expect(element, attributes: ["article", "from", "through", "source", "mark"])
        let from = reader.date("from", of: element) ?? LocalDate(days: 0)
        let through = reader.date("through", of: element, isRequired: false)
        if let through, through < from { reader.report(element, "the law ends before it begins") }
        return ServiceLaw(
            article: ElementReader.paragraph(reader.text("article", of: element)), from: from, through: through,
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
