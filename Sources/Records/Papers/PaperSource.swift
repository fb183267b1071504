// From a case to its letters.

import Basics
import Casework
import Letters
import Registry

/// What the papers of a case are made from. Pure: everything comes in as values.
struct PaperSource: Sendable {
    let state: CaseState
    let texts: CaseTexts
    let procedures: Procedures
    let wording: PaperWording
    /// The persons a paper prints; empty when it does not, or when there are too many.
    let subjects: [Subject]

    /// A paper of the case: one that is issued, or one to be.
    struct Sheet {
        var kind: PaperKind
        var number: Int?
        /// `nil` while it has no number.
        var date: LocalDate?
        var office: OfficeCode?
        var signer: Signatory?
        var preparedOn: LocalDate
        /// The code of an issued paper.
        var verification: String?
    }

    /// The letter, from the texts that the case goes by.
    func letter(_ sheet: Sheet) throws -> ComposedLetter {
        guard let entry = texts.procedure.papers[sheet.kind] else {
            throw Rejection.process("the procedure has no paper \(sheet.kind.rawValue)")
        }
        guard let office = procedures.offices[sheet.office ?? state.office ?? .central] else {
            throw Rejection.process("a paper needs an office that exists")
        }
        let part = PaperPart(source: self, sheet: sheet, entry: entry, office: office)
        return try procedures.letters(of: texts.procedure).compose(
            sheet.kind, try part.facts(), lawsOf: state.receivedAt?.date ?? sheet.preparedOn,
            for: state.requester.requesterClass)
    }
}

/// One paper while its facts are gathered.
struct PaperPart {
    let source: PaperSource
    let sheet: PaperSource.Sheet
    let entry: PaperEntry
    let office: Office

    var state: CaseState { source.state }
    var service: ServiceEntry { source.texts.service }

    /// Every group that the entry asks for, and those that every paper has.
    func facts() throws -> LetterFacts {
        var facts = LetterFacts()
        facts.add(paper)
        facts.add(said)
        if entry.refersTo != nil { facts.add(reference) }
        for group in entry.facts { try add(group, to: &facts) }
        return facts
    }

    private func add(_ group: FactGroup, to facts: inout LetterFacts) throws {
        switch group {
        case .paper, .said, .reference: break
        case .office: facts.add(OfficeFacts(office))
        case .requester: facts.add(RequesterFacts(state.requester))
        case .dossier: facts.add(dossier)
        case .term: facts.add(term)
        case .signer: facts.add(signer)
        case .competence: facts.add(competence)
        case .request: facts.add(request)
        case .documents: facts.add(documents)
        case .scope: facts.add(scope)
        case .supplement: facts.add(supplement)
        case .intakeRefusal: facts.add(intakeRefusal)
        case .refusal: facts.add(refusal)
        case .grant: facts.add(grant)
        case .measure: facts.add(measure)
        case .outcome: facts.add(outcome)
        case .fee: facts.add(FeeFacts(fee: state.fee, until: state.feeUntil))
        case .release, .register:
            throw Rejection.process("no paper of a case has the facts \(group.rawValue)")
        }
    }

    func labels(_ codes: [String]) -> [String] { codes.map { ServiceFields.label($0).vi } }
}
