// Keeps the index of words in step with the cases: what an act changed is noted with it, and indexed right after.

import Basics
import Casework
import Forms
import Letters
import Registry
public import Storage

extension Connection {
    /// Notes with an act that the words of the case are others now.
    func noteWords(_ state: CaseState, before: CaseState?) throws {
        guard state.hasOtherWords(than: before) else { return }
        try send(
            """
            INSERT INTO case_to_index (case_id, version) VALUES (\(state.id), \(state.version))
            ON CONFLICT (case_id) DO UPDATE SET version = excluded.version
            """)
    }

    /// Notes every case that was filed: the index is made anew from what stands.
    public func noteAllWords() throws {
        try run(
            """
            INSERT INTO case_to_index (case_id, version) SELECT id, version FROM case_row WHERE code IS NOT NULL
            ON CONFLICT (case_id) DO UPDATE SET version = excluded.version
            """)
    }

    /// Takes a case out of the index, and leaves nothing of its words there.
    func eraseWords(of id: CaseID) throws {
        try run("DELETE FROM case_to_index WHERE case_id = \(id)")
        guard try run("DELETE FROM case_text WHERE case_id = \(id)") > 0 else { return }
        try purgeWords(of: "case_text")
    }

    /// The cases that wait, the newest first: somebody may look for them.
    fileprivate func casesToIndex(limit: Int) throws -> [(id: CaseID, version: Int)] {
        try rows("SELECT case_id, version FROM case_to_index ORDER BY case_id DESC LIMIT \(limit)")
            .map { (try $0.id(at: 0), try $0.int(at: 1)) }
    }

    /// Writes the words of a case that were read at that version, unless it changed, was erased or was written
    /// meanwhile.
    fileprivate func index(_ id: CaseID, version: Int, _ words: (number: Int64, text: String)?) throws {
        try hold(id)
        guard try run("DELETE FROM case_to_index WHERE case_id = \(id) AND version = \(version)") == 1 else { return }
        guard let words else {
            try run("DELETE FROM case_text WHERE case_id = \(id)")
            return
        }
        try run(
            """
            INSERT INTO case_text (number, case_id, words) VALUES (\(words.number), \(id), \(words.text))
            ON CONFLICT (case_id) DO UPDATE SET words = excluded.words WHERE case_text.words <> excluded.words
            """)
    }

    /// Where the case was filed in the log, by which later ones have higher numbers; and its words. `nil` where it was
    /// not filed, or was erased.
    fileprivate func words(of id: CaseID, _ procedures: Procedures) throws -> (number: Int64, text: String)? {
        do {
            let filed = try one(
                """
                SELECT position FROM event WHERE stream = \(CaseEvent.stream(of: id)) AND type = 'filed'
                ORDER BY seq LIMIT 1
                """)
            guard let number = try filed?.int64(at: 0), let state = try foldedCase(id)?.state else { return nil }
            return (number, try words(of: state, try procedures.texts(of: state, self)).text)
        } catch StorageError.erased {
            return nil
        }
    }

    private func words(of state: CaseState, _ texts: CaseTexts) throws -> CaseWords {
        var words = CaseWords()
        for mark in state.marks { words.add(mark) }
        let names = [state.code, state.requester.name, state.requester.personalID?.description]
        for text in names.compactMap({ $0 }) + [texts.service.name.vi, texts.service.name.en] { words.add(text) }
        for field in texts.form.pages.flatMap(\.form.fields) {
            // Codes of options are no words.
            switch field.kind {
            case .text, .longText: if let text = state.answersAtFiling.text(field.key) { words.add(text) }
            default: continue
            }
        }
        for row in try rows("SELECT number, year FROM incoming_document WHERE case_id = \(state.id)") {
            words.add("\(try row.int(at: 0))/\(try row.int(at: 1))")
        }
        for paper in state.papers {
            if let reference = paper.reference { words.add(reference) }
            try LetterMarkup.read(try text(of: paper, in: state.id)).forEachText { words.add($0) }
        }
        // Last, since they may be very many.
        if let list = state.askedSubjects {
            try forEach("SELECT full_name, personal_id FROM subject WHERE list_id = \(list.id) ORDER BY row_number") {
                words.add(try $0.text(at: 0))
                words.add(try $0.text(at: 1))
            }
        }
        return words
    }
}

extension Worker {
    /// Indexes cases that wait, some at most. A case that cannot be read is found by nothing, and is no reason to leave
    /// the others out: its fault is given for the log.
    public func indexSome() async throws -> (count: Int, faults: [String]) {
        let waiting = try await store.read { db in try db.casesToIndex(limit: Limits.indexedAtOnce) }
        var faults: [String] = []
        for (id, version) in waiting {
            var words: (number: Int64, text: String)?
            do {
                words = try await store.read { [desk] db in try db.words(of: id, desk.procedures) }
            } catch StorageError.busy {
                continue
            } catch StorageError.unavailable {
                continue
            } catch {
                faults.append(FaultCode.of(error))
            }
            try await store.write { [words] db in try db.index(id, version: version, words) }
        }
        return (waiting.count, faults)
    }
}
