// Loads and checks the folder `Workflows/` as a whole, for every command and for the tests.

public import Basics
import Casework
import Forms
import Foundation
import Registry

/// One run over the folder: every file is read, every finding kept. Errors stop `serve`; `workflow check` prints all.
public struct WorkflowFolder {
    public private(set) var diagnostics: [Diagnostic] = []
    private let folder: String
    private let letters: LettersFolder
    private var files: [String: [UInt8]] = [:]

    /// `path` is the folder `Workflows`, `letters` the folder `Templates/letters`.
    public init(_ path: String, letters: String) {
        folder = path
        self.letters = LettersFolder(letters)
    }

    /// What the folder says, or `nil` when a file cannot be used: `diagnostics` says which and why.
    public mutating func load() -> Procedures? {
        var tree = FileTree(folder)
        files = tree.read()
        diagnostics += tree.diagnostics + letters.diagnostics
        let purposes = take("purposes.xml", Purposes.load)
        let grounds = take("grounds.xml", Grounds.load)
        let headings = take("headings.csv", ColumnHeadings.load)
        let provinces = take("units/provinces.csv", Provinces.load)
        var placeNames: PlaceNames?
        if let provinces { placeNames = names(of: provinces) }
        let offices = take("units/offices.csv") { bytes, file in
            let (offices, findings) = OfficeFile.read(bytes, file: file)
            return (Dictionary(offices.map { ($0.code, $0) }) { first, _ in first }, findings)
        }
        let days = files(in: "calendar", ending: "xml")
        let (calendar, calendarFindings) = CalendarLoader.load(days)
        let (sheets, sheetFindings) = letters.sheets()
        diagnostics += sheetFindings
        let names = procedureNames
        let procedures = procedures(names)
        let services = files(in: "services", ending: "xml")
        let (catalogue, catalogueFindings) = Catalogue.load(services, procedures: Set(names))
        diagnostics += calendarFindings + catalogueFindings
        if let catalogue { diagnostics += match(catalogue, procedures) + matchPersons(catalogue, procedures) }
        if let catalogue, let purposes { diagnostics += match(catalogue, purposes) }
        guard let purposes, let grounds, let headings, let provinces, let placeNames, let offices, let calendar,
            let catalogue,
            let sheets,
            !diagnostics.hasErrors
        else { return nil }
        let texts = services.map { (String($0.file.split(separator: "/").last?.dropLast(4) ?? ""), $0.bytes) }
        return Procedures(
            procedures, (catalogue, Dictionary(texts) { first, _ in first }), sheets: sheets,
            lists: (purposes, grounds, headings),
            days: (calendar, Digest(of: days.flatMap(\.bytes)), provinces, placeNames, offices))
    }

    private mutating func names(of provinces: Provinces) -> PlaceNames? {
        let (names, homonyms) = ("units/names.csv", "units/homonyms.csv")
        guard let namesText = text(of: names), let homonymsText = text(of: homonyms) else { return nil }
        let (places, findings) = PlaceNames.load(
            provinces, names: (namesText, "\(folder)/\(names)"), homonyms: (homonymsText, "\(folder)/\(homonyms)"))
        diagnostics += findings
        return places
    }

    /// Every folder beside those of the installation is a procedure.
    private var procedureNames: [String] {
        let shared: Set = ["services", "calendar", "units"]
        let names = Set(files.keys.compactMap { $0.contains("/") ? String($0.prefix { $0 != "/" }) : nil })
        return names.subtracting(shared).sorted()
    }

    private mutating func procedures(_ names: [String]) -> [String: CurrentProcedure] {
        var procedures: [String: CurrentProcedure] = [:]
        for name in names {
            let inside = files.filter { $0.key.hasPrefix("\(name)/") }
            let own = inside.map { (String($0.key.dropFirst(name.count + 1)), $0.value) }
            let (procedure, findings) = letters.procedure(
                name, Dictionary(uniqueKeysWithValues: own), in: "\(folder)/\(name)")
            diagnostics += findings
            procedures[name] = procedure
        }
        return procedures
    }

    /// Each service names a procedure; one that no service names is of no use to anybody.
    private func match(_ catalogue: Catalogue, _ procedures: [String: CurrentProcedure]) -> [Diagnostic] {
        let named = Set(catalogue.services.compactMap(\.procedure))
        let misfits = catalogue.services.flatMap { service -> [Diagnostic] in
            guard let name = service.procedure, let form = procedures[name]?.procedure.form else { return [] }
            let file = "\(folder)/services/\(service.code).xml"
            var faults: [Diagnostic] = []
            if procedures[name]?.procedure.correctsRecords == true, service.requesters != [.individual] {
                let what = "the procedure \(name) corrects a person's own record: requesters must be individual"
                faults.append(Diagnostic(file: file, line: 1, element: service.code, what))
            }
            var pages: [String] = []
            if !service.selectableFields.isEmpty { pages.append("fields") }
            let isCarriedOut = procedures[name]?.procedure.fulfils == true
            if service.scope == .list, isCarriedOut || !service.claims.isEmpty { pages.append("subjects") }
            if service.scope == .named { pages.append(CallScope.page) }
            if service.scope == .tables { pages.append(TableScope.page) }
            if !service.evidence.isEmpty { pages.append("documents") }
            return faults
                + pages.filter { form.page($0) == nil }.map { page in
                    let what = "the service needs the page \(page), which the procedure \(name) does not have"
                    return Diagnostic(file: file, line: 1, element: service.code, what)
                }
        }
        return misfits
            + procedures.keys.sorted().filter { !named.contains($0) }.map { name in
                Diagnostic(.warning, file: "\(folder)/\(name)", line: 0, "no service names this procedure")
            }
    }

    /// A person's request goes by a procedure that files it as they send it.
    private func matchPersons(_ catalogue: Catalogue, _ procedures: [String: CurrentProcedure]) -> [Diagnostic] {
        let waiting = procedures.filter { _, one in
            // A process that cannot go on has a finding of its own.
            do { return try !one.procedure.filesForPersons() } catch { return false }
        }
        return catalogue.services.filter { service in
            service.requesters.contains(.individual) && service.procedure.map { waiting[$0] != nil } ?? false
        }.map { service in
            Diagnostic(
                file: "\(folder)/services/\(service.code).xml", line: 1, element: service.code,
                "persons may ask for it, but in its procedure they would wait for an official to sign")
        }
    }

    /// Evidence that is asked for some purposes names ones that there are.
    private func match(_ catalogue: Catalogue, _ purposes: Purposes) -> [Diagnostic] {
        catalogue.services.flatMap { service in
            service.evidence.flatMap(\.purposes).filter { purposes[$0] == nil }.sorted().map { purpose in
                Diagnostic(
                    file: "\(folder)/services/\(service.code).xml", line: 1, element: service.code,
                    "evidence: there is no purpose \(purpose)")
            }
        }
    }

    private mutating func take<T>(_ name: String, _ load: ([UInt8], String) -> (T?, [Diagnostic])) -> T? {
        guard let bytes = text(of: name) else { return nil }
        let (value, findings) = load(bytes, "\(folder)/\(name)")
        diagnostics += findings
        return value
    }

    private mutating func text(of name: String) -> [UInt8]? {
        if files[name] == nil {
            diagnostics.append(Diagnostic(file: "\(folder)/\(name)", line: 0, "the file is missing"))
        }
        return files[name]
    }

    private mutating func files(in name: String, ending: String) -> [(file: String, bytes: [UInt8])] {
        let inside = files.filter { $0.key.hasPrefix("\(name)/") }.sorted { $0.key < $1.key }
        for (path, _) in inside where !path.hasSuffix(".\(ending)") && !path.hasSuffix("README.md") {
            diagnostics.append(Diagnostic(file: "\(folder)/\(path)", line: 0, "this is no .\(ending) file"))
        }
        return inside.filter { $0.key.hasSuffix(".\(ending)") }.map { ("\(folder)/\($0.key)", $0.value) }
    }
}
