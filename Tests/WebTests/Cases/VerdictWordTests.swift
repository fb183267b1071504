// Every verdict and every reason has its words.

import Basics
import Registry
import Testing

@testable import Web

struct VerdictWordTests {
    @Test(arguments: Language.allCases, AnswerReason.allCases)
    func reasonsAreSaid(language: Language, reason: AnswerReason) throws {
        let strings = try TestSite.texts().tables.strings(language)
        let verdicts = [Verdict.matches, .differs, .notComparable(reason), .noData(reason)]
        let words = verdicts.map(strings.verdict)
        #expect(Set(words).count == 4 && words.allSatisfy { !$0.isEmpty })
        #expect(words[2].hasSuffix(")") && strings.takeFaults().isEmpty)
    }

    @Test(arguments: Language.allCases)
    func everyVerdictIsExplained(language: Language) throws {
        let strings = try TestSite.texts().tables.strings(language)
        let meanings = Verdict.Value.allCases.map { strings.meaning($0, ofFingers: false) }
        let ofFingers = Verdict.Value.allCases.map { strings.meaning($0, ofFingers: true) }
        #expect(Set(meanings).count == 4 && strings.takeFaults().isEmpty)
        #expect(Set(ofFingers + meanings).count == 6 && ofFingers[2] == meanings[2])
        #expect(meanings[2].contains(language == .vi ? "không có nghĩa là sai" : "does not make it false"))
    }

    @Test func notComparableIsNeitherFalseNorMissing() throws {
        let tables = try TestSite.texts().tables
        let verdict = Verdict.notComparable(.claimFiner)
        #expect(
            tables.strings(.vi).verdict(verdict)
                == "Không so sánh được (giá trị đã nêu chi tiết hơn dữ liệu hiện có)")
        #expect(
            tables.strings(.en).verdict(verdict)
                == "Not comparable (the value given is more exact than the registry's)")
    }
}
