// The words that say what kind of place a name in an address is, and how people shorten them.

/// A kind of place that an address names.
enum AddressUnit: UInt8 {
    case tinh, thanhPho
    case quan, huyen, thiXa
    case phuong, xa, thiTran, dacKhu
    case khuPho, khoi, khom, khu
    case thon, ap, xom, ban, buon, lang, bon, phum, soc, doi, cum
    case to
    case duong, pho, daiLo, quocLo, tinhLo, huongLo
    case ngo, ngach, hem, kiet
    case so
    case chungCu, toa, khuDanCu, khuDoThi, tang, canHo, phong, lo

    /// What two kinds must share to be the same rung of an address.
    enum Level { case province, district, commune, quarter, hamlet, group, street, alley, house, building }

    /// A city may be one of the rank of a province or, until 2025-06-30, of a district; `AddressReading` tells them
    /// apart by name, so here it is a district.
    var level: Level {
        switch self {
        case .tinh: .province
        case .thanhPho, .quan, .huyen, .thiXa: .district
        case .phuong, .xa, .thiTran, .dacKhu: .commune
        case .khuPho, .khoi, .khom, .khu: .quarter
        case .thon, .ap, .xom, .ban, .buon, .lang, .bon, .phum, .soc, .doi, .cum: .hamlet
        case .to: .group
        case .duong, .pho, .daiLo, .quocLo, .tinhLo, .huongLo: .street
        case .ngo, .ngach, .hem, .kiet: .alley
        case .so: .house
        case .chungCu, .toa, .khuDanCu, .khuDoThi, .tang, .canHo, .phong, .lo: .building
        }
    }

    /// Whether people leave the word out in front of a name. In front of a number only that of the house: phường 3 is
    /// not quận 3. `AddressAlignment` knows the rest.
    var isOftenLeftOut: Bool {
        switch level {
        case .province, .district, .commune: true
        case .street: self == .duong || self == .pho
        case .house: true
        case .quarter, .hamlet, .group, .alley, .building: false
        }
    }

    /// Whether both words may stand for one kind. Streets are called đường and phố by turns.
    func agrees(with other: AddressUnit) -> Bool {
        if self == other { return true }
        let streets: Set<AddressUnit> = [.duong, .pho]
        return streets.contains(self) && streets.contains(other)
    }

    /// Whether what follows is counted rather than named, so that a Roman number in it is a number (khu phố II).
    var isCounted: Bool {
        switch self {
        case .to, .khuPho, .khoi, .khom, .quan, .phuong, .ap, .thon, .xom: true
        default: false
        }
    }
}

extension AddressUnit {
    private struct Writing { let unit: AddressUnit; let marked: String }

    /// The unit that a word says. It must have its own marks (phường, not Phương); one without any is taken for what it
    /// may be, unless it stands among words that have theirs.
    static func written(plain: String, marked: String, amongMarks: Bool = false) -> AddressUnit? {
        guard plain.utf8.count <= 7 else { return nil }
        if let short = abbreviations[plain] {
            // Of marks only the stroke is typed in abbreviations (Đ., KĐT).
            return plain == marked || plain == marked.filter { $0 != "-" } ? short : nil
        }
        guard let found = words[plain] else { return nil }
        return found.marked == marked || (plain == marked && !amongMarks) ? found.unit : nil
    }

    /// The unit that two or three words say together, and how many they are.
    static func written(_ first: String, _ second: String, _ third: String?) -> (unit: AddressUnit, count: Int)? {
        if first == "to", second == "dan", third == "pho" { return (.to, 3) }
        if first == "khu", second == "dan", third == "cu" { return (.khuDanCu, 3) }
        if first == "khu", second == "do", third == "thi" { return (.khuDoThi, 3) }
        guard let unit = pairs[first]?[second] else { return nil }
        return (unit, 2)
    }

    private static let words: [String: Writing] = {
        let written: [(String, AddressUnit)] = [
            ("tỉnh", .tinh), ("quận", .quan), ("huyện", .huyen), ("phường", .phuong), ("xã", .xa), ("khối", .khoi),
            ("khóm", .khom), ("khu", .khu), ("thôn", .thon), ("ấp", .ap), ("xóm", .xom), ("bản", .ban),
            ("buôn", .buon), ("làng", .lang), ("bon", .bon), ("phum", .phum), ("sóc", .soc), ("đội", .doi),
            ("cụm", .cum), ("tổ", .to), ("đường", .duong), ("phố", .pho), ("ngõ", .ngo), ("ngách", .ngach),
            ("hẻm", .hem), ("kiệt", .kiet), ("số", .so), ("nhà", .so), ("tòa", .toa), ("tầng", .tang),
            ("phòng", .phong), ("lô", .lo),
        ]
        return Dictionary(
            uniqueKeysWithValues: written.map { word, unit in
                let key = NameKey(word)
                return (key.plain, Writing(unit: unit, marked: key.marked))
            })
    }()

    private static let abbreviations: [String: AddressUnit] = [
        "tp": .thanhPho, "tx": .thiXa, "tt": .thiTran, "p": .phuong, "ph": .phuong, "f": .phuong, "q": .quan,
        "h": .huyen, "x": .xa, "t": .tinh, "d": .duong, "sn": .so, "tdp": .to, "kp": .khuPho, "dk": .dacKhu,
        "ql": .quocLo, "tl": .tinhLo, "hl": .huongLo, "dl": .daiLo, "cc": .chungCu, "kdc": .khuDanCu,
        "kdt": .khuDoThi,
    ]

    private static let pairs: [String: [String: AddressUnit]] = [
        "thanh": ["pho": .thanhPho], "thi": ["xa": .thiXa, "tran": .thiTran], "dac": ["khu": .dacKhu],
        "so": ["nha": .so], "nha": ["so": .so], "khu": ["pho": .khuPho], "khoi": ["pho": .khoi],
        "dai": ["lo": .daiLo], "quoc": ["lo": .quocLo], "tinh": ["lo": .tinhLo], "huong": ["lo": .huongLo],
        "chung": ["cu": .chungCu], "toa": ["nha": .toa], "can": ["ho": .canHo],
    ]
}
