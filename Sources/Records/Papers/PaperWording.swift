// The Vietnamese words that papers and registers use whatever procedure they belong to.

import Basics
public import Casework
import Foundation

/// Texts of `Templates/strings/vi/papers.json`: papers are Vietnamese whatever language their reader uses.
public struct PaperWording: Sendable {
    /// A text that is missing stops the start: a paper never shows a key.
    public struct Missing: Error, CustomStringConvertible {
        public let description: String
    }

    /// The texts there are, by their key; the groups of services have theirs besides.
    enum Text: String, CaseIterable {
        case keptBy = "papers.kept-by"
        case transferredFrom = "papers.transferred-from"
        case verification = "papers.verification"
        case positionCentral = "papers.position.central"
        case positionProvince = "papers.position.province"
    }

    private let texts: [Text: String]
    private let groups: [ServiceGroup: String]

    /// Reads the texts under `root`; a file that is missing or faulty, and a text that is not there, stop the start.
    public init(root: String) throws {
        let path = "\(root)/Templates/strings/vi/papers.json"
        let read = try JSONDecoder().decode([String: String].self, from: Data(contentsOf: URL(filePath: path)))
        func text(_ key: String) throws -> String {
            guard let text = read[String(key.dropFirst("papers.".count))]?.nfc, !text.trimmed.isEmpty else {
                throw Missing(description: "\(path): the text \(key) is missing or empty")
            }
            return text
        }
        texts = try Dictionary(uniqueKeysWithValues: Text.allCases.map { ($0, try text($0.rawValue)) })
        groups = try Dictionary(
            uniqueKeysWithValues: ServiceGroup.allCases.map { ($0, try text("papers.group.\($0.word)")) })
    }

    /// The text with its `{parameter}` places filled.
    func callAsFunction(_ key: Text, _ parameters: [String: String] = [:]) -> String {
        guard var text = texts[key] else { preconditionFailure("every text was found at the start") }
        for (name, value) in parameters { text = text.replacing("{\(name)}", with: value) }
        return text
    }

    /// The name of a group of services, as running text.
    public func name(of group: ServiceGroup) -> String {
        guard let name = groups[group] else { preconditionFailure("every group was found at the start") }
        return name
    }
}
