// The dossier: its code, its service, when it came in.

public import Basics
public import Casework

/// What a dossier is known by.
public struct DossierFacts: FactSource {
    /// Mã hồ sơ.
    public var code: String
    /// By which the outside contract names it.
    public var serviceCode: String
    /// Vietnamese name of the service, and of its group.
    public var serviceName: String
    public var serviceGroup: String
    /// Who handed the dossier in, for the left signature of the slips.
    public var filer: String?
    public var receivedAt: Timestamp?
    /// Whether the service compares what is claimed and gives no values.
    public var comparesClaims = false

    public init(code: String, serviceCode: String, serviceName: String, serviceGroup: String) {
        self.code = code
        self.serviceCode = serviceCode
        self.serviceName = serviceName
        self.serviceGroup = serviceGroup
    }

    public var group: FactGroup { .dossier }

    public func write(_ pen: inout FactPen) {
        pen.text("caseCode", code)
        pen.text("filerName", filer)
        pen.text("receivedAt", receivedAt.map(LetterWording.moment))
        pen.text("receivedOn", receivedAt.map { LetterWording.date($0.date) })
        pen.text("serviceCode", serviceCode)
        pen.text("serviceName", serviceName)
        pen.text("serviceGroup", serviceGroup)
        pen.flag("comparesClaims", comparesClaims)
    }
}
