// The services that are offered.

/// The catalogue: one entry a file, in the order of groups and codes. Adding a service is adding a file.
public struct Catalogue: Hashable, Sendable {
    public let services: [ServiceEntry]
    private let byCode: [String: ServiceEntry]

    public init(services: [ServiceEntry]) {
        self.services = services.sorted { ($0.group.rawValue, $0.code) < ($1.group.rawValue, $1.code) }
        byCode = Dictionary(services.map { ($0.code, $0) }) { first, _ in first }
    }

    public subscript(code: String) -> ServiceEntry? { byCode[code] }

    /// The own record: the one service that is answered without a decision.
    public var ownRecord: ServiceEntry? { services.first { $0.procedure == nil } }

    /// The services a class of requesters may ask for.
    public func services(for requester: RequesterClass) -> [ServiceEntry] {
        services.filter { $0.requesters.contains(requester) }
    }
}
