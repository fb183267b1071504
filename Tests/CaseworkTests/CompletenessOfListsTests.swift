// Lists that must agree: acts, permissions, process, papers, letters, and the words for them in both languages.

import Basics
import Forms
import Foundation
import TestKit
import Testing
import Workflow

@testable import Casework

struct CompletenessOfListsTests {
    static let slugs = Acts.all.map { $0.slug }

    @Test func theActsAreThoseOfTheOutsideContract() {
        #expect(Set(Self.slugs) == Set(PermissionTable.acts.values.joined()))
        for act in Acts.all { #expect(Acts.named(act.slug)?.slug == act.slug) }
        #expect(Acts.named("fulfil") == nil)
    }

    @Test func everyActIsOfferedByTheProcess() throws {
        #expect(Set(try ShippedProcedure.loaded().process.acts) == Set(Self.slugs))
    }

    @Test func theServerItselfDoesWhatTheProcessLeavesToIt() throws {
        let process = try ShippedProcedure.loaded().process
        let actions = process.nodes.compactMap { node -> String? in
            if case .serviceTask(let action) = node.kind { action } else { nil }
        }
        let system = Set(Permissions.system.values.joined())
        #expect(system.isSuperset(of: actions))
        #expect(system == ["fulfil", "correct", "close", "lapse"])
        #expect(system.isDisjoint(with: Self.slugs))
    }

    @Test func everyActHasAFileOfTestsAndAFileOfItsOwn() throws {
        for act in Acts.all {
            let name = String(describing: type(of: act))
            for path in ["Sources/Casework/Acts/\(name).swift", "Tests/CaseworkTests/Acts/\(name)Tests.swift"] {
                #expect(FileManager.default.fileExists(atPath: repositoryRoot.appending(path: path).path), "\(path)")
            }
            let words = name.replacing(#/[A-Z]/#) { "-\($0.output)" }
            #expect(act.slug == words.dropFirst().lowercased())
        }
    }

    @Test func formsAreNamedAfterTheirActAndUseTheNamesOfTheContract() throws {
        let names: Set = [
            "reason", "article", "authority", "fields", "subjects", "until", "wanted", "comment", "password",
            // Beside `article`: one of the list. Beside the files of the documents page: what has come on paper.
            "ground", "on_paper",
            // Of a payment.
            "amount", "means", "receipt", "paid_on",
        ]
        for act in Acts.all {
            let form = act.form(try GivenCase.at(.accepted).context(.system))
            #expect(form.id == act.slug)
            #expect(names.isSuperset(of: form.fields.map(\.key)), "\(act.slug)")
        }
    }

    @Test func stagesAreThoseOfTheOutsideContract() {
        #expect(
            Stage.allCases.map(\.rawValue) == [
                "draft", "awaiting-vouch", "filed", "supplement-requested", "payment-due", "rejected-at-intake",
                "accepted", "proposed", "signed", "issued", "fulfilled", "suspended", "refused", "withdrawn", "stopped",
                "closed",
            ])
        for stage in Stage.allCases {
            if let status = stage.portalStatus { #expect((1...10).contains(status)) }
            #expect((stage.portalStatus == nil) == [.draft, .awaitingVouch].contains(stage))
        }
    }

    // MARK: Words

    static func strings(_ area: String, _ language: Language) throws -> [String: String] {
        let path = "Templates/strings/\(language.rawValue)/\(area).json"
        return try JSONDecoder().decode(
            [String: String].self, from: try Data(contentsOf: repositoryRoot.appending(path: path)))
    }

    static func expect(_ keys: [String], in area: String, _ language: Language) throws {
        let strings = try strings(area, language)
        let missing = keys.filter { strings[$0]?.trimmed.isEmpty ?? true }
        #expect(missing == [], "\(area).json in \(language)")
    }

    @Test(arguments: Language.allCases) func everyActHasWords(language: Language) throws {
        let parts = ["title", "explanation", "button", "done"]
        try Self.expect(Self.slugs.flatMap { slug in parts.map { "\(slug).\($0)" } }, in: "acts", language)
    }

    @Test(arguments: Language.allCases) func everyFieldOfAnActHasWords(language: Language) throws {
        for act in Acts.all {
            for field in act.form(try GivenCase.at(.accepted).context(.system)).fields {
                let keys: [String] = (field.kind.options?.options ?? []).compactMap { option in
                    if case .key(let key) = option.label { key } else { nil }
                }
                try Self.expect([field.labelKey] + keys + [field.hintKey].compactMap { $0 }, in: "acts", language)
            }
        }
    }

    @Test(arguments: Language.allCases) func everyEventAndStageHasWords(language: Language) throws {
        try Self.expect(CaseEvent.names.map { "event.\($0)" }, in: "acts", language)
        try Self.expect(Stage.allCases.map { "stage.\($0.rawValue)" }, in: "cases", language)
        try Self.expect(DecisionKind.allCases.map { "proposal.\($0.rawValue)" }, in: "cases", language)
        try Self.expect(Stage.allCases.compactMap(\.portalStatus).map { "portal.\($0)" }, in: "cases", language)
    }

    @Test(arguments: Language.allCases) func everyRefusalHasWords(language: Language) throws {
        let folder = repositoryRoot.appending(path: "Sources/Casework")
        var rules: Set<String> = []
        var problems: Set<String> = []
        let files = try #require(FileManager.default.enumerator(atPath: folder.path))
        for case let path as String in files where path.hasSuffix(".swift") {
            let source = String(decoding: try Data(contentsOf: folder.appending(path: path)), as: UTF8.self)
            rules.formUnion(source.matches(of: #/\.rule\("([a-z-]+)"\)/#).map { "rule.\($0.output.1)" })
            rules.formUnion(source.matches(of: #/\? "([a-z]+-[a-z-]+)" : nil/#).map { "rule.\($0.output.1)" })
            problems.formUnion(source.matches(of: #/code: "(problem\.[a-z-]+)"/#).map { String($0.output.1) })
        }
        #expect(rules.isSuperset(of: ["rule.four-eyes", "rule.incomplete", "rule.supplement-once"]))
        #expect(problems.contains("problem.nothing-narrowed"))
        try Self.expect(rules.sorted(), in: "acts", language)
        try Self.expect(problems.sorted(), in: "problems", language)
    }
}
