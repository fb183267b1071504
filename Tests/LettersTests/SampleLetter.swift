// One letter of a test: its facts, group by group, to be changed before it is composed.

import Basics
import Casework

@testable import Letters

struct SampleLetter {
    let kind: PaperKind
    var paper: PaperFacts
    var office: OfficeFacts
    var requester = RequesterFacts(Requester(LetterSamples.notary))
    var dossier: DossierFacts
    var term = TermFacts(workingDays: 3, dueOn: nil)
    var signer: SignerFacts
    var competence: CompetenceFacts
    var request: RequestFacts
    var documents = DocumentFacts([])
    var scope = ScopeFacts()
    var supplement = SupplementFacts(wanted: [], reason: "", until: nil)
    var intakeRefusal = RefusalFacts.intake(reason: "", article: "")
    var refusal = RefusalFacts.request(reason: "", article: "")
    var measure = RefusalFacts.measure(reason: "", article: "")
    var grant = GrantFacts()
    var reference = ReferenceFacts(nil, nil)
    var outcome = OutcomeFacts(answered: nil, unanswered: nil)
    var release = ReleaseFacts(recipientMark: "", columns: [], rows: [], releasedAt: nil)
    var register: RegisterFacts
    var registerRows: [[String]] = []
    var said = SaidFacts([:])

    /// The facts that the entry of the kind asks for.
    func facts() throws -> LetterFacts { facts(for: try LetterKit.entry(kind)) }

    func facts(for entry: PaperEntry) -> LetterFacts {
        let sources: [any FactSource] = [
            office, requester, dossier, term, signer, competence, request, documents, scope, supplement,
            intakeRefusal, refusal, measure, grant, outcome, release, register,
        ]
        var facts = LetterFacts()
        facts.add(paper)
        facts.add(said)
        for source in sources where entry.facts.contains(source.group) { facts.add(source) }
        if entry.refersTo != nil || entry.facts.contains(.reference) { facts.add(reference) }
        return facts
    }

    /// What is drawn: rows of a sheet go past its markup.
    func document() throws -> LetterDocument {
        let document = try compose().document
        switch kind {
        case .dataSheet: return document.filled(with: release.filling)
        case .registerIncoming, .registerOutgoing: return document.filled(with: registerRows)
        default: return document
        }
    }

    func compose() throws -> ComposedLetter { try compose(with: try LetterKit.composer(kind)) }

    func compose(with composer: LetterComposer) throws -> ComposedLetter {
        guard let entry = composer.papers[kind] else { throw LetterError.templateMissing(kind.rawValue) }
        return try composer.compose(
            kind, facts(for: entry), lawsOf: dossier.receivedAt?.date ?? paper.preparedOn)
    }
}
