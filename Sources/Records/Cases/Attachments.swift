// Uploaded documents.

public import Basics
public import Storage

extension Connection {
    /// The content of a document of that case; `nil` when the case has no such document.
    public func attachment(_ id: AttachmentID, of caseID: CaseID) throws -> [UInt8]? {
        try one("SELECT content FROM attachment WHERE id = \(id) AND case_id = \(caseID)")?.blob(at: 0)
    }
}
