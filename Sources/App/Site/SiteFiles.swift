// The files that an operator may see and replace, read for commands and for the server.

import Basics
import Foundation
import Records
import Registry
import Web

/// `Workflows` and `Templates`: one loader for `serve`, which refuses to start with a fault in them, and for
/// `workflow check`, which says the same.
struct SiteFiles {
    private let workflows: String
    private let templates: String

    /// The files under `root`.
    init(root: String) { self.init(workflows: "\(root)/Workflows", templates: "\(root)/Templates") }

    init(workflows: String, templates: String) {
        self.workflows = workflows
        self.templates = templates
    }

    /// Everything that is a file and not code.
    struct Content {
        let procedures: Procedures
        let wording: PaperWording
        let texts: PageTexts
    }

    /// What the files say, or `nil` when one cannot be used; every finding in every file, each once.
    func load() -> (Content?, [Diagnostic]) {
        var folder = workflowFolder
        let procedures = folder.load()
        let (wording, lacking) = PaperWording.load(templates)
        let (texts, faults) = PageTexts.load(templates)
        // Papers and pages share a file of words: its faults are found twice.
        var seen: Set<Diagnostic> = []
        let findings = (folder.diagnostics + faults + lacking).filter { seen.insert($0).inserted }
        guard let procedures, let wording, let texts else { return (nil, findings) }
        return (Content(procedures: procedures, wording: wording, texts: texts), findings)
    }

    /// The same for the server: warnings are told, errors stop.
    func content() throws -> Content {
        let (content, findings) = load()
        try settle(findings)
        guard let content else { throw CommandFault("the files of \(workflows) and \(templates) cannot be used") }
        return content
    }

    /// All procedures, for commands that show no page.
    func procedures() throws -> Procedures {
        var folder = workflowFolder
        let procedures = folder.load()
        try settle(folder.diagnostics)
        guard let procedures else { throw CommandFault("the files under \(workflows) cannot be used") }
        return procedures
    }

    func provinces() throws -> Provinces { try table("units/provinces.csv", Provinces.load) }

    func headings() throws -> ColumnHeadings { try table("headings.csv", ColumnHeadings.load) }

    private func table<T>(_ name: String, _ load: ([UInt8], String) -> (T?, [Diagnostic])) throws -> T {
        let path = "\(workflows)/\(name)"
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CommandFault("\(path) cannot be read")
        }
        let (table, diagnostics) = load(Array(data), path)
        try settle(diagnostics)
        guard let table else { throw CommandFault("\(path) cannot be used") }
        return table
    }

    private var workflowFolder: WorkflowFolder { WorkflowFolder(workflows, letters: "\(templates)/letters") }

    private func settle(_ findings: [Diagnostic]) throws {
        for finding in findings { Output.remark(finding.description) }
        let errors = findings.filter { $0.severity == .error }.count
        if errors > 0 { throw CommandFault("\(errors) fault(s) in the files of \(workflows) and \(templates)") }
    }
}
