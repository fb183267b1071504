// What the office adds to a paper: number, dossier, term, competence, signature.

import Basics
import Casework
import Letters
import Registry

extension PaperPart {
    /// The requester's own document has the date that the requester gave it, and is a draft until then.
    var paper: PaperFacts {
        let own = sheet.kind == .request ? request : nil
        let date = if let own { own.documentDate } else { sheet.date }
        var facts = PaperFacts(
            entry, of: office, number: sheet.number, date: date, preparedOn: sheet.preparedOn)
        if let own { facts.isDraft = own.isDraft }
        facts.verification = sheet.verification.map(source.wording.verification)
        return facts
    }

    var dossier: DossierFacts {
        var facts = DossierFacts(
            code: state.code ?? "", serviceCode: service.code, serviceName: service.name.vi,
            serviceGroup: source.wording.name(of: service.group))
        facts.filer = state.requester.isPerson ? state.requester.name : state.vouchedBy?.name
        facts.receivedAt = state.receivedAt
        facts.comparesClaims = service.answer == .match
        return facts
    }

    var term: TermFacts {
        TermFacts(
            workingDays: state.term?.workingDays,
            dueOn: source.procedures.reading(state, on: sheet.preparedOn)?.dueOn)
    }

    var signer: SignerFacts {
        var facts = SignerFacts(
            authority: sheet.signer?.position.authority ?? "", title: sheet.signer?.position.title ?? "",
            name: sheet.signer?.name ?? "")
        if sheet.verification != nil { facts.remark = source.wording(.signed) }
        return facts
    }

    /// The competent person by the office's own name: the table names a post, a letter names whose it is.
    var competence: CompetenceFacts {
        guard let competence = state.competence, competence.office == office.code else {
            return CompetenceFacts(position: "", article: "")
        }
        return CompetenceFacts(position: office.headPosition, article: competence.article)
    }

    /// The latest paper of the kind that the entry refers to.
    var reference: ReferenceFacts {
        let kind = entry.refersTo
        return ReferenceFacts(
            state.papers.last { $0.kind == kind }, kind.flatMap { source.texts.procedure.papers[$0] })
    }
}
