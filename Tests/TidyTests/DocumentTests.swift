// Documents for people: links lead somewhere, decisions are numbered and dated.

import Foundation
import Testing

struct DocumentTests {
    @Test func linksToFilesResolve() {
        var offenders: [String] = []
        for file in Tree.shared.markdown {
            for (index, line) in file.lines.enumerated() where line.contains("](") {
                for match in line.matches(of: #/\]\(([^)#\s]+)[^)]*\)/#) {
                    let target = String(match.1)
                    if target.contains("://") || target.hasPrefix("mailto:") { continue }
                    if !Tree.shared.paths.contains(resolve(target, from: file.path)) {
                        offenders.append("\(file.path):\(index + 1): \(target)")
                    }
                }
            }
        }
        expectNone(offenders)
    }

    @Test func documentsThatACommentOrATemplateNamesByPathExist() {
        var offenders: [String] = []
        for file in Tree.shared.files where !file.path.hasSuffix(".md") {
            for (index, line) in file.lines.enumerated() where line.contains("docs/") {
                for match in line.matches(of: #/docs\/[\w\/.-]*\w\.(?:md|sql|png)/#) {
                    if !Tree.shared.paths.contains(String(match.0)) {
                        offenders.append("\(file.path):\(index + 1): \(match.0)")
                    }
                }
            }
        }
        expectNone(offenders)
    }

    @Test func decisionsAreNumberedWithoutGapsTitledByTheirNumberAndDated() {
        let decisions = Tree.shared.markdown.filter { $0.path.hasPrefix("docs/decisions/") }
        #expect(!decisions.isEmpty)
        var offenders: [String] = []
        for (index, file) in decisions.enumerated() {
            let number = String(format: "%03d", index + 1)
            if !file.path.hasPrefix("docs/decisions/\(number)-") {
                offenders.append("\(file.path): expected \(number)-…")
            }
            if file.lines.first?.hasPrefix("# \(number). ") != true {
                offenders.append("\(file.path): the title does not begin with # \(number).")
            }
            if !file.lines.contains(where: { $0.wholeMatch(of: #/Date: \d{4}-\d\d-\d\d/#) != nil }) {
                offenders.append("\(file.path): no line Date: YYYY-MM-DD")
            }
            if file.lines.count > 60 { offenders.append("\(file.path): longer than a page") }
        }
        expectNone(offenders)
    }

    /// The path from the root that a link in `file` means.
    private func resolve(_ target: String, from file: String) -> String {
        var parts = file.split(separator: "/").dropLast().map(String.init)
        for part in target.removingPercentEncoding?.split(separator: "/") ?? [] {
            switch part {
            case ".": break
            case "..": _ = parts.popLast()
            default: parts.append(String(part))
            }
        }
        return parts.joined(separator: "/")
    }
}
