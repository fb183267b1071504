// From the bytes of a BPMN file to a process that can run: parse, link, check.

public import Basics
import Formats

/// Loads BPMN 2.0 files; the supported elements are listed in `BPMNVocabulary`.
public enum ProcessLoader {
    /// The process in `bytes`, or `nil` when some finding is an error. All findings are given, in the order of the
    /// file; `file` only names the source in them.
    public static func load(
        _ bytes: [UInt8], file: String, vocabulary: ProcessVocabulary = ProcessVocabulary()
    ) -> (ProcessDefinition?, [Diagnostic]) {
        let root: XMLElement
        do throws(XMLFault) { root = try XMLReader.read(bytes, file: file) } catch { return (nil, error.diagnostics) }
        var parser = ProcessParser(file: file, vocabulary: vocabulary)
        let draft = parser.parse(root)
        var findings = parser.findings
        guard let draft else { return (nil, sorted(findings.all)) }
        var linker = ProcessLinker(draft, findings)
        let definition = linker.link()
        findings = linker.findings
        if !findings.all.hasErrors {
            var checks = ProcessChecks(definition, findings)
            checks.run()
            var names = ProcessNameChecks(definition, vocabulary, checks.findings)
            names.run()
            var meaning = ProcessMeaningChecks(definition, vocabulary, names.findings)
            meaning.run()
            findings = meaning.findings
        }
        return (findings.all.hasErrors ? nil : definition, sorted(findings.all))
    }

    /// The process in the text of a file that was checked when it was new. Checks that have become stricter since do
    /// not reach it; `nil` when it cannot be put together any more.
    public static func read(_ bytes: [UInt8]) -> ProcessDefinition? {
        let root: XMLElement
        // A stored text that is no XML any more is said by its caller, who knows where it came from.
        do throws(XMLFault) { root = try XMLReader.read(bytes, file: "") } catch { return nil }
        var parser = ProcessParser(file: "", vocabulary: ProcessVocabulary())
        guard let draft = parser.parse(root), !draft.nodes.contains(where: \.isBroken) else { return nil }
        var linker = ProcessLinker(draft, ProcessFindings(file: ""))
        let definition = linker.link()
        return linker.findings.all.hasErrors ? nil : definition
    }

    /// By line; findings on one line stay in the order in which they were made.
    private static func sorted(_ findings: [Diagnostic]) -> [Diagnostic] {
        findings.enumerated().sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }.map(\.element)
    }
}
