// What a requester has to enclose: asked for by services, given as files or on paper.

public import Basics
public import Forms
import Registry

/// Something a requester has to enclose. The clerk judges it: a program cannot tell a consent from another paper.
public struct Evidence: Hashable, Sendable {
    public enum Kind: String, CaseIterable, Codable, Hashable, Sendable {
        /// A valid paper that proves who files the request.
        case identityOfFiler = "identity-of-filer"
        /// The consent of the person concerned.
        case subjectConsent = "subject-consent"
        /// The order or mandate on which the requester acts.
        case mandate
        /// The requester's own document with its signature, as a scan.
        case signedRequest = "signed-request"
        /// Whatever else is enclosed; no service asks for it.
        case other
    }

    public var kind: Kind
    /// Whether each person of the list has one of their own: the list may then name the file for each.
    public var isPerPerson = false
    /// The classes it is asked of.
    public var classes: Set<RequesterClass>
    /// The purposes for which it is asked; none: all.
    public var purposes: Set<String> = []
    /// The first and the last day on which it is asked; the last is missing while nobody knows of one.
    public var from: LocalDate?
    public var through: LocalDate?
    public var provenance: Provenance

    /// Whether nothing can be filed without it: where the law is known to ask for it. Who files is proved by the
    /// account of the organisation that they sign in with.
    public var isRequired: Bool { kind != .identityOfFiler && provenance.mark == .verified }

    fileprivate func isAsked(of requester: Requester, for purpose: String?, on day: LocalDate) -> Bool {
        guard classes.contains(requester.requesterClass) else { return false }
        guard from ?? day <= day, day <= through ?? day else { return false }
        return purposes.isEmpty || purpose.map(purposes.contains) ?? false
    }
}

extension ServiceEntry {
    /// What is asked of that requester for that purpose on that day.
    public func evidence(for requester: Requester, purpose: String?, on day: LocalDate) -> [Evidence] {
        evidence.filter { $0.isAsked(of: requester, for: purpose, on: day) }
    }
}

/// How something that is asked for is given.
public enum EvidenceStanding: Hashable, Sendable {
    case enclosed
    /// Declared to be handed in on paper.
    case onPaper
    /// By the account that the filer signs in with.
    case byAccount
    case missing
}

extension CaseState {
    /// What is asked for in this request on that day.
    public func evidence(of service: ServiceEntry, on day: LocalDate) -> [Evidence] {
        service.evidence(for: requester, purpose: answers.text("purpose_code"), on: receivedAt?.date ?? day)
    }

    /// The columns of the list of persons, in order. Where the service asks the class of this requester for something
    /// of each person, on whatever day and for whatever purpose, the list may name their files.
    public func subjectColumns(of service: ServiceEntry) -> [String] {
        SubjectReading.columns(service.claims, namesEnclosures: namesEnclosures(of: service))
    }

    public func namesEnclosures(of service: ServiceEntry) -> Bool {
        service.evidence.contains { $0.isPerPerson && $0.classes.contains(requester.requesterClass) }
    }

    /// The enclosure of that name; `nil` where there is none or more than one.
    public func document(named name: String) -> AttachmentReference? {
        let key = FileName.keyOfPDF(name)
        let found = documents.filter { FileName.keyOfPDF($0.fileName) == key }
        return found.count == 1 ? found[0] : nil
    }

    /// The names in the list of persons that belong to no enclosure, or to more than one.
    public var unknownEnclosures: [String] {
        (subjects?.enclosures?.names ?? []).filter { document(named: $0) == nil }
    }

    public func standing(of kind: Evidence.Kind) -> EvidenceStanding {
        if documents.contains(where: { $0.kind == kind }) { return .enclosed }
        if onPaper.contains(kind) { return .onPaper }
        return kind == .identityOfFiler ? .byAccount : .missing
    }

    /// What has to be given before the request can be filed, and is not.
    public func missingEvidence(of service: ServiceEntry, on day: LocalDate) -> [Evidence.Kind] {
        let required = evidence(of: service, on: day).filter(\.isRequired).map(\.kind)
        return Evidence.Kind.allCases.filter { required.contains($0) && standing(of: $0) == .missing }
    }

    /// The kinds that can be declared to be on paper: what is asked for, and the signed request itself.
    public func kindsForPaper(of service: ServiceEntry, on day: LocalDate) -> [Evidence.Kind] {
        let asked = Set(evidence(of: service, on: day).map(\.kind)).subtracting([.identityOfFiler])
        return Evidence.Kind.allCases.filter { kind in
            kind == .signedRequest || asked.contains(kind) || onPaper.contains(kind)
                || kind == .subjectConsent && lacksNamedConsent
        }
    }
}

/// The enclosures of a request: files, and what is on paper.
public struct Enclosures: Hashable, Codable, Sendable {
    public var documents: [AttachmentReference] = []
    public var onPaper: [Evidence.Kind] = []

    public var isEmpty: Bool { documents.isEmpty && onPaper.isEmpty }
}
