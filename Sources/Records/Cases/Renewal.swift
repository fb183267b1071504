// A request that asks again for what an approval allowed: a draft that is filled in already.

import Basics
public import Casework
import Forms
import Registry
public import Storage

/// What is taken over from an approved request. What only the requester's people can say of the new one is left to
/// them: the period, the undertakings, and the document with its enclosures.
struct Renewal {
    /// Pages that are said anew each time.
    private static let saidAnew: Set<String> = ["documents", "undertakings"]

    let earlier: CaseState
    private let decision: Proposal

    /// Throws a `Rejection` for a case that this actor has no approval in, or for another service.
    init(_ earlier: CaseState?, service: String, by actor: Actor) throws {
        guard let earlier, actor.isOf(earlier.requester) else { throw Rejection.notFound }
        guard earlier.issuedOn != nil, let decision = earlier.decision, decision.kind != .refusal,
            earlier.grantStanding != .revoked, earlier.service == service
        else { throw Rejection.rule("not-renewable") }
        self.earlier = earlier
        self.decision = decision
    }

    /// The answers of each page of the form of today: what was asked, but of the fields only those that were granted.
    func answers(_ form: ApplicantForm, _ service: ServiceEntry) -> [(page: String, answers: Answers)] {
        form.pages(having: service.formFeatures).filter { !Self.saidAnew.contains($0.key) }.compactMap { page in
            var kept: [String: FieldValue] = [:]
            for field in page.form.fields where field.key != "use_until" {
                kept[field.key] = earlier.answers[field.key]
            }
            if kept["fields"] != nil { kept["fields"] = .texts(decision.fields) }
            if kept[CallScope.field] != nil { kept[CallScope.field] = decision.calls.map(FieldValue.number) }
            return kept.isEmpty ? nil : (page.key, Answers(kept))
        }
    }

    /// The persons that were granted, as a list of its own. None where the list names fingerprints: their files belong
    /// to the earlier request.
    func subjects(_ id: SubjectListID, _ service: ServiceEntry, _ db: any Connection) throws -> SubjectList? {
        guard let list = earlier.subjects, !service.fields.contains(PersonField.fingerprint.rawValue) else {
            return nil
        }
        let rows = decision.rows.map(Set.init)
        var subjects: [Subject] = []
        try db.forEachSubject(of: list.id) { subject in
            guard rows?.contains(subject.row) ?? true else { return }
            var taken = subject
            taken.row = subjects.count + 1
            taken.enclosure = nil  // the files belong to the earlier request
            subjects.append(taken)
        }
        return SubjectList(id: id, subjects: subjects)
    }
}

extension CaseDesk {
    /// Fills a new draft with what an earlier approval allowed.
    func fill(
        _ draft: inout DecidedAct, with renewal: Renewal, _ texts: CaseTexts, at now: Timestamp, _ db: any Connection
    ) throws {
        var events: [CaseEvent] = []
        var bytes = 0
        for (page, answers) in renewal.answers(texts.form, texts.service) {
            events.append(.draftSaved(page: page, answers: answers))
            bytes += answers.byteCount
        }
        let list = SubjectListID(at: now, random: Random.bytes(10))
        if let subjects = try renewal.subjects(list, texts.service, db) {
            try db.store(subjects)
            events.append(.subjectsReplaced(list: subjects.reference))
            bytes += subjects.subjects.reduce(0) { $0 + SubjectRow($1).byteCount }
        }
        try quotas.spend([.bytes: bytes], of: draft.state.requester.reference, at: now, db)
        draft.add(events, at: now)
    }
}

extension Connection {
    /// The code of the case that this one asks again after; `nil` where it renews none.
    public func renewedCode(_ state: CaseState) throws -> String? {
        guard case .dossier(let id)? = state.creation.link else { return nil }
        return try one("SELECT code FROM case_row WHERE id = \(id)")?.optionalText(at: 0)
    }
}
