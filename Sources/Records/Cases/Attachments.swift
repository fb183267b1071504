// Uploaded documents.

public import Basics
public import Casework
public import Storage

extension Connection {
    /// The content of a document of that case; `nil` when it is not there. Throws `StorageError.corrupt` when it is not
    /// the one that was attached.
    public func attachment(_ document: AttachmentReference, of caseID: CaseID) throws -> [UInt8]? {
        let row = try one("SELECT content FROM attachment WHERE id = \(document.id) AND case_id = \(caseID)")
        guard let content = try row?.blob(at: 0) else { return nil }
        guard Digest(of: content).hex == document.digest else {
            throw StorageError.corrupt("document \(document.id) of case \(caseID) is not the one that was attached")
        }
        return content
    }
}
