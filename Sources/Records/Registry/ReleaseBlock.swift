// The rows of a release in blocks: each is answered, stored, proved and read by itself, however long the list.

public import Basics
public import Registry
public import Storage

/// Some rows of a release that were answered together. The log knows the blocks of a release by `ReleaseEntry.blocks`,
/// and a block knows its rows by two digests, so that a page reads and checks no more than it shows.
public struct ReleaseBlock: Hashable, Sendable {
    /// From 1 on, in the order of the list.
    public let number: Int
    /// First and last row of the list that it answers; rows between them that are not granted have no answer.
    public let firstRow: Int
    public let lastRow: Int
    /// Persons it answers for.
    public let rows: Int
    /// Of them, those whose keys identified a person.
    public let identified: Int
    public let answeredAt: Timestamp
    let answers: Digest
    let disclosures: Digest
}

/// One row of a block as it is stored: the answer, and which fields it told by which clause.
struct AnsweredRow {
    let row: Int
    let person: PersonalID
    let answer: String
    let told: String
}

/// What was answered about some persons, and what the recipient had claimed wrongly of them.
struct AnsweredSubjects {
    var rows: [AnswerRow] = []
    var failed: [FailedClaim] = []
}

/// A block with its rows, before it is stored.
struct AnsweredBlock {
    let block: ReleaseBlock
    let rows: [AnsweredRow]
    /// What the recipient claimed wrongly in it.
    let failed: [FailedClaim]
    let recipient: RequesterReference

    /// - Parameter previous: the block before it, if any.
    init?(_ answered: AnsweredSubjects, after previous: ReleaseBlock?, under grant: Grant, at moment: Timestamp) {
        let answers = answered.rows
        guard let first = answers.first, let last = answers.last else { return nil }
        failed = answered.failed
        recipient = grant.recipient
        rows = answers.map { answer in
            AnsweredRow(
                row: answer.row, person: answer.personalID, answer: answer.stored, told: answer.told(under: grant))
        }
        var (given, told) = (BlockSum(), BlockSum())
        for row in rows {
            given.add(row.row, row.person.value, row.answer)
            told.add(row.row, row.person.value, row.told)
        }
        block = ReleaseBlock(
            number: (previous?.number ?? 0) + 1, firstRow: first.row, lastRow: last.row, rows: rows.count,
            identified: answers.count(where: \.isIdentified), answeredAt: moment, answers: given.digest,
            disclosures: told.digest)
    }
}

/// SHA-256 over the lines of a block: row, number and text, apart by tabs.
private struct BlockSum {
    private let sum = DigestSum()
    private(set) var rows = 0

    var digest: Digest { sum.digest }

    mutating func add(_ row: Int, _ person: Int64, _ text: String) {
        sum.add(Array("\(row)\t\(person)\t\(text)\n".utf8))
        rows += 1
    }
}

extension [ReleaseBlock] {
    /// SHA-256 over the blocks in order, a line each: number, first and last row, rows, rows that identified a person,
    /// moment in milliseconds, and both digests, apart by tabs.
    var digest: Digest {
        let lines = map { block in
            let cells = [
                String(block.number), String(block.firstRow), String(block.lastRow), String(block.rows),
                String(block.identified), String(block.answeredAt.milliseconds), block.answers.hex,
                block.disclosures.hex,
            ]
            return cells.joined(separator: "\t") + "\n"
        }
        return Digest(of: "trinhky release 2\n" + lines.joined())
    }
}

extension AnswerRow {
    /// `blood_type:1.1 spouse_id:1.2`: each field that was told, with its clause. Empty where nothing was.
    fileprivate func told(under grant: Grant) -> String {
        disclosed(under: grant).map { "\($0.field.rawValue):\($0.clause)" }.joined(separator: " ")
    }
}

extension Connection {
    /// Stores a block with its rows. Throws `StorageError.conflict` when somebody else has stored it: no row is
    /// answered twice.
    func store(_ answered: AnsweredBlock, of release: ReleaseID) throws {
        let block = answered.block
        let isNew = try run(
            """
            INSERT INTO release_block (release_id, number, first_row, last_row, row_count, identified_count,
                answered_ms, answers, disclosures)
            VALUES (\(release), \(block.number), \(block.firstRow), \(block.lastRow), \(block.rows),
                \(block.identified), \(block.answeredAt), \(block.answers), \(block.disclosures))
            ON CONFLICT (release_id, number) DO NOTHING
            """)
        guard isNew == 1 else { throw StorageError.conflict("block \(block.number) of release \(release) is there") }
        var (answers, disclosures): ([[SQLValue]], [[SQLValue]]) = ([], [])
        for row in answered.rows {
            let keys: [SQLValue] = [release.sqlValue, .integer(Int64(row.row)), .integer(row.person.value)]
            answers.append(keys + [.text(row.answer)])
            disclosures.append(keys + [.text(row.told)])
        }
        try insert(answers, into: "release_row", "release_id, row_number, personal_id, answer")
        try insert(disclosures, into: "disclosure", "release_id, row_number, personal_id, fields")
        try keep(answered.failed, of: answered.recipient, at: block.answeredAt)
    }

    /// The blocks of a release in order, recorded or still being answered.
    public func blocks(of release: ReleaseID) throws -> [ReleaseBlock] {
        try rows("\(Self.blockColumns) WHERE release_id = \(release) ORDER BY number").map(ReleaseBlock.init)
    }

    /// The newest block of a release; `nil` before the first.
    func lastBlock(of release: ReleaseID) throws -> ReleaseBlock? {
        try one("\(Self.blockColumns) WHERE release_id = \(release) ORDER BY number DESC LIMIT 1")
            .map(ReleaseBlock.init)
    }

    private static var blockColumns: Query {
        """
        SELECT number, first_row, last_row, row_count, identified_count, answered_ms, answers, disclosures
        FROM release_block
        """
    }

    /// The answers of a block in order. Throws `StorageError.corrupt` when they, or the disclosures beside them, are
    /// not those that were stored.
    public func answers(of block: ReleaseBlock, in release: ReleaseID) throws -> [AnswerRow] {
        if let found = try differences(of: block, in: release).first {
            throw StorageError.corrupt("\(found.table) of release \(release) is not what the log says")
        }
        return try rows(
            """
            SELECT row_number, personal_id, answer FROM release_row
            WHERE release_id = \(release) AND row_number BETWEEN \(block.firstRow) AND \(block.lastRow)
            ORDER BY row_number
            """
        ).map { row in
            guard let person = PersonalID(value: try row.int64(at: 1)),
                let answer = AnswerRow(row: try row.int(at: 0), personalID: person, stored: try row.text(at: 2))
            else { throw StorageError.corrupt("row \(try row.int(at: 0)) of release \(release) cannot be read") }
            return answer
        }
    }

    /// Where the rows of a block are not those that it was made of.
    func differences(of block: ReleaseBlock, in release: ReleaseID) throws -> [AuditFinding] {
        let range: Query = """
            WHERE release_id = \(release) AND row_number BETWEEN \(block.firstRow) AND \(block.lastRow)
            ORDER BY row_number
            """
        let answers = try sum("SELECT row_number, personal_id, answer FROM release_row \(range)")
        let told = try sum("SELECT row_number, personal_id, fields FROM disclosure \(range)")
        var findings: [AuditFinding] = []
        if answers.rows != block.rows || answers.digest != block.answers {
            findings.append(
                AuditFinding("release_row", release.text, answers.rows < block.rows ? .missing : .different))
        }
        if told.rows != block.rows || told.digest != block.disclosures {
            findings.append(AuditFinding("disclosure", release.text, told.rows < block.rows ? .missing : .different))
        }
        return findings
    }

    private func sum(_ query: Query) throws -> BlockSum {
        var sum = BlockSum()
        try forEach(query) { row in sum.add(try row.int(at: 0), try row.int64(at: 1), try row.text(at: 2)) }
        return sum
    }
}

extension ReleaseBlock {
    fileprivate init(_ row: Row) throws {
        self.init(
            number: try row.int(at: 0), firstRow: try row.int(at: 1), lastRow: try row.int(at: 2),
            rows: try row.int(at: 3), identified: try row.int(at: 4), answeredAt: try row.timestamp(at: 5),
            answers: try row.digest(at: 6), disclosures: try row.digest(at: 7))
    }
}
