// What Package.swift declares, read from its text: which target may import what.

import Foundation

/// The targets of the manifest with their declared dependencies, products by the name of their module.
///
/// The text is read and not `swift package dump-package`: that takes seconds and cannot run inside `swift test`.
struct Manifest: Sendable {
    let dependencies: [String: Set<String>]

    init(_ file: TextFile) {
        let text = Substring(file.lines.filter { !$0.drop { $0 == " " }.hasPrefix("//") }.joined(separator: "\n"))
        var products: [String: String] = [:]
        for match in text.matches(of: #/let (\w+): Target\.Dependency = \.product\(name: "(\w+)"/#) {
            products[String(match.1)] = String(match.2)
        }
        var dependencies: [String: Set<String>] = [:]
        let declaration = #/(library|tests|\.target|\.executableTarget|\.testTarget)\(\s*(?:name: )?"(\w+)"/#
        for match in text.matches(of: declaration) {
            var names = match.1 == "tests" ? ["TestKit"] : Set<String>()
            let list = Manifest.firstList(text[match.range.upperBound...])
            for word in list.matches(of: #/\.product\(name: "(\w+)"|"(\w+)"|(\w+)/#) {
                if let name = word.1 ?? word.2 { names.insert(String(name)) }
                if let constant = word.3, let product = products[String(constant)] { names.insert(product) }
            }
            dependencies[String(match.2)] = names
        }
        self.dependencies = dependencies
    }

    /// What stands between the first brackets, unless the declaration ends before them.
    private static func firstList(_ text: Substring) -> Substring {
        var parentheses = 1
        var brackets = 0
        var start = text.endIndex
        for index in text.indices {
            switch text[index] {
            case "(": parentheses += 1
            case ")":
                parentheses -= 1
                if parentheses == 0 { return text[text.endIndex...] }
            case "[":
                brackets += 1
                if brackets == 1 { start = text.index(after: index) }
            case "]":
                brackets -= 1
                if brackets == 0 { return text[start..<index] }
            default: break
            }
        }
        return text[text.endIndex...]
    }
}
