// The shipped tables of competence and term, against the law as this file writes it down once more.

import Basics
import FEEL
import Formats
import Foundation
import Testing
import Workflow

@Suite struct CompetenceTests {
    private static let classes = [
        "state-agency", "political-organization", "socio-political-organization", "credit-institution",
        "payment-intermediary", "telecom", "certification-authority", "e-identification-provider", "notary", "bailiff",
        "public-service", "other", "individual",
    ]
    private static let levels = ["central", "province", "district", "commune", "none"]

    /// Both sides of every boundary, and days far from them.
    private static let days = [
        "2015-01-01", "2016-02-14", "2016-02-15", "2021-05-13", "2021-05-14", "2021-05-15", "2022-12-19", "2024-06-30",
        "2024-07-01", "2024-07-02", "2025-02-28", "2025-03-01", "2025-06-30", "2025-07-01", "2026-03-14", "2026-03-15",
        "2026-11-23", "2099-12-31",
    ]

    /// Who is competent, by the decrees.
    private func authority(
        _ requester: String, _ level: String, _ day: LocalDate, hasConsent: Bool
    ) throws -> String? {
        let amended = try #require(LocalDate("2021-05-14"))
        let replaced = try #require(LocalDate("2024-07-01"))
        let districtsClosed = try #require(LocalDate("2025-03-01"))
        let communesBegin = try #require(LocalDate("2026-03-15"))
        guard day >= amended else { return nil }
        let isNew = day >= replaced
        switch requester {
        case "state-agency", "political-organization", "socio-political-organization":
            switch level {
            case "central", "province": return level
            case "commune" where day >= communesBegin: return "commune"
            case "district", "commune": return day < districtsClosed ? "district" : nil
            default: return nil
            }
        case "credit-institution", "telecom", "certification-authority", "e-identification-provider": return "central"
        case "notary", "bailiff", "public-service": return "province"
        case "payment-intermediary": return isNew ? "central" : "district"
        case "individual": return isNew ? "commune" : nil
        default:
            if day < districtsClosed { return "district" }
            guard day >= communesBegin else { return nil }
            switch level {
            case "commune", "none": return "commune"
            case "central", "province": return hasConsent ? level : nil
            default: return nil
            }
        }
    }

    @Test func everyClassLevelAndBoundary() throws {
        let model = try DecisionTestFiles.model("Workflows/written-request/competence.dmn")
        let positions = [
            "central": "Cục trưởng Cục Cảnh sát quản lý hành chính về trật tự xã hội",
            "province": "Giám đốc Công an cấp tỉnh", "district": "Trưởng Công an cấp huyện",
            "commune": "Trưởng Công an cấp xã",
        ]
        var asked = 0
        for requester in Self.classes {
            for level in Self.levels {
                for text in Self.days {
                    for (province, hasConsent) in [("01", false), ("79", true)] {
                        let day = try #require(LocalDate(text))
                        let outcome = try model.evaluate(
                            "competence",
                            input: [
                                "requesterClass": .string(requester), "level": .string(level),
                                "province": .string(province),
                                "serviceGroup": .string("auth"), "receivedOn": .date(day),
                                "subjectConsent": .boolean(hasConsent),
                            ])
                        asked += 1
                        let expected = try authority(requester, level, day, hasConsent: hasConsent)
                        let found = outcome.value.asContext
                        #expect(found?["authority"]?.asString == expected, "\(requester) \(level) \(text)")
                        #expect(found?["position"]?.asString == expected.flatMap { positions[$0] })
                        guard let expected else {
                            #expect(outcome.value.isNull)
                            #expect(outcome.rules.isEmpty)
                            continue
                        }
                        let isNew = text >= "2024-07-01"
                        let article = try #require(found?["article"]?.asString)
                        #expect(article.contains("Nghị định số \(isNew ? "70/2024" : "37/2021")/NĐ-CP"))
                        #expect(article.contains("58/2026") == article.hasPrefix("khoản"))
                        let rule = try #require(found?["rule"]?.asString)
                        #expect(rule.hasPrefix(isNew ? "B-" : "A-"))
                        #expect(outcome.rules.map(\.id) == [rule], "\(expected)")
                    }
                }
            }
        }
        #expect(asked == 13 * 5 * 18 * 2)
    }

    @Test func everyRuleCarriesItsEvidence() throws {
        let path = "Workflows/written-request/competence.dmn"
        let root = try XMLReader.read(
            try DecisionTestFiles.bytes(DecisionTestFiles.root.appendingPathComponent(path)), file: path)
        let rules = try #require(root.first("decision")?.first("decisionTable")).children("rule")
        #expect(rules.count == 17)
        for rule in rules {
            let notes = rule.children("annotationEntry").map { $0.first("text")?.text ?? "" }
            #expect(notes.count == 3)
            #expect(!notes[0].isEmpty)
            #expect(["[V]", "[V-repo]", "[R]", "[?]"].contains(notes[1]))
            #expect(notes[1] == "[V]" || !notes[2].isEmpty, "an uncertain rule says why")
        }
    }

    @Test func unknownWordsAreRefused() throws {
        let model = try DecisionTestFiles.model("Workflows/written-request/competence.dmn")
        #expect(throws: DecisionFault.self) {
            try model.evaluate("competence", input: ["requesterClass": .string("bank"), "level": .string("none")])
        }
        #expect(throws: DecisionFault.unknown("competency")) { try model.evaluate("competency", input: [:]) }
    }

    @Test(
        arguments: [
            ("2016-02-14", nil), ("2016-02-15", 5), ("2021-05-13", 5), ("2021-05-14", 3), ("2024-06-30", 3),
            ("2024-07-01", 3), ("2026-08-17", 3), ("2026-08-18", 3), ("2026-11-23", 3),
        ] as [(String, Int?)])
    func terms(day: String, expected: Int?) throws {
        let model = try DecisionTestFiles.model("Workflows/written-request/term.dmn")
        let outcome = try model.evaluate("term", input: ["receivedOn": .date(try #require(LocalDate(day)))])
        let found = outcome.value.asContext
        #expect(found?["workingDays"] == expected.map(Value.integer))
        let isFromRepository = found?["source"]?.asString?.contains("[V-repo]") ?? false
        #expect(isFromRepository == (day >= "2024-07-01"))
        #expect(found?["article"]?.asString?.contains("5230/QĐ-BCA-C06") ?? false == (day >= "2026-08-18"))
    }

    @Test(
        arguments: [
            ("province", "25", "2024-08-27", 3), ("province", "25", "2024-08-28", 2),
            ("province", "25", "2026-11-23", 2),
            ("province", "01", "2026-11-23", 3), ("central", "25", "2026-11-23", 3), ("commune", "25", "2026-11-23", 3),
        ])
    func aProvinceMayShortenTheTermForItself(authority: String, province: String, day: String, expected: Int) throws {
        let model = try DecisionTestFiles.model("Workflows/written-request/term.dmn")
        let routing = Context(["authority", "position", "rule", "article"].map { ($0, .string(authority)) })
        let outcome = try model.evaluate(
            "term",
            input: [
                "receivedOn": .date(try #require(LocalDate(day))), "province": .string(province),
                "routing": .context(routing),
            ])
        #expect(outcome.value.asContext?["workingDays"] == .integer(expected))
    }

    private static let schemas = DecisionTestFiles.suites.appendingPathComponent("schemas/dmn")

    @Test(.enabled(if: DecisionTestFiles.exists(schemas)), arguments: ["competence", "term"])
    func filesAreValid(name: String) throws {
        let schema = try XMLSchema(path: Self.schemas.appendingPathComponent("DMN13.xsd").path)
        let path = "Workflows/written-request/\(name).dmn"
        let bytes = try DecisionTestFiles.bytes(DecisionTestFiles.root.appendingPathComponent(path))
        #expect(schema.validate(bytes, file: path) == [])
        #expect(try DecisionTestFiles.model(path).digest == Digest(of: bytes).hex)
    }
}
