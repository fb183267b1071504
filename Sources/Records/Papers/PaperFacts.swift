// From a case to the facts its papers print.

import Basics
import Casework
import Forms
import Letters
import Registry

/// Gathers what a paper of a case says. Pure: everything comes in as values.
struct PaperFacts {
    let state: CaseState
    let texts: CaseTexts
    let procedures: Procedures
    let wording: PaperWording
    /// The persons a request prints; empty when there are too many.
    let subjects: [Subject]

    /// The facts of an issued paper.
    func facts(_ paper: Paper, preparedOn day: LocalDate) throws -> LetterFacts {
        var facts = try facts(paper.kind, office: paper.office, signer: paper.signer, preparedOn: day)
        facts.number = paper.number
        facts.notation = paper.notation
        if paper.kind != .request { facts.date = paper.date }
        return facts
    }

    /// The facts of a paper that has no number and date yet.
    func facts(
        _ kind: PaperKind, office code: OfficeCode?, signer: Signatory?, preparedOn day: LocalDate
    ) throws -> LetterFacts {
        guard let letterKind = LetterKind(rawValue: kind.rawValue),
            let office = procedures.offices[code ?? state.office ?? .central]
        else { throw Rejection.process("a paper of kind \(kind.rawValue) cannot be made") }
        var facts = LetterFacts(kind: letterKind, office: office, preparedOn: day)
        facts.caseCode = state.code ?? ""
        facts.requester = state.organization
        facts.service = LetterService(
            code: service.code, name: service.name.vi, group: wording("papers.group.\(service.group.word)"))
        facts.filerName = state.vouchedBy?.name
        facts.receivedAt = state.receivedAt
        facts.request = request
        facts.documents = state.documents.map { LetterAttachment(title: $0.fileName) }
        facts.subjectsTotal = state.subjects?.count
        facts.competence = state.competence.flatMap { competence($0, office) }
        facts.signer = signer.map {
            LetterSigner(authority: $0.position.authority, title: $0.position.title, name: $0.name)
        }
        facts.notation = Issuing.notation(kind, of: office)
        add(kind, to: &facts, on: day)
        return facts
    }

    private var service: ServiceEntry { texts.service }

    private func add(_ kind: PaperKind, to facts: inout LetterFacts, on day: LocalDate) {
        switch kind {
        case .request:
            facts.fields = labels(state.requestedFields(of: service))
            facts.undertakings = undertakings
            facts.subjects = subjects.map { subject in
                let claims = subject.claims.sorted { $0.key.rawValue < $1.key.rawValue }.map(\.value)
                return LetterSubject(
                    personalID: subject.personalID.description, fullName: subject.fullName,
                    birthDate: subject.birthDate.dayFirst, extra: claims.joined(separator: "; "))
            }
        case .receiptSlip:
            facts.workingDays = state.term?.workingDays
            facts.dueOn = procedures.reading(state, on: day)?.dueOn
        case .supplementSlip:
            facts.wanted = state.supplement?.wanted ?? []
            facts.reason = state.supplement?.reason ?? ""
            facts.until = state.supplement?.until
        case .intakeRefusal:
            facts.reason = state.refusal?.reason ?? ""
            facts.article = state.refusal?.article ?? ""
        case .refusal:
            facts.reason = state.proposal?.reason ?? ""
            facts.article = state.proposal?.article ?? ""
        case .approvalDecision, .resultNotice: addGrant(to: &facts)
        }
        if kind == .resultNotice { addResult(to: &facts) }
    }

    private func addGrant(to facts: inout LetterFacts) {
        guard let proposal = state.proposal else { return }
        let total = state.subjects?.count ?? 0
        facts.fields = labels(proposal.fields)
        facts.subjectsTotal = proposal.rows?.count ?? total
        facts.usesMax = DecisionGrant.usesAllowed
        facts.until = proposal.until
        guard proposal.kind == .narrower else { return }
        var narrowing = LetterNarrowing()
        let granted = Set(proposal.fields)
        narrowing.fields = labels(state.requestedFields(of: service).filter { !granted.contains($0) })
        narrowing.subjects = total - (proposal.rows?.count ?? total)
        let asked = state.answers.date("use_until")
        narrowing.until = proposal.until == asked ? nil : asked
        narrowing.reason = proposal.reason
        facts.narrowedOut = narrowing
    }

    private func addResult(to facts: inout LetterFacts) {
        if let decision = state.papers.last(where: { $0.kind == .approvalDecision }), let number = decision.reference {
            facts.reference = LetterReference(
                type: wording("papers.type.approval-decision"), number: number, date: decision.date)
        }
        if let counts = state.releaseCounts {
            facts.result = LetterResult(answered: counts.persons, unanswered: counts.rows - counts.persons)
        }
    }

    private var request: LetterRequest {
        var request = LetterRequest()
        request.documentNumber = state.answers.text("document_number")
        request.documentDate = state.answers.date("document_date")
        request.signatoryName = state.answers.text("signatory_name") ?? ""
        request.signatoryTitle = state.answers.text("signatory_title") ?? ""
        request.purposeLabel = state.answers.text("purpose_code").flatMap { procedures.purposes[$0]?.name.vi } ?? ""
        request.purposeText = state.answers.text("purpose_text") ?? ""
        request.legalBasis = state.answers.text("legal_basis") ?? ""
        request.place = place
        request.useUntil = state.answers.date("use_until")
        return request
    }

    /// The province of the requester on the day of its document, as the place before the date.
    private var place: String {
        let day = state.answers.date("document_date") ?? state.createdAt.date
        return procedures.provinces.province(state.organization.province, on: day)?.name.vi ?? ""
    }

    private var undertakings: [String] {
        let page = texts.procedure.form.page("undertakings")
        let made = page?.form.fields.filter { state.answers.isTicked($0.key) } ?? []
        return made.map { texts.procedure.words[$0.labelKey, .vi] ?? "" }
    }

    /// The competent person by the office's own name: the table names positions, a letter names the one who decides.
    private func competence(_ competence: Competence, _ office: Office) -> LetterCompetence? {
        guard competence.office == office.code else { return nil }
        let level = office.code == .central ? "central" : "province"
        return LetterCompetence(
            position: wording("papers.position.\(level)", ["office": office.name]), rule: competence.rule,
            article: competence.article)
    }

    private func labels(_ codes: [String]) -> [String] { codes.map { PersonField(rawValue: $0)?.label.vi ?? $0 } }
}
