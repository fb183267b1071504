// The Vietnamese words that papers and registers use whatever procedure they belong to.

public import Basics
public import Casework
import Formats
import Foundation
import Registry

/// Texts of `Templates/strings/vi/papers.json`: papers are Vietnamese whatever language their reader uses.
public struct PaperWording: Sendable {
    /// The texts there are, by their key; the groups of services have theirs besides.
    enum Text: String, CaseIterable {
        case keptBy = "papers.kept-by"
        case keptByDesk = "papers.kept-by-desk"
        case transferredFrom = "papers.transferred-from"
        case requestReplaced = "papers.request-replaced"
        case verification = "papers.verification"
        case verificationAt = "papers.verification-at"
        case signed = "papers.signed"
        case vouched = "papers.vouched"
        case madeBySystem = "papers.made-by-system"
        case wholeCountry = "papers.whole-country"
        case formElectronic = "papers.form.electronic"
        case formPaper = "papers.form.paper"
    }

    private let texts: [Text: String]
    private let groups: [ServiceGroup: String]
    private let evidence: [Evidence.Kind: String]
    private let rules: [ComparisonRule: String]
    /// Where anybody can check a paper, without a slash at its end; empty where the site has no address.
    public var publicAddress = ""

    /// The texts in the folder of templates, or `nil` with what is missing: a paper never shows a key.
    public static func load(_ folder: String) -> (PaperWording?, [Diagnostic]) {
        let place = "\(folder)/strings/vi/papers.json"
        guard let bytes = FileManager.default.contents(atPath: place) else {
            return (nil, [Diagnostic(file: place, line: 0, "the file is missing")])
        }
        let (file, faults) = TextsFile.load(Array(bytes), file: place)
        guard let file else { return (nil, faults) }
        var findings: [Diagnostic] = []
        func text(_ key: String) -> String {
            let own = String(key.dropFirst("papers.".count))
            if let text = file.texts[own], !text.trimmed.isEmpty { return text }
            findings.append(
                Diagnostic(file: place, line: file.line(of: own), "the string \(key) is missing or empty"))
            return ""
        }
        let wording = PaperWording(
            texts: Dictionary(uniqueKeysWithValues: Text.allCases.map { ($0, text($0.rawValue)) }),
            groups: Dictionary(
                uniqueKeysWithValues: ServiceGroup.allCases.map { ($0, text("papers.group.\($0.word)")) }),
            evidence: Dictionary(
                uniqueKeysWithValues: Evidence.Kind.allCases.map { ($0, text("papers.evidence.\($0.rawValue)")) }),
            rules: Dictionary(
                uniqueKeysWithValues: ComparisonRule.allCases.map { ($0, text("papers.rule.\($0.rawValue)")) }))
        return (findings.isEmpty ? wording : nil, findings)
    }

    private init(
        texts: [Text: String], groups: [ServiceGroup: String], evidence: [Evidence.Kind: String],
        rules: [ComparisonRule: String]
    ) {
        self.texts = texts
        self.rules = rules
        self.groups = groups
        self.evidence = evidence
    }

    /// The text with its `{parameter}` places filled.
    func callAsFunction(_ key: Text, _ parameters: [String: String] = [:]) -> String {
        guard var text = texts[key] else { preconditionFailure("every text was found at the start") }
        for (name, value) in parameters { text = text.replacing("{\(name)}", with: value) }
        return text
    }

    /// How to check a paper: the words for the foot of its pages, and what a QR code says beside them, which is the
    /// address of its check page or, on a site without one, its code alone.
    func verification(of code: String) -> (text: String, link: String) {
        guard !publicAddress.isEmpty else { return (self(.verification, ["code": code]), code) }
        let page = "\(publicAddress)/verify"
        return (self(.verificationAt, ["code": code, "address": page]), "\(page)/\(code)")
    }

    /// What an enclosure without a title of its own is called.
    func name(of kind: Evidence.Kind) -> String {
        guard let name = evidence[kind] else { preconditionFailure("every kind was found at the start") }
        return name
    }

    /// How claims about fields of these names are compared.
    func rule(_ rule: ComparisonRule, for fields: [String]) -> String {
        guard let text = rules[rule] else { preconditionFailure("every rule was found at the start") }
        return text.replacing("{fields}", with: fields.joined(separator: "; "))
    }

    /// The name of a group of services, as running text.
    public func name(of group: ServiceGroup) -> String {
        guard let name = groups[group] else { preconditionFailure("every group was found at the start") }
        return name
    }
}
