// Everything that is a file and not code: process, tables, form, catalogue, calendar.

public import Basics
public import Casework
public import FEEL
public import Forms
public import Registry
import Storage
public import Workflow

/// A process file with its text, so that cases can keep the version they began with.
public struct ProcessFile: Sendable {
    public var definition: ProcessDefinition
    public var content: [UInt8]
}

/// The files of `Workflows/`, loaded and checked once at start (`ProcedureLoader`).
public struct Procedures: Sendable {
    public var processFile: ProcessFile
    /// The decision models by the name of the decision they are asked for.
    public var decisions: [String: DecisionModel]
    public var form: ApplicantForm
    public var purposes: Purposes
    public var catalogue: Catalogue
    public var calendar: WorkingCalendar
    public var provinces: Provinces
    /// The managing agencies by code: what papers print, and where a case can be sent.
    public var offices: [OfficeCode: Office]

    public var process: ProcessDefinition { processFile.definition }
    /// The places a personal identification number can begin with.
    public var places: PersonalID.Places { PersonalID.Places(provinces: provinces.numberCodes) }

    /// The applicant's form for a service, its lists filled in.
    public func form(for service: ServiceEntry) -> ApplicantForm {
        let fields = service.selectableFields.map(Option.field)
        var form = form
        for index in form.pages.indices {
            form.pages[index].form = form.pages[index].form
                .filling("purposes", with: purposes.options).filling("service-fields", with: fields)
        }
        return form
    }

    /// The value a decision table gives; `null` when no rule matches.
    public func evaluate(_ decision: String, _ input: [String: Value]) throws -> Value {
        guard let model = decisions[decision] else { throw DecisionFault.unknown(decision) }
        return try model.evaluate(decision, input: input).value
    }

    /// The definition a case began under: the present one, or the stored text of an older one.
    func process(digest: String, _ db: any Connection) throws -> ProcessDefinition {
        if digest == process.digest { return process }
        let row = try db.one("SELECT process, content FROM process_version WHERE digest = \(digest)")
        guard let row else { throw StorageError.corrupt("process version \(digest) is not stored") }
        let (definition, _) = ProcessLoader.load(try row.blob("content"), file: try row.text("process"))
        guard let definition else { throw StorageError.corrupt("process version \(digest) cannot be loaded any more") }
        return definition
    }

    /// How the legal clock of a case stands on that day; `nil` while it has not been filed.
    public func reading(_ state: CaseState, on day: LocalDate) -> ClockReading? {
        guard let term = state.term else { return nil }
        return LegalClock(marks: state.clock, term: term.workingDays).reading(on: day, calendar: calendar)
    }
}

extension Connection {
    /// Keeps the text of a process version with the first case that begins under it.
    func keepProcess(_ file: ProcessFile, at now: Timestamp) throws {
        try run(
            """
            INSERT INTO process_version (digest, process, content, stored_ms)
            VALUES (\(file.definition.digest), \(file.definition.id), \(file.content), \(now))
            ON CONFLICT (digest) DO NOTHING
            """)
    }
}
