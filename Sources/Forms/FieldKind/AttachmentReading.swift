// Reading which uploaded documents belong to the answer.

import Basics

extension FieldReader {
    /// The values are identifiers of documents the shell has stored already; whether they belong to this request is the
    /// shell's check, since only it can look.
    func attachment(max: Int) -> Reading {
        let texts = source.values(field.key).map(\.trimmed).filter { !$0.isEmpty }
        if texts.isEmpty { return missing(.attachmentMissing) }
        let ids = texts.compactMap { AttachmentID($0) }
        guard ids.count == texts.count else { return .problem(Problem(field.key, .attachmentUnknown)) }
        guard ids.count <= max else {
            return .problem(Problem(field.key, .tooManyAttachments, ["max": String(max)]))
        }
        return .value(.attachments(ids))
    }
}
