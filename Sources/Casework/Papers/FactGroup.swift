// The facts that letters can print, in groups.

/// What a fact is; that decides what a letter may do with it. Every list `xs` has a flag `hasXs` beside it.
public enum FactShape: Hashable, Sendable {
    case text
    case flag
    /// Inside its section each is `{{.}}`.
    case texts
    /// Inside its section each has facts of its own.
    case rows([String: FactShape])

    /// A list of points: each knows its letter, its number and the mark that ends it.
    static let points = rows(["letter": .text, "number": .text, "text": .text, "mark": .text])

    var isList: Bool {
        switch self {
        case .text, .flag: false
        case .texts, .rows: true
        }
    }
}

/// A group of facts that come from one place. A paper asks for groups; its letter may print only what they give.
public enum FactGroup: String, CaseIterable, Hashable, Sendable {
    /// The paper itself; every letter has it.
    case paper
    /// What was asked on the form and in the procedure's own acts; every letter of a procedure has it (`SaidFacts`).
    case said
    case office, requester
    /// The dossier and its service.
    case dossier = "case"
    case term, signer, competence, request, documents
    /// What was asked for.
    case scope
    case supplement
    /// Why the dossier was not taken in.
    case intakeRefusal = "intake-refusal"
    /// Why the request was refused.
    case refusal
    /// What was granted.
    case grant
    /// Why what was granted is suspended, resumed or revoked.
    case measure
    /// An earlier paper.
    case reference
    /// How many persons the registry knew.
    case outcome
    /// What the answer costs.
    case fee
    /// The released data themselves.
    case release
    /// An extract of a register.
    case register

    /// Those that a paper names in its entry.
    public static let named = allCases.filter { $0 != .paper && $0 != .said }

    /// Those that belong to no paper of a case: a page makes them when somebody opens it.
    public static let outsideCases: Set<FactGroup> = [.release, .register]

    /// The names of all facts that are lists, of rows in rows too: what stands in a section of one may stand often.
    public static let lists: Set<String> = {
        var (names, open): (Set<String>, [[String: FactShape]]) = ([], allCases.map(\.facts))
        while let facts = open.popLast() {
            for (name, shape) in facts where shape.isList {
                names.insert(name)
                if case .rows(let inner) = shape { open.append(inner) }
            }
        }
        return names
    }()

    /// The facts it gives, without the flags of its lists. Those of `said` depend on the procedure.
    public var facts: [String: FactShape] {
        switch self {
        case .paper: paper
        case .said: [:]
        case .office:
            Self.texts(
                "officeName", "officeNameUpper", "officeSuperior", "officeLetterhead", "officeUnit", "officeAddress",
                "officeAddressWithin", "officeTelephone")
        case .requester:
            Self.texts(
                "requesterName", "requesterNameUpper", "requesterSuperior", "requesterAddress",
                "requesterAddressWithin", "requesterTelephone", "requesterEmail", "requesterPersonalID")
        case .dossier:
            Self.texts(
                "caseCode", "filerName", "receivedAt", "receivedOn", "serviceCode", "serviceName", "serviceGroup"
            ).adding(["comparesClaims": .flag])
        case .term: Self.texts("workingDays", "dueOn")
        case .signer: Self.texts("signerAuthority", "signerTitle", "signerName", "signerRemark")
        case .competence: Self.texts("competencePosition", "competencePositionUpper", "competenceArticle")
        case .request:
            Self.texts(
                "documentNumberLine", "documentNumber", "documentDate", "replaces", "supplementSlip",
                "requestPlaceAndDate", "signatoryName", "signatoryTitle", "signatoryTitleUpper", "signatoryAuthority",
                "signatoryRemark", "purposeLabel", "useUntil"
            ).adding(["purposeParagraphs": .texts, "legalBasisParagraphs": .texts, "undertakings": .points])
        case .documents:
            ["documents": .rows(Self.texts("number", "letter", "title", "copies", "form"))]
        case .scope:
            [
                "fields": .points, "fieldsCount": .text, "subjectsTotal": .text, "callsAsked": .text,
                "countedOn": .text, "countedAreas": .text, "namesPersons": .flag, "subjectsInText": .flag,
                "subjectsInAnnex": .flag, "subjectsHaveExtra": .flag,
                "subjects": .rows(Self.texts("number", "personalID", "fullName", "birthDate", "extra")),
            ]
        case .supplement: ["wanted": .points, "reasons": .texts, "until": .text, "openedPages": .points]
        case .intakeRefusal, .refusal, .measure: ["reasons": .texts, "article": .text]
        case .grant:
            Self.texts(
                "fieldsCount", "subjectsTotal", "usesMax", "callsMax", "countedOn", "countedAreas", "marginalsMax",
                "until", "article", "narrowedSubjects", "narrowedRows", "narrowedCalls", "narrowedUntil",
                "narrowedFieldsClause", "narrowedSubjectsClause", "narrowedCallsClause", "narrowedUntilClause",
                "dutiesArticle", "agencyArticle", "effectArticle", "grantedRows", "listDigest"
            ).adding([
                "grantedPersons": .rows(Self.texts("row", "personalID", "fullName", "birthDate")),
                "fields": .points, "comparisonRules": .texts, "isNarrowed": .flag, "namesPersons": .flag,
                "narrowedFields": .points, "narrowedReasons": .texts,
            ])
        case .reference: ["reference": .text]
        case .outcome: Self.texts("answered", "unanswered")
        case .fee: fee
        case .release: release
        case .register:
            Self.texts(
                "registerYear", "registerFrom", "registerTo", "registerFirstNumber", "registerLastNumber",
                "registerVolume")
        }
    }

    private var release: [String: FactShape] {
        Self.texts("recipientMark", "releasedAt", "releaseLaw").adding([
            "resultColumns": .rows(Self.texts("heading", "width")),
            "verdictMeanings": .rows(Self.texts("meaning")),
        ])
    }

    private var fee: [String: FactShape] {
        Self.texts(
            "feeTariff", "feePerField", "feeFields", "feePersons", "feeAmount", "feeAmountInWords", "feeUntil")
    }

    /// What every paper may say of itself.
    private var paper: [String: FactShape] {
        Self.texts(
            "kind", "bodySize", "sheet", "createdOn", "numberLine", "numberAndDate", "placeAndDate", "verification",
            "verificationLink", "formSymbol", "formTitle", "formIssuedBy"
        ).adding(["isDraft": .flag, "legalBases": .rows(Self.texts("text", "mark"))])
    }

    /// The name of the flag beside a list.
    public static func flag(of list: String) -> String { "has\(list.prefix(1).uppercased())\(list.dropFirst())" }

    private static func texts(_ names: String...) -> [String: FactShape] {
        Dictionary(uniqueKeysWithValues: names.map { ($0, .text) })
    }
}

extension [String: FactShape] {
    func adding(_ others: [String: FactShape]) -> [String: FactShape] { merging(others) { own, _ in own } }

    /// With the flags of the lists.
    var withFlags: [String: FactShape] {
        adding(Dictionary(uniqueKeysWithValues: filter(\.value.isList).map { (FactGroup.flag(of: $0.key), .flag) }))
    }
}
