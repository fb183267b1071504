// Invented places for the synthetic population: communes and streets of real provinces that do not exist.

import Basics

/// Places in the units before and after 2025-07-01. Each old province has 36 invented communes in six districts; three
/// old communes make one of the 12 that stand there since, as the merger did in life.
struct PlaceStock: Sendable {
    /// One old province with its heir of today.
    struct Home: Sendable {
        let old: Province
        let new: Province
        /// Three digits as an identity number begins with them.
        let numberCode: Int
        let index: Int
    }

    let homes: [Home]
    private let weights: Weighted<Int>

    init(provinces: Provinces) {
        let day = Provinces.lastDayOf63
        homes = provinces.on(day).enumerated().compactMap { index, old in
            let heir = provinces.successor(of: old.code, asOf: day, on: day.adding(days: 366))
            return heir.flatMap { new in
                Int(old.code).map { Home(old: old, new: new, numberCode: $0, index: index) }
            }
        }
        weights = Weighted(homes.enumerated().map { ($0, PlaceStock.weight(of: $1.old.code)) })
    }

    /// Rough shares of the population, in tenths of a percent.
    private static func weight(of code: String) -> Int {
        switch code {
        case "79": 94
        case "01": 85
        case "38": 37
        case "40": 34
        case "75", "74": 31
        case "31", "30", "89", "66": 20
        case "06", "11", "12", "62", "58": 6
        default: 13
        }
    }

    func home(_ dice: inout SplitMix64) -> Home { homes[weights.draw(&dice)] }

    /// Three in ten live in towns, more in the cities.
    func residence(in home: Home, _ dice: inout SplitMix64) -> Address {
        let place = dice.below(PlaceStock.communes)
        let isUrban = home.old.kind == .city ? dice.perMille(700) : dice.perMille(250)
        let spot =
            isUrban
            ? "Số \(dice.within(1...399)), đường \(PlaceStock.streets[dice.below(PlaceStock.streets.count)])"
            : "Thôn \(dice.within(1...12))"
        let commune = (isUrban ? "phường " : "xã ") + PlaceStock.name(home.index, place / 3, layer: 1)
        let text = spot + ", " + commune + ", " + home.new.printedName
        // One in eight moved there after the merger and never had an address in the old units.
        guard !dice.perMille(125) else { return Address(text: text, commune: commune, province: home.new.code) }
        return Address(
            text: text, commune: commune, province: home.new.code,
            former: spot + ", " + formerUnits(home, place, isUrban: isUrban))
    }

    /// Commune, district and province of before, as birth certificates print it.
    func formerUnits(_ home: Home, _ place: Int, isUrban: Bool) -> String {
        let district = PlaceStock.name(home.index, place / 6, layer: 2)
        return (isUrban ? "phường " : "xã ") + PlaceStock.name(home.index, place, layer: 3) + ", "
            + (isUrban ? (home.old.kind == .city ? "quận " : "thành phố ") : "huyện ") + district + ", "
            + home.old.printedName
    }

    func birthplace(in home: Home, _ dice: inout SplitMix64) -> String {
        formerUnits(home, dice.below(PlaceStock.communes), isUrban: home.old.kind == .city && dice.perMille(600))
    }

    static let communes = 36

    /// The same province, place and layer always give the same name.
    private static func name(_ province: Int, _ place: Int, layer: Int) -> String {
        var dice = SplitMix64(seed: UInt64(province * 1_000_003 + place * 8_191 + layer * 127))
        return first[dice.below(first.count)] + " " + second[dice.below(second.count)]
    }

    // No two are one word without their marks: communes of one province differ in more, but for ten pairs of them.
    private static let first = [
        "Tân", "An", "Bình", "Phú", "Long", "Thiện", "Hòa", "Mỹ", "Vĩnh", "Đông", "Xuân", "Yên", "Minh", "Quảng", "Đại",
        "Nam", "Tây", "Thanh", "Hưng", "Trung",
    ]
    private static let second = [
        "Lập", "Khê", "Sơn", "Lộc", "Phong", "Điền", "Giang", "Thủy", "Trạch", "Lâm", "Thịnh", "Cường", "Hải", "Đồng",
        "Phước", "Tiến", "Nghĩa", "Hiệp", "Thuận", "Quý",
    ]
    private static let streets = [
        "Lê Lợi", "Trần Hưng Đạo", "Nguyễn Huệ", "Quang Trung", "Hai Bà Trưng", "Lý Thường Kiệt", "Phan Bội Châu",
        "Nguyễn Trãi", "Ngô Quyền", "Lê Hồng Phong", "Hùng Vương", "Điện Biên Phủ", "Bà Triệu", "Phan Chu Trinh",
        "Nguyễn Du", "Chu Văn An", "Hoàng Diệu", "Đinh Tiên Hoàng", "Lê Thánh Tông", "Cách Mạng Tháng Tám",
    ]
}
