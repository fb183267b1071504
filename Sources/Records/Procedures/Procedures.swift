// Everything that is a file and not code: procedures, catalogue, calendar, offices.

public import Basics
public import Casework
public import Forms
public import Registry

/// The files of `Workflows/`, loaded and checked once at start (`WorkflowFolder`), and what older cases go by.
public struct Procedures: Sendable {
    /// The procedures of today, by the name of their folder.
    public var current: [String: CurrentProcedure]
    public var catalogue: Catalogue
    /// The text of each service file, by the code of the service.
    var serviceTexts: [String: [UInt8]]
    public var purposes: Purposes
    public var calendar: WorkingCalendar
    public var provinces: Provinces
    /// The managing agencies by code: what papers print, and where a case can be sent.
    public var offices: [OfficeCode: Office]
    /// What has been read of the texts that older cases go by.
    let pinned = PinnedTexts()

    /// The places a personal identification number can begin with.
    public var places: PersonalID.Places { PersonalID.Places(provinces: provinces.numberCodes) }

    /// The procedure that the service names today.
    public func procedure(of service: ServiceEntry) -> CurrentProcedure? { current[service.procedure] }

    /// The applicant's form of a procedure for a service, its lists filled in.
    func form(of procedure: Procedure, for service: ServiceEntry) -> ApplicantForm {
        let fields = service.selectableFields.map(Option.field)
        var form = procedure.form
        for index in form.pages.indices {
            form.pages[index].form = form.pages[index].form
                .filling("purposes", with: purposes.options).filling("service-fields", with: fields)
        }
        return form
    }

    /// How the legal clock of a case stands on that day; `nil` while it has not been filed.
    public func reading(_ state: CaseState, on day: LocalDate) -> ClockReading? {
        guard let term = state.term else { return nil }
        return LegalClock(marks: state.clock, term: term.workingDays).reading(on: day, calendar: calendar)
    }
}

/// A procedure with its texts, so that cases can keep the version they begin with.
public struct CurrentProcedure: Sendable {
    public var procedure: Procedure
    public var files: ProcedureFiles
}
