// The words by which a case is found: what they are taken from, and how they stand in the index.

import Basics
import Casework
import Workflow

/// The words of one case, folded and each once, with the marks of whose lists it is in.
struct CaseWords: Sendable {
    private var words: Set<String> = []
    private var bytes = 0

    /// Takes in the words of a text, as far as there is room.
    mutating func add(_ text: String) {
        for word in text.wordsToFind.sorted() { add(word: word) }
    }

    mutating func add(_ mark: CaseMark) { add(word: mark.word) }

    private mutating func add(word: String) {
        let length = word.utf8.count + 1
        guard bytes + length < Limits.caseWordsBytesMax, words.insert(word).inserted else { return }
        bytes += length
    }

    /// As the index has them (`WordIndex`).
    var text: String { " \(words.sorted().joined(separator: " ")) " }
}

/// Something that a list has in common, in place of a word. No word that anybody types has a `_`.
enum CaseMark: Hashable, Sendable {
    /// It is or was at that office.
    case office(OfficeCode)
    /// Who asked, as the tables name them.
    case requester(String)
    /// Something in it waits for that office or requester.
    case waitsFor(String)

    var word: String {
        switch self {
        case .office(let office): "o_\(Self.plain(office.text))"
        case .requester(let requester): "r_\(Self.plain(requester))"
        case .waitsFor(let holder): "t_\(Self.plain(holder))"
        }
    }

    private static func plain(_ text: String) -> String {
        String(text.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    }
}

extension CaseState {
    /// Whose lists the case is in.
    var marks: [CaseMark] {
        let waiting = marking.tasks.filter { !$0.isOptional }.map { CaseMark.waitsFor(TaskRow($0, of: self).holder) }
        return offices.map(CaseMark.office) + [.requester(requester.reference.description)] + waiting
    }

    /// Whether an office finds it by other words than before the act, or by some for the first time.
    func hasOtherWords(than before: CaseState?) -> Bool {
        guard receivedAt != nil else { return false }
        guard let before, before.receivedAt != nil else { return true }
        return Set(marks) != Set(before.marks) || papers != before.papers || answersAtFiling != before.answersAtFiling
            || askedSubjects != before.askedSubjects
    }
}
