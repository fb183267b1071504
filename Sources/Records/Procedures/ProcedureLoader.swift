// Loads and checks the files of `Workflows/`.

public import Basics
import Casework
import Forms
import Foundation
import Registry
import Workflow

/// One run over the folder: every file is read, every finding kept. Errors stop `serve`; `workflow check` prints all.
public struct ProcedureLoader {
    public private(set) var diagnostics: [Diagnostic] = []
    private let folder: String

    /// `root` is the folder that holds `Workflows/`.
    public init(root: String) { folder = "\(root)/Workflows" }

    /// The procedures, or `nil` when a file cannot be used: `diagnostics` says which and why.
    public mutating func load() -> Procedures? {
        let name = "written-request"
        let process = process("\(name)/process.bpmn")
        let decisions = decisions(["\(name)/competence.dmn", "\(name)/term.dmn"])
        let form = take("\(name)/form.xml", FormLoader.load)
        let purposes = take("purposes.xml", Purposes.load)
        let provinces = take("units/provinces.csv", Provinces.load)
        let offices = offices("units/offices.csv")
        let calendars = files(in: "calendar", ending: "xml")
        let (calendar, calendarFindings) = CalendarLoader.load(calendars)
        let services = ServiceFolder(path: "\(folder)/services").read()
        let (catalogue, catalogueFindings) = Catalogue.load(services.files, procedures: [name])
        diagnostics += calendarFindings + services.findings + catalogueFindings
        guard let process, let form, let purposes, let provinces, let calendar, let catalogue,
            !diagnostics.hasErrors
        else { return nil }
        checkOffers(process.definition)
        guard !diagnostics.hasErrors else { return nil }
        return Procedures(
            processFile: process, decisions: decisions, form: form, purposes: purposes, catalogue: catalogue,
            calendar: calendar, provinces: provinces, offices: offices)
    }

    private mutating func offices(_ name: String) -> [OfficeCode: Office] {
        guard let content = content(of: name) else { return [:] }
        let (offices, findings) = OfficeFile.read(content, file: "\(folder)/\(name)")
        diagnostics += findings
        return Dictionary(offices.map { ($0.code, $0) }) { first, _ in first }
    }

    private mutating func process(_ name: String) -> ProcessFile? {
        guard let content = content(of: name) else { return nil }
        let (definition, findings) = ProcessLoader.load(content, file: "\(folder)/\(name)")
        diagnostics += findings
        return definition.map { ProcessFile(definition: $0, content: content) }
    }

    /// The models by the name of each decision they make.
    private mutating func decisions(_ names: [String]) -> [String: DecisionModel] {
        var models: [String: DecisionModel] = [:]
        for name in names {
            guard let model = take(name, DecisionLoader.load) else { continue }
            for decision in model.decisionNames { models[decision] = model }
        }
        return models
    }

    /// A process may offer only acts that exist and that the permission table gives that role somewhere.
    private mutating func checkOffers(_ definition: ProcessDefinition) {
        for (node, task) in definition.userTasks {
            let role = Role(rawValue: task.role)
            for act in task.acts {
                let isKnown = Acts.named(act) != nil
                let isAllowed =
                    role.map { Permissions.table[$0]?.values.contains { $0.contains(act) } ?? false } ?? false
                if isKnown && isAllowed { continue }
                let what = isKnown ? "the role '\(task.role)' may never do '\(act)'" : "there is no act '\(act)'"
                diagnostics.append(
                    Diagnostic(file: "\(folder)/\(definition.id)/process.bpmn", line: node.line, element: node.id, what)
                )
            }
        }
    }

    private mutating func take<T>(
        _ name: String, _ load: ([UInt8], String) -> (T?, [Diagnostic])
    ) -> T? {
        guard let content = content(of: name) else { return nil }
        let (value, findings) = load(content, "\(folder)/\(name)")
        diagnostics += findings
        return value
    }

    private mutating func content(of name: String) -> [UInt8]? {
        if let data = FileManager.default.contents(atPath: "\(folder)/\(name)") { return Array(data) }
        diagnostics.append(Diagnostic(file: "\(folder)/\(name)", line: 0, "the file cannot be read"))
        return nil
    }

    private mutating func files(in name: String, ending: String) -> [(file: String, bytes: [UInt8])] {
        let path = "\(folder)/\(name)"
        // Why a folder cannot be listed matters less than which: the finding names it.
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            diagnostics.append(Diagnostic(file: path, line: 0, "the folder cannot be read"))
            return []
        }
        return names.sorted().filter { $0.hasSuffix(".\(ending)") }.compactMap { file in
            content(of: "\(name)/\(file)").map { ("\(path)/\(file)", $0) }
        }
    }
}
