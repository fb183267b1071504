// What the log keeps of a look at a case or a list, and of an attempt that was refused: ids alone.

public import Basics
public import Casework

/// One look, or one refused attempt. Nothing in it was typed by anybody.
public struct AccessRecord: Hashable, Sendable {
    /// The raw values are types of entries in the log, for ever.
    public enum Kind: String, Sendable {
        /// A page or a file that somebody of an office, an inspector or an administrator was shown.
        case read
        /// A page that was not shown, or a form that was not taken.
        case refused
    }

    public var kind: Kind
    public var who: ActorEnvelope.Who
    /// The pattern of the address, as `docs/routes.md` lists it.
    public var route: String
    public var target: Target
    /// Of a refused attempt: 403, 404 or 429.
    public var status: Int?

    /// What the address names.
    public struct Target: Hashable, Codable, Sendable {
        public var caseID: CaseID?
        /// The number of a paper in the dossier.
        public var paper: Int?
        public var document: AttachmentID?
        /// Whose register.
        public var office: OfficeCode?

        public init(caseID: CaseID? = nil, paper: Int? = nil, document: AttachmentID? = nil, office: OfficeCode? = nil)
        {
            self.caseID = caseID
            self.paper = paper
            self.document = document
            self.office = office
        }
    }

    public init(_ kind: Kind, by who: ActorEnvelope.Who, route: String, target: Target, status: Int? = nil) {
        self.kind = kind
        self.who = who
        self.route = route
        self.target = target
        self.status = status
    }
}

/// Records that wait to be written, the same ones as one with a count.
struct AccessBatch: Sendable {
    private var times: [AccessRecord: Int] = [:]
    /// How many different refused attempts each has.
    private var refusals: [ActorEnvelope.Who: Int] = [:]

    /// How many different records there are.
    var count: Int { times.count }

    /// Of somebody who tries very many things, only how often they were refused where is kept.
    mutating func add(_ record: AccessRecord, times more: Int = 1) {
        var record = record
        if record.kind == .refused, times[record] == nil {
            if refusals[record.who, default: 0] >= Limits.refusedTargetsMax { record.target = .init() }
            if times[record] == nil { refusals[record.who, default: 0] += 1 }
        }
        times[record, default: 0] += more
    }

    mutating func add(_ batch: AccessBatch) {
        for (record, count) in batch.times { add(record, times: count) }
    }

    /// One line of a payload.
    private struct Line: Encodable {
        var route: String
        var target: AccessRecord.Target
        var status: Int?
        var times: Int
    }

    /// One entry for each person and kind, in an order of their own.
    func entries(at now: Timestamp) throws -> [LedgerEntry] {
        let groups = Dictionary(grouping: times) { [$0.key.who.text, $0.key.kind.rawValue] }
        return try groups.sorted { $0.key.lexicographicallyPrecedes($1.key) }.compactMap { _, records in
            guard let first = records.first?.key else { return nil }
            let lines = records.map {
                Line(route: $0.key.route, target: $0.key.target, status: $0.key.status, times: $0.value)
            }
            return LedgerEntry(
                type: first.kind.rawValue, at: now, actor: ActorEnvelope(first.who, by: .web),
                payload: try StoredJSON.text(lines))
        }
    }
}
