// What an organisation asks for: the content of its written request.

public import Basics

/// An uploaded document of the dossier.
public struct AttachmentReference: Hashable, Codable, Sendable {
    public var id: AttachmentID
    /// The name it was uploaded under, for people only; it is never used as a path.
    public var fileName: String
    public var sizeBytes: Int
    public var digest: String
    /// What it is.
    public var kind: Evidence.Kind
    /// What its sender calls it; empty where the kind says enough.
    public var title: String

    public init(
        id: AttachmentID, fileName: String, sizeBytes: Int, digest: String, kind: Evidence.Kind = .other,
        title: String = ""
    ) {
        self.id = id
        self.kind = kind
        self.title = title
        self.fileName = fileName
        self.sizeBytes = sizeBytes
        self.digest = digest
    }
}

/// Exactly what an official answered for: the fields, and the digests of the texts by which the request was made. Full
/// approval means this, whatever becomes of the files.
public struct RequestedContent: Hashable, Codable, Sendable {
    /// Registry field codes, in the order of the service.
    public var fields: [String]
    /// SHA-256 of the service file and of the list of the procedure's files, in hexadecimal digits.
    public var service: String
    public var procedure: String

    public init(fields: [String], service: String, procedure: String) {
        self.fields = fields
        self.service = service
        self.procedure = procedure
    }

    /// The request as it reads now.
    init(_ context: CaseContext) {
        self.init(
            fields: context.state.chosenFields(of: context.service), service: context.state.creation.service.digest,
            procedure: context.state.creation.procedure.digest)
    }
}
