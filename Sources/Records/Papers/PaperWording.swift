// The Vietnamese words that papers and registers share with the pages.

import Basics
import Foundation

/// Texts of `Templates/strings/vi` that papers print: papers are Vietnamese whatever language their reader uses.
public struct PaperWording: Sendable {
    private let texts: [String: String]

    /// The areas whose texts papers use.
    private static let areas = ["papers"]

    /// Reads the texts under `root`; a file that is missing or faulty stops the start.
    public init(root: String) throws {
        var texts: [String: String] = [:]
        for area in Self.areas {
            let url = URL(filePath: "\(root)/Templates/strings/vi/\(area).json")
            let read = try JSONDecoder().decode([String: String].self, from: Data(contentsOf: url))
            for (key, text) in read { texts["\(area).\(key)"] = text.nfc }
        }
        self.texts = texts
    }

    /// The text of a key with its `{parameter}` places filled. A key that is missing is a fault of ours, which the
    /// tests find; the paper then shows the key rather than nothing.
    func callAsFunction(_ key: String, _ parameters: [String: String] = [:]) -> String {
        var text = texts[key] ?? key
        for (name, value) in parameters {
            text = text.split(separator: "{\(name)}", omittingEmptySubsequences: false).joined(separator: value)
        }
        return text
    }
}
