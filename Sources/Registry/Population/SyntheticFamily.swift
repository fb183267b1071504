// Makes one family after the other: grandparents, couples, children, people alone.

import Basics

/// Makes families. It keeps the dice and the counters that make numbers unique, and nothing else.
struct SyntheticFamily: Sendable {
    private var dice: SplitMix64
    private let places: PlaceStock
    private var numbers: NumberSequence
    private var households = 0

    init(seed: UInt64, places: PlaceStock) {
        dice = SplitMix64(seed: seed)
        self.places = places
        numbers = NumberSequence(seed: seed)
    }

    /// The largest family there can be: two grandparents, three children of theirs with spouses, three children each.
    static let largest = 17

    /// The next family. When less than a whole family is wanted, a person alone.
    mutating func make(atMost limit: Int) -> [PersonRecord] {
        let home = places.home(&dice)
        let roots = Roots(
            home: home, ethnicity: NameStock.ethnicity.draw(&dice), religion: NameStock.religion.draw(&dice))
        guard limit >= SyntheticFamily.largest, !dice.perMille(120) else { return [alone(roots)] }
        var people: [PersonRecord] = []
        if dice.perMille(400) {
            threeGenerations(roots, &people)
        } else {
            let year = dice.within(1958...2000)
            twoGenerations(roots, fatherBorn: year, family: NameStock.family.draw(&dice), parents: nil, &people)
        }
        return people
    }

    /// What a family has in common.
    private struct Roots {
        let home: PlaceStock.Home
        let ethnicity: String
        let religion: String
    }

    // MARK: Families

    private mutating func alone(_ roots: Roots) -> PersonRecord {
        let sex: Sex = dice.perMille(500) ? .male : .female
        var person = newborn(sex, born: dice.within(1940...2006), family: NameStock.family.draw(&dice), roots)
        person.maritalStatus = dice.perMille(120) ? .divorced : .single
        // The parents of people alone are known by name only, as with many who were registered late.
        if dice.perMille(700) { nameParents(of: &person) }
        var household = [person]
        settle(&household, in: roots.home)
        return finished(household[0])
    }

    private mutating func threeGenerations(_ roots: Roots, _ people: inout [PersonRecord]) {
        let born = dice.within(1932...1962)
        let family = NameStock.family.draw(&dice)
        var grandfather = newborn(.male, born: born, family: family, roots)
        var grandmother = newborn(
            .female, born: born + dice.within(-2...6), family: NameStock.family.draw(&dice), roots)
        marry(&grandfather, &grandmother)
        bury(&grandfather, &grandmother)
        let mother = Relative(of: grandmother)
        let father = Relative(of: grandfather)
        let youngest = max(grandmother.birthDate.year, born) + 19
        var elders = [grandfather, grandmother]
        let start = people.count
        for child in 0...dice.below(3) {
            let childBorn = youngest + child * dice.within(1...4) + dice.below(4)
            guard childBorn <= 2000 else { continue }
            twoGenerations(
                roots, fatherBorn: childBorn, family: family, parents: (father, mother), &people)
        }
        // Half the elders who are alive live with their first son's family, the others on their own.
        let joins = people.count > start && dice.perMille(500)
        if joins, let id = people[start].householdID, let residence = people[start].permanentResidence {
            for index in elders.indices where elders[index].lifeEnd?.kind != .died {
                elders[index].householdID = id
                elders[index].relationToHead = .parent
                elders[index].residenceFile = people[start].residenceFile
                elders[index].permanentResidence = residence
                elders[index].currentResidence = residence
            }
        } else {
            var living = elders.filter { $0.lifeEnd?.kind != .died }
            settle(&living, in: roots.home)
            elders = living + elders.filter { $0.lifeEnd?.kind == .died }
        }
        people.append(contentsOf: elders.map { finished($0) })
    }

    /// A couple and its children. The husband is the son of `parents`, if given.
    private mutating func twoGenerations(
        _ roots: Roots, fatherBorn: Int, family: String, parents: (Relative, Relative)?, _ people: inout [PersonRecord]
    ) {
        var husband = newborn(.male, born: fatherBorn, family: family, roots)
        let wifeFrom = dice.perMille(150) ? places.home(&dice) : roots.home
        let wifeRoots = Roots(
            home: wifeFrom, ethnicity: dice.perMille(900) ? roots.ethnicity : NameStock.ethnicity.draw(&dice),
            religion: roots.religion)
        var wife = newborn(
            .female, born: min(fatherBorn + dice.within(-3...6), 2003), family: NameStock.family.draw(&dice), wifeRoots)
        if let parents {
            husband.father = parents.0
            husband.mother = parents.1
        } else {
            nameParents(of: &husband)
        }
        nameParents(of: &wife)
        marry(&husband, &wife)
        var members = [husband, wife]
        var born = max(husband.birthDate.year, wife.birthDate.year) + 19 + dice.below(6)
        for _ in 0..<dice.below(4) where born <= min(SyntheticPopulation.day.year - 1, wife.birthDate.year + 44) {
            var child = newborn(dice.perMille(515) ? .male : .female, born: born, family: family, roots)
            child.father = Relative(of: husband)
            child.mother = Relative(of: wife)
            child.maritalStatus = .single
            if SyntheticPopulation.day.year - born < 18 { child.representative = Relative(of: husband) }
            members.append(child)
            born += dice.within(1...6)
        }
        settle(&members, in: roots.home)
        people.append(contentsOf: members.map { finished($0) })
    }

    // MARK: Ties

    private mutating func marry(_ husband: inout PersonRecord, _ wife: inout PersonRecord) {
        husband.spouse = Relative(of: wife)
        wife.spouse = Relative(of: husband)
        husband.maritalStatus = .married
        wife.maritalStatus = .married
    }

    /// Lets some of the old die. The survivor is widowed, and neither record names a spouse any longer.
    private mutating func bury(_ husband: inout PersonRecord, _ wife: inout PersonRecord) {
        guard dice.perMille(250) else { return }
        let year = dice.within(2008...SyntheticPopulation.day.year - 1)
        let date = PartialDate(year: year, month: dice.within(1...12), day: dice.within(1...28))
        husband.lifeEnd = date.map { LifeEnd(kind: .died, date: $0) }
        husband.spouse = nil
        wife.spouse = nil
        wife.maritalStatus = .widowed
    }

    private mutating func nameParents(of person: inout PersonRecord) {
        let family = String(person.fullName.prefix { $0 != " " })
        person.father = Relative(name: NameStock.name(.male, family: family, &dice), nationality: "Việt Nam")
        person.mother = Relative(
            name: NameStock.name(.female, family: NameStock.family.draw(&dice), &dice), nationality: "Việt Nam")
    }

    /// Makes one household of them, at one address: the first is its head.
    private mutating func settle(_ members: inout [PersonRecord], in home: PlaceStock.Home) {
        guard let head = members.first else { return }
        households += 1
        let number = padded(households, to: 9)
        let residence = places.residence(in: home, &dice)
        for index in members.indices {
            members[index].householdID = "HK" + number
            members[index].residenceFile = "HS" + number
            members[index].permanentResidence = residence
            members[index].relationToHead = index == 0 ? .head : relation(of: members[index], to: head)
            if SyntheticPopulation.day.year - members[index].birthDate.year >= 18, dice.perMille(70) {
                let away = places.residence(in: places.home(&dice), &dice)
                members[index].temporaryResidence = away
                members[index].currentResidence = away
                members[index].absence = "Đã khai báo tạm vắng"
            } else if !dice.perMille(20) {
                members[index].currentResidence = residence
            }
        }
    }

    private func relation(of person: PersonRecord, to head: PersonRecord) -> HouseholdRelation {
        if person.spouse?.personalID == head.personalID { return person.sex == .female ? .wife : .husband }
        let parents = [person.father?.personalID, person.mother?.personalID]
        return parents.contains(head.personalID) ? .child : .other
    }

    // MARK: One person

    private mutating func newborn(
        _ sex: Sex, born year: Int, family: String, _ roots: Roots
    ) -> PersonRecord {
        let birthHome = dice.perMille(60) ? places.home(&dice) : roots.home
        var person = PersonRecord(
            personalID: numbers.next(place: birthHome.numberCode, sex: sex, year: year),
            fullName: NameStock.name(sex, family: family, &dice), birthDate: birthDate(in: year), sex: sex)
        let birthplace = places.birthplace(in: birthHome, &dice)
        person.birthPlace = birthplace
        person.birthRegistrationPlace = birthplace
        person.nativePlace = dice.perMille(700) ? birthplace : places.birthplace(in: roots.home, &dice)
        person.ethnicity = roots.ethnicity
        person.religion = roots.religion
        person.nationality = "Việt Nam"
        return person
    }

    /// Of many of the old, and a few others, only the year is known; of fewer the month too.
    private mutating func birthDate(in year: Int) -> PartialDate {
        let month = dice.within(1...12)
        let day = dice.within(1...28)
        let unknown = dice.below(1000)
        let isOld = year < 1960
        let date: PartialDate?
        if unknown < (isOld ? 60 : 3) {
            date = PartialDate(year: year)
        } else if unknown < (isOld ? 75 : 4) {
            date = PartialDate(year: year, month: month)
        } else {
            date = PartialDate(year: year, month: month, day: day)
        }
        guard let date else { preconditionFailure("days 1...28 exist in every month") }
        return date
    }

    /// Adds what depends on nobody else: blood type, card, telephone, a rare disappearance.
    private mutating func finished(_ person: PersonRecord) -> PersonRecord {
        var person = person
        let age = SyntheticPopulation.day.year - person.birthDate.year
        if dice.perMille(300) {
            let factor: Bool? = dice.perMille(200) ? nil : !dice.perMille(4)
            person.bloodType = BloodType(group: NameStock.bloodGroup.draw(&dice), isRhPositive: factor)
        }
        if age > 15 { person.card = card(of: person) }
        if age > 28, dice.perMille(600) { person.oldNumber = padded(dice.below(1_000_000_000), to: 9) }
        if age > 15, person.lifeEnd == nil, dice.perMille(700) {
            // No subscriber number begins with 0000, and the domain is reserved for examples (RFC 2606).
            person.phone = "0000" + padded(dice.below(1_000_000), to: 6)
            if dice.perMille(400) { person.email = "dan\(person.personalID.value)@example.com" }
        }
        if person.lifeEnd == nil, person.relationToHead != .head, dice.perMille(1) {
            person.lifeEnd = PartialDate(year: 2020 + dice.below(5)).map { LifeEnd(kind: .missing, date: $0) }
        }
        return person
    }

    /// Cards are renewed at 25, 40 and 60, and have no end of validity after that.
    private mutating func card(of person: PersonRecord) -> CardIssue? {
        let year = person.birthDate.year
        let issued = LocalDate(days: SyntheticPopulation.day.days - dice.below(4 * 365))
        let renewal = [25, 40, 60].map { year + $0 }.first { $0 > SyntheticPopulation.day.year }
        let issuer =
            issued.days < LocalDate(days: 19_905).days
            ? "Cục Cảnh sát quản lý hành chính về trật tự xã hội" : "Bộ Công an"
        let end = renewal.flatMap {
            LocalDate(year: $0, month: person.birthDate.month ?? 1, day: person.birthDate.day ?? 1)
        }
        return CardIssue(issuedOn: issued, issuedBy: issuer, expiresOn: end)
    }
}

extension Relative {
    /// The record's person as others name them.
    init(of person: PersonRecord) {
        self.init(name: person.fullName, personalID: person.personalID, nationality: person.nationality)
    }
}

/// Gives every identity number once: a counter for each place, sex, century and year, spread over the six free digits
/// by a permutation, so that neighbours do not look alike.
struct NumberSequence: Sendable {
    private var counters = [Int32](repeating: 0, count: 100 * 4 * 100)
    private let offset: Int

    init(seed: UInt64) {
        var dice = SplitMix64(seed: seed ^ 0x5349_4e48)
        offset = dice.below(1_000_000)
    }

    mutating func next(place: Int, sex: Sex, year: Int) -> PersonalID {
        let digit = PersonalID.centuryDigit(sex: sex, year: year) ?? 0
        let group = (place * 4 + digit) * 100 + year % 100
        let counter = Int(counters[group])
        counters[group] += 1
        precondition(counter < 1_000_000, "a million people of one place, sex and year")
        // 618,033 has no factor in common with 1,000,000, hence each counter gives another serial.
        let serial = (counter * 618_033 + offset + group * 7_919) % 1_000_000
        guard let number = PersonalID(place: place, sex: sex, birthYear: year, serial: serial) else {
            preconditionFailure("the population's years and places are within the structure")
        }
        return number
    }
}
