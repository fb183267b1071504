// Checks the markup of letters before there are any facts to print.

public import Basics
public import Casework
import Formats

/// Holds every letter of a folder against the vocabulary, with its parts and in all its sections, whether a letter will
/// ever take them or not.
public enum LetterMarkupCheck {
    /// - Parameters:
    ///   - letters: the paths of the templates.
    ///   - known: what was found already; of a letter whose tags are wrong nothing else is said.
    public static func findings(
        _ letters: [String], of files: ProcedureFiles, knowing known: [Diagnostic]
    ) -> [Diagnostic] {
        let faulty = Set(known.filter { $0.severity == .error && $0.line > 0 }.map(\.file))
        var findings: [Diagnostic] = []
        for path in letters {
            var outline = LetterOutline(path, of: files)
            guard faulty.isDisjoint(with: outline.sources) else { continue }
            // A fault of a part is the same in every letter that includes it.
            for finding in check(&outline) where !findings.contains(finding) { findings.append(finding) }
        }
        return findings
    }

    private static func check(_ outline: inout LetterOutline) -> [Diagnostic] {
        guard let root = outline.read() else { return outline.findings }
        var check = VocabularyCheck()
        check.run(root)
        return check.faults.map { fault in
            let (file, line) = outline.place(fault.line)
            return Diagnostic(file: file, line: line, fault.reason)
        }
    }
}
