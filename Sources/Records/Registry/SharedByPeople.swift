// What many records share: words, addresses and households are stored once, and people refer to them by number.

import Basics
import Registry
import Storage

/// What some people share, each once, in the order in which it came. Rows of people refer to it by its place here until
/// it has a number: so most of the work is done before anything is written, and nobody waits for it.
struct SharedByPeople: Sendable {
    /// The tables in which it is stored.
    enum Table: Sendable { case word, address, household }

    fileprivate var words = Places<ByteText>()
    fileprivate var addresses = AddressPlaces()
    /// Of each address.
    fileprivate var addressKeys: [Int64] = []
    /// The place of each address's commune among the words.
    fileprivate var communes: [Int?] = []
    fileprivate var households = Places<ByteText>()
    /// Heads of households, by place, as far as these people name them.
    fileprivate var heads: [Int: PersonalID] = [:]

    /// The place of a word; null where there is none.
    mutating func word(_ text: String?) -> SQLValue { SQLValue(place: wordPlace(text)) }

    private mutating func wordPlace(_ text: String?) -> Int? { text.map { words.place(of: ByteText($0)).place } }

    mutating func address(_ address: Address?) -> SQLValue {
        guard let address else { return .null }
        let (place, isNew) = addresses.place(of: address)
        if isNew {
            addressKeys.append(address.key)
            communes.append(wordPlace(address.commune))
        }
        return SQLValue(place: place)
    }

    /// The place of a person's household, of which the person may be the head.
    mutating func household(of person: PersonRecord) -> SQLValue {
        guard let code = person.householdID else { return .null }
        let (place, _) = households.place(of: ByteText(code))
        if person.relationToHead == .head { heads[place] = person.personalID }
        return SQLValue(place: place)
    }
}

/// The numbers of what some people share, by its places in `SharedByPeople`.
struct SharedNumbers {
    fileprivate var words: [Int64]
    fileprivate var addresses: [Int64]
    fileprivate var households: [Int64]

    /// What is stored for something that the row refers to by its place.
    func number(_ value: SQLValue, in table: SharedByPeople.Table) -> SQLValue {
        guard case .integer(let place) = value else { return value }
        switch table {
        case .word: return .integer(words[Int(place)])
        case .address: return .integer(addresses[Int(place)])
        case .household: return .integer(households[Int(place)])
        }
    }
}

extension Connection {
    /// Sees to it that all of it is stored. Nobody else may give numbers in the same transaction (`waitForTurn`).
    func add(_ shared: SharedByPeople) throws -> SharedNumbers {
        let words = try add(words: shared.words)
        return SharedNumbers(
            words: words, addresses: try add(addressesOf: shared, words), households: try add(householdsOf: shared))
    }

    private func add(words: Places<ByteText>) throws -> [Int64] {
        var numbers = Numbers(count: words.rows.count)
        for some in words.rows.pieces(of: Batches.lookedUp) {
            try forEach("SELECT id, word FROM registry_word WHERE word IN (\(list: some.map(\.text)))") { row in
                numbers.take(try row.int64(at: 0), at: words[ByteText(try row.text(at: 1))])
            }
        }
        let new = try numbers.give { try last("SELECT max(id) FROM registry_word") }
        try insert(
            new.map { [.integer(numbers[$0]), .text(words.rows[$0].text)] }, into: "registry_word", "id, word")
        return numbers.all
    }

    /// Addresses are found by a number made of their parts, and compared: an index of long texts would be as large as
    /// the texts.
    private func add(addressesOf shared: SharedByPeople, _ words: [Int64]) throws -> [Int64] {
        let addresses = shared.addresses
        var numbers = Numbers(count: addresses.rows.count)
        for keys in shared.addressKeys.pieces(of: Batches.lookedUp) {
            try forEach(
                """
                SELECT a.id, a.address, w.word, a.province, a.former
                FROM registry_address a LEFT JOIN registry_word w ON w.id = a.commune
                WHERE a.key IN (\(list: Array(keys)))
                """
            ) { row in
                let address = Address(
                    text: try row.text(at: 1), commune: try row.optionalText(at: 2),
                    province: try row.optionalText(at: 3), former: try row.optionalText(at: 4))
                numbers.take(try row.int64(at: 0), at: addresses[address])
            }
        }
        let new = try numbers.give { try last("SELECT max(id) FROM registry_address") }
        try insert(
            new.map { place in
                let address = addresses.rows[place]
                return [
                    .integer(numbers[place]), .integer(shared.addressKeys[place]), .text(address.text),
                    shared.communes[place].map { .integer(words[$0]) } ?? .null,
                    address.province.map(SQLValue.text) ?? .null, address.former.map(SQLValue.text) ?? .null,
                ]
            }, into: "registry_address", "id, key, address, commune, province, former")
        return numbers.all
    }

    private func add(householdsOf shared: SharedByPeople) throws -> [Int64] {
        let households = shared.households
        var numbers = Numbers(count: households.rows.count)
        var stored: [Int: PersonalID] = [:]
        for some in households.rows.pieces(of: Batches.lookedUp) {
            let query: Query = "SELECT id, code, head_id FROM household WHERE code IN (\(list: some.map(\.text)))"
            try forEach(query) { row in
                guard let place = households[ByteText(try row.text(at: 1))] else { return }
                numbers.take(try row.int64(at: 0), at: place)
                stored[place] = try row.optionalInt64(at: 2).flatMap { PersonalID(value: $0) }
            }
        }
        let new = try numbers.give { try last("SELECT max(id) FROM household") }
        try insert(
            new.map { place in
                let head = shared.heads[place].map { SQLValue.integer($0.value) }
                return [.integer(numbers[place]), .text(households.rows[place].text), head ?? .null]
            }, into: "household", "id, code, head_id")
        let made = Set(new)
        for (place, head) in shared.heads where !made.contains(place) && stored[place] != head {
            try run("UPDATE household SET head_id = \(head.value) WHERE id = \(numbers[place])")
        }
        return numbers.all
    }
}

/// Different rows in the order in which they came.
private struct Places<Row: Hashable & Sendable>: Sendable {
    private(set) var rows: [Row] = []
    private var places: [Row: Int] = [:]

    /// The place of a row, which it gets now if it has none.
    mutating func place(of row: Row) -> (place: Int, isNew: Bool) {
        let next = rows.count
        // One look for both: a load asks twenty times a person.
        let place = kept(&places[row, default: next])
        if place == next { rows.append(row) }
        return (place, place == next)
    }

    subscript(row: Row) -> Int? { places[row] }
}

private func kept(_ place: inout Int) -> Int { place }

/// The same for addresses, which nearly always differ by their texts: each look at a key of four texts copies it, which
/// took longer than the look.
private struct AddressPlaces: Sendable {
    private(set) var rows: [Address] = []
    /// The first address of each text.
    private var places: [ByteText: Int] = [:]
    /// Those that differ from it by other parts.
    private var others: [ByteAddress: Int] = [:]

    mutating func place(of address: Address) -> (place: Int, isNew: Bool) {
        let next = rows.count
        var place = kept(&places[ByteText(address.text), default: next])
        if place != next, !ByteAddress.areSame(rows[place], address) {
            place = kept(&others[ByteAddress(address), default: next])
        }
        if place == next { rows.append(address) }
        return (place, place == next)
    }

    subscript(address: Address) -> Int? {
        guard let place = places[ByteText(address.text)] else { return nil }
        return ByteAddress.areSame(rows[place], address) ? place : others[ByteAddress(address)]
    }
}

/// The numbers of rows, by place.
private struct Numbers {
    private var numbers: [Int64?]

    init(count: Int) { numbers = [Int64?](repeating: nil, count: count) }

    /// What is stored under a key may be something else that has the same key: it has no place.
    mutating func take(_ number: Int64, at place: Int?) {
        if let place { numbers[place] = number }
    }

    /// Numbers those that have none, in order after the last one; gives their places.
    mutating func give(after last: () throws -> Int64) throws -> [Int] {
        let new = numbers.indices.filter { numbers[$0] == nil }
        guard !new.isEmpty else { return [] }
        let start = try last()
        for (index, place) in new.enumerated() { numbers[place] = start + Int64(index) + 1 }
        return new
    }

    subscript(place: Int) -> Int64 { numbers[place] ?? 0 }

    /// After `give`, of every row.
    var all: [Int64] { numbers.compactMap { $0 } }
}

/// An address that is equal to the same bytes alone, hashed by its text.
struct ByteAddress: Hashable, Sendable {
    let address: Address

    init(_ address: Address) { self.address = address }

    func hash(into hasher: inout Hasher) { ByteText(address.text).hash(into: &hasher) }

    static func == (one: ByteAddress, other: ByteAddress) -> Bool { areSame(one.address, other.address) }

    static func areSame(_ one: Address, _ other: Address) -> Bool {
        func same(_ part: String?, _ otherPart: String?) -> Bool {
            part.map(ByteText.init) == otherPart.map(ByteText.init)
        }
        return same(one.text, other.text) && same(one.commune, other.commune) && same(one.province, other.province)
            && same(one.former, other.former)
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

extension SQLValue {
    fileprivate init(place: Int?) { self = place.map { .integer(Int64($0)) } ?? .null }
}

extension Connection {
    /// The largest number that a query finds; 0 where it finds none.
    func last(_ query: Query) throws -> Int64 { try one(query)?.optionalInt64(at: 0) ?? 0 }
}
