// A result as a file: CSV, XML and PDF.

import Basics
import Casework
import Formats
import Hummingbird
import Records
import Registry

/// Makes the files of a result that is opened, block by block, no faster than they are taken. The log knows each before
/// its last piece leaves, so that whoever gets it can ask whether it is ours.
struct ResultFiles {
    let environment: CaseEnvironment

    /// Whether the result is drawn as PDF too; a larger one leaves as CSV and XML alone.
    static func isPrinted(_ result: OpenedResult) -> Bool {
        result.release.rows * ResultTable(grant: result.grant).columnCount <= Limits.sheetCellsMax
    }

    func csv(_ copy: ResultCopy, _ context: PageContext) throws -> Response {
        let (result, table) = (copy.result, ResultTable(grant: copy.result.grant))
        return try file(.csv, "text/csv; charset=utf-8", copy, context) { send in
            var writer = CSVWriter(withBOM: true)
            writer.row(table.columns)
            for block in result.blocks {
                for row in try await environment.results.rows(of: block, in: result) { writer.row(table.cells(row)) }
                try await send(writer.take())
            }
        }
    }

    /// The answers with the clause that allowed each field.
    func xml(_ copy: ResultCopy, _ context: PageContext) throws -> Response {
        let (result, table) = (copy.result, ResultTable(grant: copy.result.grant))
        return try file(.xml, "application/xml; charset=utf-8", copy, context) { send in
            var writer = XMLWriter()
            writer.open("result", attributes: copy.attributes)
            for block in result.blocks {
                for row in try await environment.results.rows(of: block, in: result) { writer.person(row, table) }
                try await send(writer.take())
            }
            writer.close()
            try await send(writer.take())
        }
    }

    /// A file that is sent while it is made. Its last piece is held back until the log knows the digest of the whole.
    private func file(
        _ format: ResultFormat, _ type: String, _ copy: ResultCopy, _ context: PageContext,
        _ make: @escaping @Sendable (_ send: Response.SendPiece) async throws -> Void
    ) throws -> Response {
        let actor = try context.signedIn().actor
        return .file(type: type, name: copy.fileName(format)) { send in
            let sum = DigestSum()
            var held: [UInt8]?
            try await make { piece in
                sum.add(piece)
                if let held { try await send(held) }
                held = piece
            }
            try await environment.results.keep(
                sum.digest, of: copy.result.release.id, as: format, by: actor, at: environment.clock())
            if let held { try await send(held) }
        }
    }

    /// The sheet as PDF: drawn once, and from then on the same file.
    func pdf(
        _ copy: ResultCopy, _ context: PageContext,
        sheet: () async throws -> AsyncThrowingStream<[UInt8], any Error>
    ) async throws -> Response {
        let (type, name) = ("application/pdf", copy.fileName(.pdf))
        if let kept = try await environment.results.keptPDF(of: copy.result.release.id) {
            return .file(kept, type: type, name: name)
        }
        let pieces = try await environment.results.drawPDF(
            of: copy.result, by: try context.signedIn().actor, at: environment.clock()
        ) { try await sheet() }
        return .file(pieces, type: type, name: name)
    }
}

/// The copy of a result that somebody takes: the result, and what its files say beside the answers.
struct ResultCopy {
    let result: OpenedResult
    /// The name of its files up to `-result`.
    let stem: String
    let recipient: String
    /// The code of the dossier; `nil` where none was needed.
    let caseCode: String?

    fileprivate func fileName(_ format: ResultFormat) -> String { "\(stem)-result.\(format.rawValue)" }

    /// Those of the root of the XML.
    fileprivate var attributes: [(String, String)] {
        let basis =
            switch result.grant.basis {
            case .decision(let decision):
                [("decision", decision.number), ("decisionDate", decision.date.description)]
            case .law(let article): [("law", article)]
            }
        return (caseCode.map { [("case", $0)] } ?? []) + [("service", result.grant.service.code)] + basis + [
            ("releasedAt", result.release.at.description), ("recipient", recipient),
            ("release", result.release.id.text),
        ]
    }
}

extension XMLWriter {
    /// One row of a result.
    fileprivate mutating func person(_ row: ResultRow, _ table: ResultTable) {
        let (answer, cells) = (row.answer, table.cells(row))
        var attributes = [("row", cells[0]), ("personal_id", cells[1]), ("full_name", cells[2])]
        if let verdict = answer.verdict {
            attributes.append(("result", verdict.value.rawValue))
            if let reason = verdict.reason { attributes.append(("reason", reason.rawValue)) }
        }
        open("person", attributes: attributes)
        for field in answer.fields {
            var own = [("field", field.field.rawValue), ("clause", field.clause)]
            if let reason = field.reason { own.append(("reason", reason.rawValue)) }
            element("answer", attributes: own, text: field.data)
        }
        close()
    }
}
