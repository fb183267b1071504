// What many records share: words, addresses and households are stored once, and people refer to them by number.

import Basics
import Foundation
import Registry
import Storage

/// The numbers of what some people share, looked up or given anew before the people are written. It is good for one
/// transaction, in which nobody else gives numbers (`Connection.waitForTurn`).
struct SharedByPeople {
    private var words = NumberedRows<ByteText>()
    private var addresses = NumberedRows<ByteAddress>()
    private var households = NumberedRows<ByteText>()
    /// Heads of households as they are stored.
    private var heads: [String: PersonalID] = [:]

    func word(_ text: String?) -> SQLValue { words.number(text.map(ByteText.init)) }
    func address(_ address: Address?) -> SQLValue { addresses.number(address.map(ByteAddress.init)) }
    func household(_ code: String?) -> SQLValue { households.number(code.map(ByteText.init)) }

    /// Sees to it that everything these people share has its number.
    mutating func add(_ people: [PersonRecord], _ db: some Connection) throws {
        let residences = people.flatMap { person in
            [person.permanentResidence, person.temporaryResidence, person.currentResidence].compactMap { $0 }
        }
        try addWords(people.flatMap(\.words) + residences.compactMap(\.commune), db)
        try addAddresses(residences, db)
        try addHouseholds(of: people, db)
    }

    private mutating func addWords(_ all: [String], _ db: some Connection) throws {
        let new = words.unknown(all.map(ByteText.init))
        guard !new.isEmpty else { return }
        try db.forEach("SELECT id, word FROM registry_word WHERE word IN (\(list: new.map(\.text)))") { row in
            words.take(try row.int64(at: 0), ByteText(try row.text(at: 1)))
        }
        let made = try words.give(new) { try db.last("SELECT max(id) FROM registry_word") }
        try db.insert(made.map { [.integer($0.number), .text($0.row.text)] }, into: "registry_word", "id, word")
    }

    /// Addresses are found by a number made of their parts, and compared: an index of long texts would be as large as
    /// the texts.
    private mutating func addAddresses(_ all: [Address], _ db: some Connection) throws {
        addresses.forgetIfMany()
        let new = addresses.unknown(all.map(ByteAddress.init))
        guard !new.isEmpty else { return }
        try db.forEach(
            """
            SELECT a.id, a.address, w.word, a.province, a.former
            FROM registry_address a LEFT JOIN registry_word w ON w.id = a.commune
            WHERE a.key IN (\(list: new.map(\.address.key)))
            """
        ) { row in
            addresses.take(
                try row.int64(at: 0),
                ByteAddress(
                    Address(
                        text: try row.text(at: 1), commune: try row.optionalText(at: 2),
                        province: try row.optionalText(at: 3), former: try row.optionalText(at: 4))))
        }
        let made = try addresses.give(new) { try db.last("SELECT max(id) FROM registry_address") }
        try db.insert(
            made.map { number, row in
                let address = row.address
                return [
                    .integer(number), .integer(address.key), .text(address.text), word(address.commune),
                    address.province.map(SQLValue.text) ?? .null, address.former.map(SQLValue.text) ?? .null,
                ]
            }, into: "registry_address", "id, key, address, commune, province, former")
    }

    private mutating func addHouseholds(of people: [PersonRecord], _ db: some Connection) throws {
        households.forgetIfMany()
        let new = households.unknown(people.compactMap { $0.householdID.map(ByteText.init) })
        if !new.isEmpty {
            try db.forEach("SELECT id, code, head_id FROM household WHERE code IN (\(list: new.map(\.text)))") { row in
                households.take(try row.int64(at: 0), ByteText(try row.text(at: 1)))
                heads[try row.text(at: 1)] = try row.optionalInt64(at: 2).flatMap { PersonalID(value: $0) }
            }
        }
        let made = try households.give(new) { try db.last("SELECT max(id) FROM household") }
        var named: [String: PersonalID] = [:]
        for person in people where person.relationToHead == .head {
            if let code = person.householdID { named[code] = person.personalID }
        }
        try db.insert(
            made.map { number, code in
                [.integer(number), .text(code.text), named[code.text].map { .integer($0.value) } ?? .null]
            }, into: "household", "id, code, head_id")
        for (_, code) in made { heads[code.text] = named.removeValue(forKey: code.text) }
        for (code, head) in named where heads[code] != head {
            try db.run("UPDATE household SET head_id = \(head.value) WHERE code = \(code)")
            heads[code] = head
        }
    }
}

/// A text that is equal to the same bytes alone, as in the database. Text of Vietnamese is hashed ten times as fast so:
/// Swift's own equality first makes out which letters are canonically the same.
private struct ByteText: Hashable {
    let text: String

    init(_ text: String) { self.text = text }

    func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }

    static func == (one: ByteText, other: ByteText) -> Bool {
        var (one, other) = (one.text, other.text)
        return one.withUTF8 { bytes in
            other.withUTF8 { others in
                guard bytes.count == others.count else { return false }
                guard let start = bytes.baseAddress, let otherStart = others.baseAddress else { return true }
                return memcmp(start, otherStart, bytes.count) == 0
            }
        }
    }
}

/// The same for an address, hashed by its text alone.
private struct ByteAddress: Hashable {
    let address: Address

    init(_ address: Address) { self.address = address }

    func hash(into hasher: inout Hasher) { ByteText(address.text).hash(into: &hasher) }

    static func == (one: ByteAddress, other: ByteAddress) -> Bool {
        let (one, other) = (one.address, other.address)
        func same(_ part: String?, _ otherPart: String?) -> Bool {
            part.map(ByteText.init) == otherPart.map(ByteText.init)
        }
        return same(one.text, other.text) && same(one.commune, other.commune) && same(one.province, other.province)
            && same(one.former, other.former)
    }
}

/// Rows and their numbers.
private struct NumberedRows<Row: Hashable & Sendable> {
    private var numbers: [Row: Int64] = [:]
    private var last: Int64?

    func number(_ row: Row?) -> SQLValue { row.flatMap { numbers[$0] }.map(SQLValue.integer) ?? .null }

    /// Those without a number, each once, in their order.
    func unknown(_ rows: [Row]) -> [Row] {
        var seen: Set<Row> = []
        return rows.filter { numbers[$0] == nil && seen.insert($0).inserted }
    }

    mutating func take(_ number: Int64, _ row: Row) { numbers[row] = number }

    /// Numbers those that have none yet, in order after the last one, which is asked for once.
    mutating func give(_ rows: [Row], after stored: () throws -> Int64) throws -> [(number: Int64, row: Row)] {
        let new = rows.filter { numbers[$0] == nil }
        guard !new.isEmpty else { return [] }
        var next = try last ?? stored()
        let made = new.map { row -> (number: Int64, row: Row) in
            next += 1
            numbers[row] = next
            return (next, row)
        }
        last = next
        return made
    }

    /// Drops what is known where it has become much; it can be read again.
    mutating func forgetIfMany() {
        if numbers.count > Limits.sharedRowsKept { numbers.removeAll(keepingCapacity: true) }
    }
}

extension Address {
    /// The first eight bytes of the SHA-256 of its parts.
    fileprivate var key: Int64 {
        let parts = [text, commune ?? "", province ?? "", former ?? ""]
        return Digest(of: parts.joined(separator: "\u{1F}")).withUnsafeBytes { $0.loadUnaligned(as: Int64.self) }
            .littleEndian
    }
}

extension PersonRecord {
    /// What of it is stored as words.
    fileprivate var words: [String] {
        [
            birthPlace, birthRegistrationPlace, nativePlace, ethnicity, religion, nationality, absence, card?.issuedBy,
            father?.nationality, mother?.nationality, spouse?.nationality, representative?.nationality,
        ].compactMap { $0 }
    }
}

extension Connection {
    /// The largest number that a query finds; 0 where it finds none.
    func last(_ query: Query) throws -> Int64 { try one(query)?.optionalInt64(at: 0) ?? 0 }
}
