// Finds the first result of an act that was posted twice.

import Basics
import Casework
import Storage

/// Who posted which act with which input on which version (`nil` when the post did not say).
struct ActReceipt {
    var act: String
    var actor: Actor
    var fingerprint: String
    var before: Int?

    var actorText: String { actor.envelope.who.text }
}

extension Connection {
    func keepReceipt(_ receipt: ActReceipt, _ id: CaseID, version: Int) throws -> RecordedRow {
        let row = try one(
            """
            INSERT INTO act_receipt (case_id, version, version_before, act, actor, input_digest)
            VALUES (\(id), \(version), \(receipt.before ?? version), \(receipt.act), \(receipt.actorText),
                \(receipt.fingerprint))
            RETURNING *
            """)
        guard let row else { throw StorageError.corrupt("a receipt that was kept is not there") }
        return try RecordedRow(.receipts, row)
    }

    /// Whether this very post was done before. A post that names its version is looked for by it; one that does not can
    /// only repeat the last act of the case.
    func hasReceipt(_ receipt: ActReceipt, _ id: CaseID) throws -> Bool {
        let kept = try one(
            """
            SELECT act, actor, input_digest FROM act_receipt
            WHERE case_id = \(id) AND (CAST(\(receipt.before) AS BIGINT) IS NULL OR version_before = \(receipt.before))
            ORDER BY version DESC LIMIT 1
            """)
        guard let kept else { return false }
        return try kept.text("act") == receipt.act && kept.text("actor") == receipt.actorText
            && kept.text("input_digest") == receipt.fingerprint
    }
}
