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
        let edit = Edit(page: page, expected: expected, uses: [.saves: 1, .bytes: answers.byteCount])
        return try await change(id, edit, by: actor, at: now) { state, _ in
            (state.answers.merging(answers) == state.answers ? [] : [.draftSaved(page: page, answers: answers)], [])
        }
    }

    /// Takes a list of persons, replacing the one before, which goes unless an office has seen it; the rows were
    /// checked. A list that somebody else gave after the version `expected` is not replaced unseen.
    public func replaceSubjects(
        _ rows: [SubjectRow], list id: SubjectListID, of caseID: CaseID, expected: Int? = nil, by actor: Actor,
        at now: Timestamp
    ) async throws {
        guard let subjects = ServiceEntry.subjects(rows) else {
            throw StorageError.corrupt("a checked row cannot be read")
        }
        let list = SubjectList(id: id, subjects: subjects)
        let bytes = rows.reduce(0) { $0 + $1.byteCount }
        let edit = Edit(page: "subjects", expected: expected, uses: [.saves: 1, .bytes: bytes])
        try await change(caseID, edit, by: actor, at: now) { state, db in
            guard state.subjects?.digest != list.reference.digest else { return ([], []) }
            try db.requireFingers(of: subjects, in: caseID)
            var erased: [StreamEntries] = []
            if state.receivedAt == nil, let old = state.subjects {
                try db.dropFingers(of: caseID, namedBy: old.id, butNotBy: subjects)
                let content = ErasedContent(kind: .subjects, id: old.id.text, digest: old.digest)
                erased.append(try db.erase(content, of: caseID, by: actor, at: now))
            }
            try db.store(list)
            return ([.subjectsReplaced(list: list.reference)], erased)
        }
    }

    /// Attaches an uploaded PDF that was looked at (`DocumentInspector`). The same file twice is refused with the name
    /// under which it is there.
    public func attach(
        _ document: AttachmentReference, content: [UInt8], to id: CaseID, by actor: Actor, at now: Timestamp
    ) async throws {
        let edit = Edit(uses: [.uploads: 1, .bytes: content.count])
        try await change(id, edit, by: actor, at: now) { state, db in
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
            try db.send(
                """
                INSERT INTO attachment (id, case_id, file_name, digest, content)
                VALUES (\(document.id), \(id), \(document.fileName), \(document.digest), \(content))
                """)
            return ([.documentAttached(document: document)], [])
        }
    }

    /// Says which kinds of evidence are handed in on paper, and that no others are.
    public func declareOnPaper(
        _ kinds: [Evidence.Kind], of id: CaseID, by actor: Actor, at now: Timestamp
    ) async throws {
        try await change(id, Edit(uses: [.saves: 1]), by: actor, at: now) { state, _ in
            (state.onPaper == kinds ? [] : [.paperDeclared(kinds: kinds)], [])
        }
    }

    /// Takes an attached document away again: its bytes too, unless an office has seen it. The log keeps that it was
    /// there.
    public func detach(_ document: AttachmentID, from id: CaseID, by actor: Actor, at now: Timestamp) async throws {
        try await change(id, Edit(uses: [.saves: 1]), by: actor, at: now) { state, db in
            guard let known = state.documents.first(where: { $0.id == document }) else { return ([], []) }
            var erased: [StreamEntries] = []
            if state.receivedAt == nil {
                let content = ErasedContent(kind: .attachment, id: document.text, digest: known.digest)
                erased.append(try db.erase(content, of: id, by: actor, at: now))
            }
            return ([.documentRemoved(document: document)], erased)
        }
    }

    /// Refuses whoever may not change that page just now.
    func requireEditing(_ state: CaseState, page: String?, by actor: Actor) throws {
        guard Permissions.maySee(actor, state) else { throw Rejection.notFound }
        guard Permissions.isEditor(actor, state) else { throw Rejection.forbidden(act: "edit") }
        guard Permissions.mayEdit(actor, state, page: page) else {
            throw Rejection.conflict(version: state.version, stage: state.stage)
        }
    }

    /// One change of what a request says.
    private struct Edit {
        /// The page whose answers change; none for enclosures.
        var page: String?
        /// The version that the person had before them.
        var expected: Int?
        /// What it takes of the organisation's quotas.
        var uses: [QuotaKind: Int]
    }

    @discardableResult
    private func change(
        _ id: CaseID, _ edit: Edit, by actor: Actor, at now: Timestamp,
        _ body: @escaping @Sendable (CaseState, any Connection) throws -> (events: [CaseEvent], erased: [StreamEntries])
    ) async throws -> CaseState {
        try await change(id, by: actor, at: now) { context, db in
            let state = context.state
            try requireEditing(state, page: edit.page, by: actor)
            // Where a server calls, or people are counted, nobody is listed.
            if edit.page == "subjects", context.service.scope != .list { throw Rejection.notFound }
            let (events, erased) = try body(state, db)
            guard !events.isEmpty else { return nil }
            if let page = edit.page, let expected = edit.expected, state.isChanged(page: page, since: expected) {
                throw Rejection.conflict(version: state.version, stage: state.stage)
            }
            guard state.version + events.count <= Limits.draftEventsMax else {
                throw Rejection.rule("too-many-changes")
            }
            let share = state.stage == .draft ? 1 : Limits.supplementQuotaShare
            try quotas.spend(edit.uses, of: state.requester.reference, share: share, at: now, db)
            var decided = DecidedAct(events: [], state: state)
            decided.add(events, at: now)
            return Decided(act: decided, entries: erased)
        }
    }
}
