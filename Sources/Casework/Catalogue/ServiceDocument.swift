// Prints docs/services.md from the catalogue: what may be asked, what is answered, and where that comes from.

import Basics
import Forms
import Registry

extension Catalogue {
    /// The services as a document for people; a test compares it with the files.
    public var document: String {
        let head = """
            # Services

            What may be asked of the registry. Printed from `Workflows/services`, one file a service; `make golden`
            writes it anew. How claims are compared: [matching.md](matching.md). Marks: V read on a
            page, V-repo read in a public repository, P a rule of this product, R from memory.

            | service | | answer | keys and fields | claimed | source |
            |---|---|---|---|---|---|

            """
        return head + services.map { $0.documentLine }.joined() + "\n## What has to be shown\n\n"
            + "| service | evidence | asked of | in force | source |\n|---|---|---|---|---|\n"
            + services.flatMap { $0.evidenceLines }.joined() + """

                ## What the law gives without a decision

                | service | article | in force | source |
                |---|---|---|---|

                """ + services.flatMap { $0.lawLines }.joined()
    }
}

extension ServiceEntry {
    fileprivate var documentLine: String {
        let fields = selectableFields.isEmpty ? fields.map { "`\($0)`" }.joined(separator: " ") : "those asked for"
        let claimed = claims.map { "`\($0.key)`\($0.isRequired ? "" : " (may be missing)")" }.joined(separator: ", ")
        return "| `\(code)` | \(name.vi) · \(name.en) | \(answer.rawValue) | \(fields) | "
            + "\(claimed.isEmpty ? "–" : claimed) | \(provenance.source) (\(provenance.mark.rawValue)) |\n"
    }

    fileprivate var evidenceLines: [String] {
        evidence.map { evidence in
            let all = evidence.classes.count == RequesterClass.allCases.count
            let classes = RequesterClass.allCases.filter(evidence.classes.contains).map { "`\($0.rawValue)`" }
            let period = Self.period(from: evidence.from, through: evidence.through)
            let whom = all ? "everybody" : classes.joined(separator: " ")
            let share = evidence.isPerPerson ? ", for each person" : ""
            return "| `\(code)` | `\(evidence.kind.rawValue)`\(share) | \(whom) | "
                + "\(period) | \(evidence.provenance.source) "
                + "(\(evidence.provenance.mark.rawValue)) |\n"
        }
    }

    fileprivate var lawLines: [String] {
        laws.map { law in
            "| `\(code)` | \(law.article) | \(Self.period(from: law.from, through: law.through)) | "
                + "\(law.provenance.source) (\(law.provenance.mark.rawValue)) |\n"
        }
    }

    private static func period(from: LocalDate?, through: LocalDate?) -> String {
        let parts = [from.map { "from \($0)" }, through.map { "through \($0)" }].compactMap { $0 }
        return parts.isEmpty ? "always" : parts.joined(separator: " ")
    }
}
