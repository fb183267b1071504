// The files of `Workflows/`, loaded once for the tests: they try the very procedure that is shipped.

import Basics
public import Casework
public import FEEL
public import Forms
public import Foundation
public import Workflow

/// The repository, two folders above this file's.
public let repositoryRoot = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

/// A file that a test cannot do without is missing or faulty.
public struct UnusableFile: Error, CustomStringConvertible {
    public var description: String
}

/// The written-request procedure as it is shipped.
public struct ShippedProcedure: Sendable {
    public var procedure: Procedure
    public var purposes: Purposes
    public let grounds: Grounds
    public var catalogue: Catalogue
    public var calendar: WorkingCalendar
    private var serviceTexts: [String: [UInt8]]

    public var process: ProcessDefinition { procedure.process }
    public var form: ApplicantForm { procedure.form }

    /// The one copy that all tests share.
    public static func loaded() throws -> ShippedProcedure { try shared.get() }

    private static let shared = Result { try ShippedProcedure() }

    private init() throws {
        let (procedure, faults) = try Self.files().load()
        guard let procedure else { throw UnusableFile(description: "\(faults)") }
        self.procedure = procedure
        purposes = try Self.load("Workflows/purposes.xml", Purposes.load)
        grounds = try Self.load("Workflows/grounds.xml", Grounds.load)
        calendar = try Self.load("Workflows/calendar/viet-nam.xml") { CalendarLoader.load([(file: $1, bytes: $0)]) }
        let services = try Self.names("Workflows/services").filter { $0.hasSuffix(".xml") }
            .map { (file: $0, bytes: try Self.bytes("Workflows/services/\($0)")) }
        let (catalogue, findings) = Catalogue.load(services, procedures: ["written-request", "record-correction"])
        guard let catalogue else { throw UnusableFile(description: "\(findings)") }
        self.catalogue = catalogue
        serviceTexts = Dictionary(uniqueKeysWithValues: services.map { (String($0.file.dropLast(4)), $0.bytes) })
    }

    /// The files of the procedure, to be changed by tests.
    public static func files() throws -> ProcedureFiles { try files(of: "written-request", in: "Workflows") }

    /// The files of a procedure in that folder of the repository, with what letters share.
    public static func files(of name: String, in place: String) throws -> ProcedureFiles {
        ProcedureFiles(name: name, files: try tree("\(place)/\(name)"), folder: "\(place)/\(name)")
            .sharing(try tree(letters), from: letters)
    }

    /// The files of the sheets that are no papers of a case.
    public static func sheetFiles() throws -> ProcedureFiles {
        let files = try tree(letters)
        let own = files.filter { !ProcedureFiles.isShared($0.key) }
        return ProcedureFiles(name: "letters", files: own, folder: letters).sharing(files, from: letters)
    }

    private static let letters = "Templates/letters"

    /// Every file below a folder by its path inside it.
    private static func tree(_ folder: String) throws -> [String: [UInt8]] {
        let paths = try FileManager.default.subpathsOfDirectory(atPath: repositoryRoot.appending(path: folder).path)
        let files = paths.filter { $0.contains(".") }
        return Dictionary(uniqueKeysWithValues: try files.map { ($0, try bytes("\(folder)/\($0)")) })
    }

    private static func names(_ path: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: repositoryRoot.appending(path: path).path).sorted()
    }

    private static func bytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: repositoryRoot.appending(path: path)))
    }

    private static func load<T>(_ path: String, _ read: ([UInt8], String) -> (T?, [Diagnostic])) throws -> T {
        let (value, findings) = read(try bytes(path), path)
        guard let value else { throw UnusableFile(description: "\(findings)") }
        return value
    }

    public func service(_ code: String) throws -> ServiceEntry {
        guard let service = catalogue[code] else { throw UnusableFile(description: "there is no service \(code)") }
        return service
    }

    /// How a case for that service begins.
    public func creation(_ service: ServiceEntry, for organization: Organization) -> CaseCreation {
        CaseCreation(
            service: CreatedService(code: service.code, digest: Digest(of: serviceTexts[service.code] ?? []).hex),
            procedure: procedure.pin, requester: Requester(organization),
            opener: Signatory(Samples.person(.filer, of: organization)))
    }

    /// The form for a service with its lists filled in, as the server does it.
    public func form(for service: ServiceEntry) -> ApplicantForm {
        var form = form
        for index in form.pages.indices {
            form.pages[index].form = form.pages[index].form
                .filling("purposes", with: purposes.options)
                .filling("service-fields", with: service.selectableFields.map(Option.field))
                .filling(TableScope.list, with: [Option("01", .text(BilingualText(vi: "Hà Nội", en: "Hanoi")))])
        }
        return form
    }

    /// What a decision table of the procedure gives.
    public func evaluate(_ decision: String, _ input: [String: Value]) throws -> Value {
        try procedure.evaluate(decision, input).value
    }
}
