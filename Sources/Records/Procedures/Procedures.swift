// Everything that is a file and not code: procedures, catalogue, calendar, offices.

public import Basics
public import Casework
public import Forms
import Letters
public import Registry

/// The files of `Workflows/`, loaded and checked once at start (`WorkflowFolder`), and what older cases go by.
public struct Procedures: Sendable {
    /// The procedures of today, by the name of their folder.
    public let current: [String: CurrentProcedure]
    public let catalogue: Catalogue
    /// The letters that are no papers of a case: data sheets and registers.
    let sheets: LetterComposer
    public let purposes: Purposes
    /// What an office may rest on that goes against a requester.
    let grounds: Grounds
    public let calendar: WorkingCalendar
    /// Of the files of the calendar: another one may count other due days.
    let calendarDigest: Digest
    public let provinces: Provinces
    /// What people call the columns of a list of persons.
    public let headings: ColumnHeadings
    /// What comparing addresses must know of the country.
    public let placeNames: PlaceNames
    /// The managing agencies by code: what papers print, and where a case can be sent.
    public let offices: [OfficeCode: Office]
    /// What a case for each service would go by today, by the code of the service.
    private(set) var offers: [String: ServiceOffer] = [:]
    /// What has been read of the texts that older cases go by.
    let pinned = PinnedTexts()

    init(
        _ current: [String: CurrentProcedure], _ services: (catalogue: Catalogue, texts: [String: [UInt8]]),
        sheets: LetterComposer, lists: (Purposes, Grounds, ColumnHeadings),
        days: (WorkingCalendar, Digest, Provinces, PlaceNames, [OfficeCode: Office])
    ) {
        self.current = current
        catalogue = services.catalogue
        self.sheets = sheets
        (purposes, grounds, headings) = lists
        (calendar, calendarDigest, provinces, placeNames, offices) = days
        for service in catalogue.services {
            guard let name = service.procedure, let procedure = current[name], let text = services.texts[service.code]
            else { continue }
            let form = form(of: procedure.procedure, for: service)
            offers[service.code] = ServiceOffer(
                texts: CaseTexts(service: service, procedure: procedure.procedure, form: form),
                pin: CreatedService(code: service.code, digest: Digest(of: text).hex), serviceText: text,
                files: procedure.files)
        }
    }

    /// The places a personal identification number can begin with.
    public var places: PersonalID.Places { PersonalID.Places(provinces: provinces.numberCodes) }

    /// The words of the procedure that a service goes by today; `nil` when the service is not offered.
    public func words(of service: String) -> ProcedureWords? {
        offers[service]?.texts.procedure.words
    }

    /// The applicant's form of a procedure for a service, its lists filled in.
    func form(of procedure: Procedure, for service: ServiceEntry) -> ApplicantForm {
        let fields = service.selectableFields.map(Option.field)
        let correctable = service.fields.map(Option.field)
        let provinces = provinces.all.filter { $0.validTo == nil }
            .map { Option($0.code, .text(BilingualText(vi: $0.title(.vi), en: $0.title(.en)))) }
        var form = procedure.form
        for index in form.pages.indices {
            form.pages[index].form = form.pages[index].form
                .filling("purposes", with: purposes.options).filling("service-fields", with: fields)
                .filling(CorrectionRequest.list, with: correctable).filling(TableScope.list, with: provinces)
        }
        return form
    }

    /// How the legal clock of a case stands on that day; `nil` while it has not been filed.
    public func reading(_ state: CaseState, on day: LocalDate) -> ClockReading? {
        guard let term = state.term else { return nil }
        return LegalClock(marks: state.clock, term: term.workingDays).reading(on: day, calendar: calendar)
    }
}

/// What a case for a service goes by today, with the texts it will keep.
struct ServiceOffer: Sendable {
    let texts: CaseTexts
    let pin: CreatedService
    let serviceText: [UInt8]
    let files: ProcedureFiles
}

/// A procedure with its texts, so that cases can keep the version they begin with.
public struct CurrentProcedure: Sendable {
    public var procedure: Procedure
    public var files: ProcedureFiles
    let letters: LetterComposer
}

extension Procedures {
    /// What a request of today goes by; `nil` where the service is not offered.
    public func offered(_ code: String) -> CaseTexts? { offers[code]?.texts }

    /// The service by which a person asks for their own record to be put right, where one is offered.
    public var correctionService: ServiceEntry? {
        catalogue.services.first {
            $0.procedure.flatMap { current[$0]?.procedure.correctsRecords } ?? false
        }
    }
}
