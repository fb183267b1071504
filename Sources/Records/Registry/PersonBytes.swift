// Records of people as bytes, for the way from the check of a file to its load. Nothing of it outlives the process.

import Basics
import Registry

/// Goes over all that a record holds. What writes and what reads goes over it in the same way, so that neither leaves
/// out what the other one knows.
protocol PersonWalk {
    /// From 0 on.
    mutating func number(_ number: inout Int64?)
    mutating func text(_ text: inout String?)
    /// What is no record: only who reads can come across it.
    mutating func fail()
}

extension PersonWalk {
    fileprivate mutating func text(_ text: inout String) {
        var present = Optional(text)
        self.text(&present)
        text = present ?? ""
    }

    /// A value that a number stands for.
    fileprivate mutating func coded<Value>(
        _ value: inout Value?, _ encode: (Value) -> Int64?, _ decode: (Int64) -> Value?
    ) {
        var number = value.flatMap(encode)
        self.number(&number)
        value = number.flatMap(decode)
        if value == nil, number != nil { fail() }
    }

    fileprivate mutating func coded<Value>(
        _ value: inout Value, _ encode: (Value) -> Int64?, _ decode: (Int64) -> Value?
    ) {
        var present = Optional(value)
        coded(&present, encode, decode)
        if let present { value = present } else { fail() }
    }

    fileprivate mutating func listed<Value: Equatable>(_ value: inout Value?, in list: [Value]) {
        coded(&value, { value in list.firstIndex(of: value).map(Int64.init) }, { list.at($0) })
    }

    /// Whether there is a value that has parts of its own, which then follow.
    fileprivate mutating func has<Value>(_ value: Value?) -> Bool {
        var mark: Int64? = value == nil ? nil : 0
        number(&mark)
        return mark != nil
    }

    fileprivate mutating func id(_ id: inout PersonalID?) { coded(&id, { $0.value }, PersonalID.init(value:)) }

    /// - Parameter other: One that it often is, and is then not said again.
    fileprivate mutating func address(_ address: inout Address?, or other: Address? = nil) {
        var mark: Int64? = address == nil ? nil : 0
        if let address, let other, ByteAddress.areSame(address, other) { mark = 1 }
        number(&mark)
        guard let mark else { return }
        if mark == 1 {
            if other == nil { fail() }
            return address = other
        }
        var known = address ?? Address(text: "")
        text(&known.text)
        text(&known.commune)
        text(&known.province)
        text(&known.former)
        address = known
    }

    fileprivate mutating func relative(_ relative: inout Relative?) {
        guard has(relative) else { return }
        var known = relative ?? Relative(name: "")
        text(&known.name)
        id(&known.personalID)
        text(&known.nationality)
        relative = known
    }

    fileprivate mutating func card(_ card: inout CardIssue?) {
        guard has(card) else { return }
        var known = card ?? CardIssue(issuedOn: LocalDate(days: 0), issuedBy: "", expiresOn: nil)
        coded(&known.issuedOn, PackedDate.pack, PackedDate.day)
        text(&known.issuedBy)
        coded(&known.expiresOn, PackedDate.pack, PackedDate.day)
        card = known
    }

    fileprivate mutating func lifeEnd(_ end: inout LifeEnd?) {
        guard has(end) else { return }
        var known = end ?? LifeEnd(kind: .died, date: PartialDate(LocalDate(days: 0)))
        coded(&known.kind, { PersonCodes.lifeEnds.firstIndex(of: $0).map(Int64.init) }, { PersonCodes.lifeEnds.at($0) })
        coded(&known.date, PackedDate.pack, PackedDate.partial)
        end = known
    }

    mutating func person(_ person: inout PersonRecord) {
        coded(&person.personalID, { $0.value }, PersonalID.init(value:))
        text(&person.fullName)
        coded(&person.birthDate, PackedDate.pack, PackedDate.partial)
        coded(&person.sex, { PersonCodes.sexes.firstIndex(of: $0).map(Int64.init) }, { PersonCodes.sexes.at($0) })
        text(&person.otherName)
        text(&person.birthPlace)
        text(&person.birthRegistrationPlace)
        text(&person.nativePlace)
        text(&person.ethnicity)
        text(&person.religion)
        text(&person.nationality)
        listed(&person.bloodType, in: PersonCodes.bloodTypes)
        text(&person.oldNumber)
        card(&person.card)
        relative(&person.father)
        relative(&person.mother)
        relative(&person.spouse)
        relative(&person.representative)
        address(&person.permanentResidence)
        address(&person.temporaryResidence)
        address(&person.currentResidence, or: person.permanentResidence)
        text(&person.absence)
        text(&person.residenceFile)
        listed(&person.maritalStatus, in: PersonCodes.maritalStatuses)
        text(&person.householdID)
        listed(&person.relationToHead, in: PersonCodes.relations)
        lifeEnd(&person.lifeEnd)
        text(&person.phone)
        text(&person.email)
    }
}

/// Writes records behind one another. Numbers stand in groups of seven bits, the last ones first, and one higher than
/// they are: 0 is for what is not there. Texts are UTF-8 behind their length, which is two higher: 1 is for the text
/// before it, since the places of birth, of its registration and of descent are often one.
struct PersonWriter: PersonWalk {
    private(set) var bytes: [UInt8] = []
    private var last = ByteText("")

    mutating func add(_ person: PersonRecord) {
        var person = person
        self.person(&person)
    }

    mutating func number(_ number: inout Int64?) { append(number.map { UInt64($0) + 1 } ?? 0) }

    mutating func text(_ text: inout String?) {
        guard var known = text else { return append(0) }
        guard ByteText(known) != last else { return append(1) }
        last = ByteText(known)
        known.withUTF8 { content in
            append(UInt64(content.count) + 2)
            bytes.append(contentsOf: content)
        }
    }

    mutating func fail() {}

    private mutating func append(_ number: UInt64) {
        var rest = number
        while rest > 0x7F {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }
}

/// Reads what `PersonWriter` wrote.
struct PersonReader: PersonWalk {
    private let bytes: [UInt8]
    private var place = 0
    private var isBroken = false
    private var last = ""

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The next record; `nil` at the end, and where the bytes are none of a record.
    mutating func next() -> PersonRecord? {
        guard place < bytes.count, let id = PersonalID(value: 0) else { return nil }
        var person = PersonRecord(
            personalID: id, fullName: "", birthDate: PartialDate(LocalDate(days: 0)), sex: .male)
        self.person(&person)
        return isBroken ? nil : person
    }

    mutating func number(_ number: inout Int64?) {
        let read = take()
        number = read == 0 ? nil : Int64(clamping: read - 1)
    }

    mutating func text(_ text: inout String?) {
        let length = take()
        guard length > 0 else { return text = nil }
        guard length > 1 else { return text = last }
        guard length - 2 <= UInt64(bytes.count - place) else { return fail() }
        let end = place + Int(length - 2)
        last = bytes.withUnsafeBufferPointer { String(decoding: $0[place..<end], as: UTF8.self) }
        text = last
        place = end
    }

    mutating func fail() { isBroken = true }

    private mutating func take() -> UInt64 {
        var (number, shift): (UInt64, UInt64) = (0, 0)
        while place < bytes.count, shift < 64 {
            let byte = bytes[place]
            place += 1
            number |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return number }
            shift += 7
        }
        fail()
        return 0
    }
}
