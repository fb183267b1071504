// Checks a form against what the server makes of it: pages of its own, fields that papers and acts read.

import Basics
import Forms
import Workflow

/// A form is free in its pages and fields, but for those that the server itself works with. What could never be
/// answered, or would be answered in vain, is a fault of the file.
struct FormChecks {
    private let procedure: Procedure
    private let file: String
    private var form: ApplicantForm { procedure.form }

    init(_ procedure: Procedure, file: String) {
        self.procedure = procedure
        self.file = file
    }

    /// Fields that the server reads wherever they stand, and the kind they must be.
    static let readFields: [String: String] = [
        "purpose_code": "choice", "purpose_text": "long-text", "legal_basis": "long-text", "use_until": "date",
        "fields": "choices", "document_number": "text", "document_date": "date", "signatory_name": "text",
        "signatory_title": "text", "signatory_authority": "text", SubjectConsent.field: "choice",
        CallScope.field: "number", TableScope.provincesField: "choices", TableScope.dayField: "date",
        CorrectionRequest.fieldKey: "choice", CorrectionRequest.valueKey: "text",
    ]

    /// The fields from which facts of letters come; `answer_<field>` comes from its field besides.
    static let printedFields: [String: String] = [
        "purposeLabel": "purpose_code", "useUntil": "use_until", "documentNumber": "document_number",
        "documentDate": "document_date", "signatoryName": "signatory_name", "signatoryTitle": "signatory_title",
        "signatoryTitleUpper": "signatory_title", "signatoryAuthority": "signatory_authority",
    ]

    /// What a letter does not need from a person: they sign for themselves, and their paper has no number.
    static let ofOrganizations: Set = [
        "document_number", "document_date", "signatory_name", "signatory_title", "signatory_authority",
    ]

    func findings() -> [Diagnostic] {
        form.pages.flatMap { page in
            key(of: page) + special(page) + page.form.fields.flatMap { field($0, page) }
        }
            + printed() + scopes()
    }

    private func key(of page: ApplicantForm.Page) -> [Diagnostic] {
        let isSlug = page.key.wholeMatch(of: #/[a-z][a-z0-9-]*/#) != nil
        if isSlug, page.key.count <= Limits.formKeyCharactersMax { return [] }
        let most = Limits.formKeyCharactersMax
        return [at(page, "the key of a page is small letters, digits and hyphens, \(most) characters at most")]
    }

    /// The pages that the server makes itself.
    private func special(_ page: ApplicantForm.Page) -> [Diagnostic] {
        let keys = Set(page.form.fields.map(\.key))
        switch page.key {
        case "subjects":
            let isOurs =
                !keys.isEmpty && keys.isSubset(of: ["subjects_file", "subjects"])
                && [nil, .persons].contains(page.need)
            guard isOurs else {
                return [at(page, "the page subjects has the fields subjects_file and subjects, and no others")]
            }
            // Where a server may call instead, nobody has to be listed.
            let isBeside = form.page(CallScope.page) != nil || form.page(TableScope.page) != nil
            return page.need == nil && isBeside
                ? [at(page, "beside the pages calls and tables, the page subjects has needs=\"persons\"")] : []
        case "fields":
            let isOurs = keys == ["fields"] && page.need == .selectableFields
            return isOurs
                ? [] : [at(page, "the page fields has needs=\"selectable-fields\" and the field fields, and no other")]
        case CallScope.page:
            let field = page.form.field(CallScope.field)
            let isOurs = keys == [CallScope.field] && page.need == .calls
            let isAsked = field?.isRequired == true && field?.visibleWhen == nil
            return isOurs && isAsked
                ? []
                : [at(page, "the page calls has needs=\"calls\" and the field calls, always asked for, and no other")]
        case TableScope.page:
            let day = page.form.field(TableScope.dayField)
            let isOurs = keys == [TableScope.provincesField, TableScope.dayField] && page.need == .tables
            let isAsked = day?.isRequired == true && day?.visibleWhen == nil
            let fields = "\(TableScope.provincesField) and \(TableScope.dayField), the latter always asked for"
            return isOurs && isAsked
                ? [] : [at(page, "the page tables has needs=\"tables\" and the fields \(fields)")]
        default: return []
        }
    }

    private func field(_ field: Field, _ page: ApplicantForm.Page) -> [Diagnostic] {
        var faults: [String] = []
        if let wanted = Self.readFields[field.key], wanted != field.kind.name {
            faults.append("the server reads \(field.key): it must be a \(wanted)")
        }
        let isSpecial = [.persons, .calls, .tables, .selectableFields].contains(page.need) || page.key == "subjects"
        if field.askedOf != nil, isSpecial || field.documentsMax != nil {
            faults.append("the server reads \(field.key): it is asked of everybody")
        }
        switch field.kind {
        case .attachment(let max): faults += attachment(field, max, page)
        case .table(let table):
            if page.key != "subjects" || field.key != "subjects" {
                faults.append("a table can only be subjects on the page subjects")
            } else if table.columns.map(\.key) != SubjectReading.keys || table.rowsMax > Limits.typedSubjectsMax {
                let columns = SubjectReading.keys.joined(separator: ", ")
                faults.append("subjects has the columns \(columns) and at most \(Limits.typedSubjectsMax) rows")
            }
        case .choice(let options), .choices(let options): faults += list(options.name, field, page)
        case .date(let limits):
            if limits.isEmpty { faults.append("no day lies between not-before and not-after") }
        case .number(let range):
            if field.key == CallScope.field, range.lowerBound < 1 || range.upperBound > Limits.grantedCallsMax {
                faults.append("calls lie between 1 and \(Limits.grantedCallsMax)")
            }
        case .text, .longText, .declaration, .password: break
        }
        return faults.map { at(page, "\(field.key): \($0)") }
    }

    /// Documents are kept beside the answers, from two pages that know how.
    private func attachment(_ field: Field, _ max: Int, _ page: ApplicantForm.Page) -> [String] {
        switch (page.key, field.key) {
        case ("subjects", "subjects_file"): return []
        case ("documents", "document_file"):
            if field.visibleWhen != nil { return ["an attachment is always asked for, without visible-when"] }
            return (1...Limits.documentsMax).contains(max) ? [] : ["max lies between 1 and \(Limits.documentsMax)"]
        default:
            return ["an attachment can only be document_file on the page documents"]
        }
    }

    /// Lists that the server fills in.
    private func list(_ name: String?, _ field: Field, _ page: ApplicantForm.Page) -> [String] {
        switch name {
        case "purposes": return []
        case "service-fields":
            let isOurs = page.key == "fields" && field.key == "fields"
            return isOurs ? [] : ["the list service-fields is for the field fields on the page fields"]
        case TableScope.list:
            let isOurs = field.key == TableScope.provincesField
            return isOurs ? [] : ["the list \(TableScope.list) is for the field \(TableScope.provincesField)"]
        case CorrectionRequest.list:
            let isOurs = field.key == CorrectionRequest.fieldKey
            return isOurs ? [] : ["the list \(CorrectionRequest.list) is for the field \(CorrectionRequest.fieldKey)"]
        case let other?: return ["there is no list \(other)"]
        case nil:
            switch field.key {
            case "purpose_code": return ["the server reads it: it must have list=\"purposes\""]
            case "fields": return ["the server reads it: it must have list=\"service-fields\""]
            case TableScope.provincesField: return ["the server reads it: it must have list=\"\(TableScope.list)\""]
            case CorrectionRequest.fieldKey:
                return ["the server reads it: it must have list=\"\(CorrectionRequest.list)\""]
            default: return []
            }
        }
    }

    /// What a letter prints in any case must be in every request: no letter of it could be made otherwise.
    private func printed() -> [Diagnostic] {
        var asked: Set<String> = []
        return procedure.papers.entries.flatMap { entry -> [Diagnostic] in
            let paper = "the paper \(entry.kind.rawValue)"
            let facts = PrintedFacts(entry, of: procedure.papers).names
            var faults: [String] = []
            for fact in facts.sorted() {
                guard let field = field(of: fact, entry), !isAlwaysSaid(field), asked.insert(field).inserted else {
                    continue
                }
                faults.append("\(paper) prints \(fact): some page must always ask for \(field)")
            }
            let isOfPersons = entry.printsPersons || entry.facts.contains(.scope) && facts.contains("subjectsTotal")
            if isOfPersons, form.page("subjects") == nil, asked.insert("subjects").inserted {
                faults.append("\(paper) prints the persons: the page subjects is missing")
            }
            return faults.map { Diagnostic(file: file, line: 1, $0) }
        }
    }

    /// A paper that says how many persons are asked about or allowed has to say it of calls and counts too, where the
    /// form asks for them; but for letters to persons, who make no calls.
    private func scopes() -> [Diagnostic] {
        procedure.papers.entries.flatMap { entry -> [Diagnostic] in
            let wanted = scopeFacts(of: entry)
            let theirs = Set(entry.forms.filter { $0.classes == [.individual] }.map(\.letter))
            let letters = Set(entry.variants.map(\.letter)).subtracting(theirs)
            return letters.sorted().flatMap { letter -> [Diagnostic] in
                let printed = PrintedFacts(letter: letter, of: procedure.papers).anywhere
                guard printed.contains("subjectsTotal") else { return [] }
                let what = "the paper \(entry.kind.rawValue) (\(letter)) says how many persons: it must print"
                return wanted.filter { !printed.contains($0) }.map { fact in
                    Diagnostic(file: file, line: 1, "\(what) \(fact), too")
                }
            }
        }
    }

    /// What stands in the place of the number of persons on such a paper.
    private func scopeFacts(of entry: PaperEntry) -> [String] {
        guard entry.facts.contains(.scope) || entry.kind == .approvalDecision else { return [] }
        let pages = [
            (CallScope.page, entry.facts.contains(.grant) ? "callsMax" : "callsAsked"), (TableScope.page, "countedOn"),
        ]
        return pages.filter { form.page($0.0) != nil }.map(\.1)
    }

    private func isAlwaysSaid(_ field: String) -> Bool {
        Self.ofOrganizations.contains(field)
            ? form.asked(of: .organizations).alwaysAsks(field) : form.alwaysAsks(field)
    }

    private func field(of fact: String, _ entry: PaperEntry) -> String? {
        if entry.facts.contains(.request), let field = Self.printedFields[fact] { return field }
        let fields = form.pages.flatMap(\.form.fields).filter { $0.kind.type != nil }
        return fields.map(\.key).first { SaidNames.answer($0) == fact }
    }

    private func at(_ page: ApplicantForm.Page, _ what: String) -> Diagnostic {
        Diagnostic(file: file, line: page.line, element: page.key, what)
    }
}
