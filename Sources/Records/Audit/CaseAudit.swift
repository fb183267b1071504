// Everything that tables hold of one case, held against the log.

import Basics
import Casework
import Registry
import Storage
import Workflow

/// The check of one case. Its rows are folded from its events, or compared by digests that the log has of them.
struct CaseAudit {
    /// What was read of it, with other cases.
    let read: AuditedCase
    let db: any Connection
    var findings = AuditFindings()
    /// What was seen of tables that have no other owner, so that rows of nobody can be counted out.
    var seen = AuditCounts()

    init(_ read: AuditedCase, _ db: any Connection) {
        self.read = read
        self.db = db
    }

    var id: CaseID { read.id }

    mutating func check() throws {
        seen.cases = 1
        try checkRecordedRows()
        let history: CaseHistory?
        do {
            history = try CaseHistory(id, read.rows(.events))
        } catch StorageError.erased {
            // Nobody can say any more what the case came to; that it was erased by order, the walk has proved.
            return seen.isPartial = true
        }
        guard let history else { return findings.add("case_row", id.text, .unknown) }
        seen.services.insert(history.state.creation.service.digest)
        seen.procedures.insert(history.state.creation.procedure.digest)
        let drawings: [(value: DrawnPaper, at: Timestamp)] = try read.said(.drawings)
        try checkCaseRow(history)
        check(.filedRequest, "filed_request", against: FiledRequestRow(history.state)) { try FiledRequestRow($0) }
        check(.fee, "case_fee", against: FeeRow(history.state)) { try FeeRow($0) }
        try checkRemarkWaits(history.state)
        try checkTasks(history)
        try checkTimers(history)
        try checkWork(history, drawn: Set(drawings.map(\.value.n)))
        try checkPapers(history)
        try checkPaperFiles(history, drawings)
        try checkContent(history)
        if let release = history.state.release { try checkRelease(release, history) }
        if holds(.begunReleases) { try checkBegunRelease() }
        if holds(.grants) { try checkGrants(history.state) }
    }

    private func holds(_ table: RecordedTable) -> Bool { read.recorded[table] != nil }

    private mutating func checkRecordedRows() throws {
        let recorded = RecordedRows.last(of: try read.said(.recorded).map(\.value))
        for table in RecordedTable.ofCases {
            findings.compare(
                table, of: id.text, found: read.recorded[table] ?? [], recorded: recorded[table] ?? [:])
        }
    }

    private mutating func checkCaseRow(_ history: CaseHistory) throws {
        let expected = CaseRow(history.state, creator: history.creator, at: history.changedAt)
        switch read.rows(.caseRow).first {
        case .none: findings.add("case_row", id.text, .missing)
        case .some(let row):
            let found = try? CaseRow(row)  // a row that cannot be read is a difference
            if found != expected { findings.add("case_row", id.text, .different) }
        }
        var offices: [String: CaseOfficeRow] = [:]
        for row in read.rows(.offices) { offices[try row.text(at: 0)] = try CaseOfficeRow(row) }
        let known = history.state.offices.map { ($0.text, CaseOfficeRow(expected)) }
        findings.compare(
            "case_office", of: id.text, found: offices,
            expected: Dictionary(known) { first, _ in first })
    }

    /// A table that has one row of the case, or none, by the fold of its events.
    private mutating func check<Folded: Equatable>(
        _ part: AuditedCase.Part, _ table: String, against expected: Folded?, _ make: (Row) throws -> Folded
    ) {
        switch (read.rows(part).first, expected) {
        case (.none, .none): break
        case (.none, .some): findings.add(table, id.text, .missing)
        case (.some(let row), let expected):
            let found = try? make(row)  // a row that cannot be read is a difference
            if found == nil || found != expected { findings.add(table, id.text, .different) }
        }
    }

    private mutating func checkRemarkWaits(_ state: CaseState) throws {
        let remarks = try read.rows(.remarks).compactMap { row in
            try Remark.Kind(rawValue: try row.text(at: 1)).map {
                try Remark(
                    number: try row.int(at: 0), $0, at: try row.timestamp(at: 2), payload: try row.optionalText(at: 3))
            }
        }
        // Whom erased words asked for an answer, nobody can say any more.
        if remarks.contains(where: { $0.content == nil }) { return }
        let found = try read.rows(.remarkWaits).map { (try $0.text(at: 0), try $0.timestamp(at: 1)) }
        let expected = RemarkWait.all(RemarkThread(remarks), of: state).map { ($0.holder, $0.since) }
        findings.compare(
            "remark_wait", of: id.text, found: Dictionary(found) { first, _ in first },
            expected: Dictionary(expected) { first, _ in first })
    }

    private mutating func checkTasks(_ history: CaseHistory) throws {
        var (found, expected): ([String: TaskRow?], [String: TaskRow?]) = ([:], [:])
        var (openedThen, openedNow): ([String: Timestamp], [String: Timestamp]) = ([:], [:])
        var (dueThen, dueNow): ([String: LocalDate], [String: LocalDate]) = ([:], [:])
        for task in history.state.marking.tasks {
            expected[task.id] = TaskRow(task, of: history.state)
            openedThen[task.id] = history.taskOpened[task.id]
            // Where the process sets no day, today's calendar gives it.
            dueThen[task.id] = task.due == nil ? nil : history.state.dueDay(of: task, term: nil)
        }
        for row in read.rows(.tasks) {
            let key = try row.text(at: 0)
            found[key] = .some(try? TaskRow(row))  // a row that cannot be read is a difference
            openedNow[key] = try row.timestamp(at: 9)
            if dueThen[key] != nil { dueNow[key] = try row.date(at: 10) }
        }
        findings.compare("task", of: id.text, found: found, expected: expected)
        findings.compare("task", of: id.text, found: openedNow, expected: openedThen)
        findings.compare("task", of: id.text, found: dueNow, expected: dueThen)
    }

    /// A timer that was tried is put off, and so is work: only then the moment is not the one the process gave.
    private mutating func checkTimers(_ history: CaseHistory) throws {
        struct Standing: Equatable {
            var item: WorkItem
            var due: Timestamp?
        }
        var (found, expected): ([String: Standing], [String: Standing]) = ([:], [:])
        var tried: Set<String> = []
        for row in read.rows(.timers) {
            let item = WorkItem(
                key: try row.text(at: 0), caseID: id, kind: try row.text(at: 1), reference: try row.text(at: 2))
            if try row.int(at: 4) > 0 { tried.insert(item.key) }
            found[item.key] = Standing(
                item: item, due: tried.contains(item.key) ? nil : try row.timestamp(at: 3))
        }
        for timer in history.state.marking.timers {
            let item = WorkItem(timer: timer.id, of: history.state)
            expected[item.key] = Standing(item: item, due: tried.contains(item.key) ? nil : timer.due)
        }
        // A timer that has fired is taken out right after its act.
        for key in found.keys where expected[key] == nil && tried.contains(key) { found[key] = nil }
        findings.compare("timer", of: id.text, found: found, expected: expected)
    }

    /// What the process waits for must be in the outbox. What is done already may be there for a moment longer.
    private mutating func checkWork(_ history: CaseHistory, drawn: Set<Int>) throws {
        var found: [String: WorkItem] = [:]
        for row in read.rows(.work) {
            let key = try row.text(at: 0)
            found[key] = WorkItem(key: key, caseID: id, kind: try row.text(at: 1), reference: try row.text(at: 2))
        }
        var expected: [String: WorkItem] = [:]
        for service in history.services.values {
            let item = WorkItem(service, of: id)
            let isOpen = history.state.marking.service(service.id) != nil
            if isOpen || found[item.key] != nil { expected[item.key] = item }
        }
        for (paper, _) in history.papers {
            let item = PaperShelf.drawing(of: id, n: paper.n)
            if !drawn.contains(paper.n) || found[item.key] != nil { expected[item.key] = item }
        }
        findings.compare("outbox", of: id.text, found: found, expected: expected)
    }
}

// MARK: Papers, lists, documents

extension CaseAudit {
    private mutating func checkPapers(_ history: CaseHistory) throws {
        struct Named: Equatable {
            var kind: String
            var code: String?
        }
        var (found, expected): ([String: Named], [String: Named]) = ([:], [:])
        for row in read.rows(.papers) {
            found[String(try row.int(at: 0))] = Named(kind: try row.text(at: 1), code: try row.text(at: 2))
        }
        for (paper, _) in history.papers {
            expected[String(paper.n)] = Named(kind: paper.kind.rawValue, code: paper.seal?.code)
        }
        findings.compare("paper", of: id.text, found: found, expected: expected)
    }

    private mutating func checkPaperFiles(
        _ history: CaseHistory, _ drawings: [(value: DrawnPaper, at: Timestamp)]
    ) throws {
        var (found, expected): ([String: Digest?], [String: Digest?]) = ([:], [:])
        var (madeThen, madeNow): ([String: Timestamp], [String: Timestamp]) = ([:], [:])
        for (paper, at) in history.papers {
            let key = Self.name(paper.n, .text)
            (expected[key], madeThen[key]) = (paper.seal?.text ?? Self.unsealed, at)
        }
        for (drawn, at) in drawings {
            let key = Self.name(drawn.n, .pdf)
            (expected[key], madeThen[key]) = (drawn.digest, at)
        }
        for row in read.rows(.paperFiles) {
            let key = "\(try row.int(at: 0)) \(try row.text(at: 1))"
            // The column must agree with the bytes, and both with the log.
            let digest = try row.digest(at: 5)
            found[key] = .some(try row.blob(at: 2) == digest.bytes ? digest : nil)
            madeNow[key] = try row.timestamp(at: 3)
        }
        findings.compare("paper_version", of: id.text, found: found, expected: expected)
        findings.compare("paper_version", of: id.text, found: madeNow, expected: madeThen)
    }

    /// A paper without a seal proves nothing: no text has this digest.
    private static let unsealed = Digest(of: [])

    private static func name(_ n: Int, _ form: PaperVersion.Form) -> String { "\(n) \(form.rawValue)" }

    private mutating func checkContent(_ history: CaseHistory) throws {
        let erasures: [(value: Erasure, at: Timestamp)] = try read.said(.erasures)
        let erased = Set(erasures.flatMap { $0.value.contents ?? [] }.map(\.id))
        for list in history.lists { try checkRows(of: list, isGone: erased.contains(list.id.text)) }
        try checkDocuments(history, erased)
    }

    /// Reads a list once, which may be long: whether it is the one that the log knows, and the fingers that it names
    /// are there. One that was taken away has no rows.
    private mutating func checkRows(of list: SubjectListReference, isGone: Bool) throws {
        var (sum, fingers) = (SubjectListSum(), Set<Digest>())
        do {
            try db.forEachSubject(of: list.id) { subject in
                seen.subjects += 1
                sum.add(subject)
                if let digest = subject.fingerprint?.digest { fingers.insert(digest) }
            }
        } catch StorageError.corrupt {
            return findings.add("subject", list.id.text, .different)
        }
        if isGone {
            if sum.count > 0 { findings.add("subject", list.id.text, .unknown) }
        } else if sum.count == 0 {
            findings.add("subject", list.id.text, .missing)
        } else if sum.digest != list.digest {
            findings.add("subject", list.id.text, .different)
        } else if try !db.hasFingers(fingers, of: id) {
            findings.add("finger_probe", id.text, .missing)
        }
    }

    private mutating func checkDocuments(_ history: CaseHistory, _ erased: Set<String>) throws {
        struct Document: Equatable {
            var fileName: String
            var digest: String?
        }
        var (found, expected): ([String: Document], [String: Document]) = ([:], [:])
        for row in read.rows(.documents) {
            let digest = try row.digest(at: 4).hex
            found[try row.text(at: 0)] = Document(
                fileName: try row.text(at: 1), digest: try row.text(at: 2) == digest ? digest : nil)
        }
        seen.attachments += found.count
        for document in history.attachments where !erased.contains(document.id.text) {
            expected[document.id.text] = Document(fileName: document.fileName, digest: document.digest)
        }
        findings.compare("attachment", of: id.text, found: found, expected: expected)
    }
}
