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
    public var process: ProcessDefinition
    public var form: ApplicantForm
    public var purposes: Purposes
    public var catalogue: Catalogue
    public var calendar: WorkingCalendar
    private var decisions: [String: DecisionModel]

    /// The one copy that all tests share.
    public static func loaded() throws -> ShippedProcedure { try shared.get() }

    private static let shared = Result { try ShippedProcedure() }

    private init() throws {
        let folder = "Workflows/written-request"
        process = try Self.load("\(folder)/process.bpmn") { ProcessLoader.load($0, file: $1) }
        form = try Self.load("\(folder)/form.xml", FormLoader.load)
        purposes = try Self.load("Workflows/purposes.xml", Purposes.load)
        calendar = try Self.load("Workflows/calendar/viet-nam.xml") { CalendarLoader.load([(file: $1, bytes: $0)]) }
        let services = try FileManager.default
            .contentsOfDirectory(atPath: repositoryRoot.appending(path: "Workflows/services").path)
            .filter { $0.hasSuffix(".xml") }.sorted()
        let (catalogue, findings) = Catalogue.load(
            try services.map { (file: $0, bytes: try Self.bytes("Workflows/services/\($0)")) },
            procedures: ["written-request"])
        guard let catalogue else { throw UnusableFile(description: "\(findings)") }
        self.catalogue = catalogue
        decisions = [:]
        for name in ["competence", "term"] {
            decisions[name] = try Self.load("\(folder)/\(name).dmn", DecisionLoader.load)
        }
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

    /// The form for a service with its lists filled in, as the server does it.
    public func form(for service: ServiceEntry) -> ApplicantForm {
        var form = form
        for index in form.pages.indices {
            form.pages[index].form = form.pages[index].form
                .filling("purposes", with: purposes.options)
                .filling("service-fields", with: service.selectableFields.map(Option.field))
        }
        return form
    }

    public func evaluate(_ decision: String, _ input: [String: Value]) throws -> Value {
        guard let model = decisions[decision] else { throw DecisionFault.unknown(decision) }
        return try model.evaluate(decision, input: input).value
    }
}
