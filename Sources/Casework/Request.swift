// What an organisation asks for: the content of its written request.

public import Basics

/// A list of persons as it was given: the rows are stored once and never change, so a signed list stays what it was.
public struct SubjectListReference: Hashable, Codable, Sendable {
    public var id: SubjectListID
    public var count: Int
    /// SHA-256 over the rows in order, in hexadecimal.
    public var digest: String

    public init(id: SubjectListID, count: Int, digest: String) {
        self.id = id
        self.count = count
        self.digest = digest
    }
}

/// An uploaded document of the dossier.
public struct AttachmentReference: Hashable, Codable, Sendable {
    public var id: AttachmentID
    /// The name it was uploaded under, for people only; it is never used as a path.
    public var fileName: String
    public var sizeBytes: Int
    public var digest: String

    public init(id: AttachmentID, fileName: String, sizeBytes: Int, digest: String) {
        self.id = id
        self.fileName = fileName
        self.sizeBytes = sizeBytes
        self.digest = digest
    }
}
