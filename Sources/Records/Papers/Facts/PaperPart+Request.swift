// What the requester said: its document, the scope, the answers.

import Basics
import Casework
import Forms
import Letters
import Registry

extension PaperPart {
    var request: RequestFacts {
        let answers = state.answers
        var facts = RequestFacts(preparedOn: sheet.preparedOn)
        facts.documentNumber = answers.text("document_number")
        facts.documentDate = requestDate
        if state.requester.isPerson {
            facts.isNumbered = false
            // It is sent as it is filled in: it has the day of its filing.
            facts.documentDate = sheet.verification == nil ? nil : sheet.date
        }
        facts.replaces = replacedRequest
        facts.supplementSlip = state.papers.last { $0.kind == .supplementSlip }.flatMap { slip in
            slip.reference.map { ($0, slip.date) }
        }
        facts.place = place
        let signatory = state.printedSignatory
        facts.signatoryName = signatory.name
        facts.signatoryTitle = signatory.position.title
        facts.signatoryAuthority = signatory.position.authority
        if sheet.verification != nil, let person = sheet.signer?.name {
            facts.signatoryRemark =
                person.nfc == facts.signatoryName.nfc
                ? source.wording(.signed) : source.wording(.vouched, ["person": person])
        }
        facts.purposeLabel = answers.text("purpose_code").flatMap { source.procedures.purposes[$0]?.name.vi } ?? ""
        facts.purposeText = answers.text("purpose_text") ?? ""
        facts.legalBasis = answers.text("legal_basis") ?? ""
        facts.useUntil = answers.date("use_until")
        facts.undertakings = undertakings
        return facts
    }

    /// A version that a supplement made has the day on which it was vouched for, unless it was given another.
    private var requestDate: LocalDate? {
        let said = state.answers.date("document_date")
        let versions = state.papers.filter { $0.kind == .request }
        guard versions.count > 1, let latest = versions.last else { return said }
        return said == state.answersAtFiling.date("document_date") ? latest.date : said
    }

    /// The request before the one that a supplement made.
    private var replacedRequest: (number: String, date: LocalDate)? {
        guard state.papers.count(where: { $0.kind == .request }) > 1,
            let number = state.answersAtFiling.text("document_number"),
            let date = state.answersAtFiling.date("document_date")
        else { return nil }
        return (number, date)
    }

    /// The place before the date: the commune of a body of one, where its name is known, else the province on the day
    /// of the document.
    private var place: String {
        let requester = state.requester
        if requester.level == .commune, let commune = requester.commune.map(OfficeCode.init),
            let office = source.procedures.offices[commune]
        {
            return office.place
        }
        let day = state.answers.date("document_date") ?? state.createdAt.date
        return source.procedures.provinces.province(state.requester.province, on: day)?.placeName ?? ""
    }

    private var undertakings: [String] {
        let page = source.texts.form.page("undertakings")
        let made = page?.form.fields.filter { state.answers.isTicked($0.key) } ?? []
        return made.map { source.texts.procedure.words[$0.labelKey, .vi] ?? "" }
    }

    /// What is enclosed, by its title or else by its kind: the name of a file says nothing to who reads the paper.
    var documents: DocumentFacts {
        let files = state.documents.map { document in
            DocumentFacts.Document(
                title: document.title.isEmpty ? source.wording.name(of: document.kind) : document.title,
                form: source.wording(.formElectronic))
        }
        let papers = state.onPaper.map {
            DocumentFacts.Document(title: source.wording.name(of: $0), form: source.wording(.formPaper))
        }
        return DocumentFacts(files + papers)
    }

    var scope: ScopeFacts {
        var facts = ScopeFacts()
        facts.fields = labels(state.requestedFields(of: service))
        facts.persons = source.subjects.map(person)
        facts.total = state.subjects?.count
        facts.calls = service.scope == .named ? state.answers.number(CallScope.field) : nil
        facts.tables = state.requestedTables(of: service).map { ($0.day, areas($0)) }
        return facts
    }

    /// The provinces of tables, as they are called today; the whole country where none is named.
    func areas(_ tables: TableScope) -> String {
        let names = tables.provinces.map { code in
            source.procedures.provinces.all.first { $0.code == code && $0.validTo == nil }?.title(.vi) ?? code
        }
        return names.isEmpty ? source.wording(.wholeCountry) : names.joined(separator: ", ")
    }

    func person(_ subject: Subject) -> ScopeFacts.Person {
        let claims = PersonField.allCases.compactMap { subject.shownClaim($0) }
        return ScopeFacts.Person(
            personalID: subject.personalID.description, fullName: subject.fullName,
            birthDate: subject.birthDate.dayFirst, extra: claims.joined(separator: "; "))
    }

    /// Every answer of the form and of the procedure's own acts, as text.
    var said: SaidFacts {
        var texts: [String: String] = [:]
        for field in source.texts.form.pages.flatMap(\.form.fields) {
            texts[SaidNames.answer(field.key)] = text(of: field, in: state.answers)
        }
        for (slug, answers) in state.said {
            for field in source.texts.procedure.acts[slug]?.allFields ?? [] {
                texts[SaidNames.said(slug, field.key)] = text(of: field, in: answers)
            }
        }
        return SaidFacts(texts)
    }

    private func text(of field: Field, in answers: Answers) -> String? {
        switch answers[field.key] {
        case .text(let text): label(text, field)
        case .texts(let codes): codes.map { label($0, field) }.joined(separator: "; ")
        case .date(let date): LetterWording.date(date)
        case .number(let number): LetterWording.count(number)
        case .ticked: source.texts.procedure.words[field.labelKey, .vi]
        case .attachments, .rows, .cleared, nil: nil
        }
    }

    /// An option by its label, any other text as it is. A purpose that is offered no more still has its name.
    private func label(_ text: String, _ field: Field) -> String {
        guard let list = field.kind.options else { return text }
        switch list.options.first(where: { $0.code == text })?.label {
        case .text(let label): return label.vi
        case .key(let key): return source.texts.procedure.words[key, .vi] ?? text
        case nil: return list.name == "purposes" ? source.procedures.purposes[text]?.name.vi ?? text : text
        }
    }
}
