// How long functions are, told from the indentation that the formatter guarantees.

/// One function, initialiser, subscript or computed property with a body of several lines.
struct FunctionLength {
    /// The line it begins on, from 1.
    let line: Int
    /// From the line of its name to its closing brace.
    let lines: Int

    /// `code` are the lines of one file without comments and strings.
    static func all(in code: [String]) -> [FunctionLength] {
        code.indices.compactMap { start in
            guard isBeginning(code[start]) else { return nil }
            let indent = indentation(code[start])
            var index = start + 1
            while index < code.count {
                let line = code[index].utf8.dropFirst(indentation(code[index]))
                let depth = indentation(code[index])
                if line.isEmpty || depth > indent || line.first == UInt8(ascii: "#") {
                    index += 1
                } else if depth == indent, line.first == UInt8(ascii: "}") {
                    return FunctionLength(line: start + 1, lines: index - start + 1)
                } else if depth == indent, ")-w{]".utf8.contains(line.first ?? 0) {
                    index += 1  // the signature goes on: `)`, `-> …`, `where …`
                } else {
                    return nil  // a requirement of a protocol, or all on one line
                }
            }
            return nil
        }
    }

    private static func indentation(_ line: String) -> Int { line.utf8.prefix { $0 == UInt8(ascii: " ") }.count }

    /// Whether the line declares something with a body: the keyword stands behind attributes and modifiers.
    private static func isBeginning(_ line: String) -> Bool {
        for word in line.split(separator: " ") {
            if word == "func" || word == "subscript" || word == "deinit" || word.hasPrefix("init(")
                || word.hasPrefix("init<") || word.hasPrefix("init?") || word.hasPrefix("subscript(")
            {
                return true
            }
            if word == "var" { return line.hasSuffix("{") }
            guard word.hasPrefix("@") || modifiers.contains(String(word)) else { return false }
        }
        return false
    }

    private static let modifiers: Set<String> = [
        "public", "package", "internal", "private", "fileprivate", "static", "class", "final", "mutating",
        "nonmutating", "override", "convenience", "required", "nonisolated", "isolated", "lazy", "private(set)",
        "public(set)", "consuming", "borrowing", "dynamic", "indirect",
    ]
}
