// Filling in the request, page by page. A draft keeps itself: every post of a page is saved at once.

public import Basics
public import Casework
import Registry
import Storage

public import struct Forms.Answers
public import struct Forms.Problem
public import struct Forms.SubjectRow

extension CaseDesk {
    /// Saves the answers of one page of the form. Fields that were cleared are cleared. When somebody changed the page
    /// after the version `expected` that the person had before them, that is a conflict.
    @discardableResult
    public func save(
        page: String, _ answers: Answers, of id: CaseID, expected: Int? = nil, by actor: Actor, at now: Timestamp
    ) async throws -> CaseState {
        try await edit(id, page: page, expected: expected, by: actor, at: now) { state, _ in
            state.answers.merging(answers) == state.answers ? [] : [.draftSaved(page: page, answers: answers)]
        }
    }

    /// Takes a list of persons, replacing the one before; the rows were checked. A list that somebody else gave after
    /// the version `expected` is not replaced unseen.
    public func replaceSubjects(
        _ rows: [SubjectRow], list id: SubjectListID, of caseID: CaseID, expected: Int? = nil, by actor: Actor,
        at now: Timestamp
    ) async throws {
        guard let subjects = ServiceEntry.subjects(rows) else {
            throw StorageError.corrupt("a checked row cannot be read")
        }
        let list = SubjectList(id: id, subjects: subjects)
        let reference = SubjectListReference(id: id, count: rows.count, digest: list.digest)
        try await edit(caseID, page: "subjects", expected: expected, by: actor, at: now) { state, db in
            guard state.subjects?.digest != reference.digest else { return [] }
            try db.store(list)
            return [.subjectsReplaced(list: reference)]
        }
    }

    /// Attaches an uploaded PDF that was looked at (`DocumentInspector`). The same file twice is refused with the name
    /// under which it is there.
    public func attach(
        _ document: AttachmentReference, content: [UInt8], to id: CaseID, by actor: Actor, at now: Timestamp
    ) async throws {
        try await edit(id, by: actor, at: now) { state, db in
            if let same = state.documents.first(where: { $0.digest == document.digest }) {
                throw Rejection.invalid([
                    Problem("document_file", code: "problem.document-again", ["name": same.fileName])
                ])
            }
            guard state.documents.count < Limits.documentsMax else {
                throw Rejection.invalid([
                    Problem("document_file", .tooManyAttachments, ["max": String(Limits.documentsMax)])
                ])
            }
            try db.run(
                """
                INSERT INTO attachment (id, case_id, file_name, digest, content)
                VALUES (\(document.id), \(id), \(document.fileName), \(document.digest), \(content))
                """)
            return [.documentAttached(document: document)]
        }
    }

    /// Says which kinds of evidence are handed in on paper, and that no others are.
    public func declareOnPaper(
        _ kinds: [Evidence.Kind], of id: CaseID, by actor: Actor, at now: Timestamp
    ) async throws {
        try await edit(id, by: actor, at: now) { state, _ in
            state.onPaper == kinds ? [] : [.paperDeclared(kinds: kinds)]
        }
    }

    /// Takes an attached document away again; the ledger keeps that it was there.
    public func detach(_ document: AttachmentID, from id: CaseID, by actor: Actor, at now: Timestamp) async throws {
        try await edit(id, by: actor, at: now) { state, _ in
            state.documents.contains { $0.id == document } ? [.documentRemoved(document: document)] : []
        }
    }

    /// Whether somebody has changed that page of the request since that version.
    public func isChanged(page: String, of id: CaseID, since version: Int) async throws -> Bool {
        try await store.read { db in try db.isChanged(page: page, of: id, since: version) }
    }

    /// - Parameter page: the page whose answers change; none for enclosures.
    @discardableResult
    private func edit(
        _ id: CaseID, page: String? = nil, expected: Int? = nil, by actor: Actor, at now: Timestamp,
        _ body: @escaping @Sendable (CaseState, any Connection) throws -> [CaseEvent]
    ) async throws -> CaseState {
        try await change(id, by: actor, at: now) { context, db in
            let state = context.state
            guard Permissions.maySee(actor, state) else { throw Rejection.notFound }
            guard Permissions.isEditor(actor, state) else { throw Rejection.forbidden(act: "edit") }
            guard Permissions.mayEdit(actor, state, page: page) else {
                throw Rejection.conflict(version: state.version, stage: state.stage)
            }
            let events = try body(state, db)
            guard !events.isEmpty else { return nil }
            if let page, let expected, expected < state.version,
                try db.isChanged(page: page, of: id, since: expected)
            {
                throw Rejection.conflict(version: state.version, stage: state.stage)
            }
            guard state.version + events.count <= Limits.draftEventsMax else {
                throw Rejection.rule("too-many-changes")
            }
            var decided = DecidedAct(events: events, state: state)
            for event in events { decided.state.apply(event, at: now) }
            return decided
        }
    }
}

extension Connection {
    fileprivate func isChanged(page: String, of id: CaseID, since version: Int) throws -> Bool {
        try caseEvents(id, after: version).contains { stored in
            switch stored.event {
            case .draftSaved(let saved, _): saved == page
            case .subjectsReplaced: page == "subjects"
            default: false
            }
        }
    }
}
