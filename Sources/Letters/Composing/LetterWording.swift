// Numbers, dates and times as Vietnamese official papers write them.

public import Basics

/// The forms of Decree 30/2020 and its practice.
public enum LetterWording {
    /// Room to write something in by hand; no-break, so that no line breaks in it and no reader drops it.
    static let gap = "\u{A0}\u{A0}\u{A0}\u{A0}\u{A0}"

    /// At least two digits: `05`, `12`, `120`.
    public static func twoDigits(_ number: Int) -> String { padded(number, to: 2) }

    /// How many, with two digits at least and points between thousands: `05`, `120`, `20.000`; none is `0`.
    public static func count(_ number: Int) -> String {
        guard number != 0 else { return "0" }
        let digits = Array(twoDigits(number))
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text.append(".") }
            text.append(digit)
        }
        return text
    }

    /// `Số: 05/QĐ-C06`; without a number the room for it.
    public static func numberLine(_ number: Int?, notation: String) -> String {
        "Số: \(reference(number, notation))"
    }

    /// `số 05/QĐ-C06 ngày 05 tháng 7 năm 2021`, as an annex names the paper it goes with; room for what is not given.
    public static func numberAndDate(_ number: Int?, notation: String, _ date: LocalDate?, year: Int) -> String {
        "số \(reference(number, notation)) \(dayOfYear(date, year: year))"
    }

    private static func reference(_ number: Int?, _ notation: String) -> String {
        "\(number.map(twoDigits) ?? gap)/\(notation)"
    }

    /// `số 05/QĐ-C06 ngày 05 tháng 7 năm 2021`, as one paper names another.
    public static func numberAndDate(_ number: String, _ date: LocalDate) -> String {
        "số \(number) \(self.date(date))"
    }

    /// An organisation's own number as papers print it: below ten with a zero in front, `07/CV-VPCC`.
    public static func ownNumber(_ number: String) -> String {
        let digits = number.prefix { $0.isASCII && $0.isNumber }
        return digits.count == 1 ? "0\(number)" : number
    }

    /// An address inside a sentence: what it begins with is no name but says what follows, `số 12 phố …`.
    public static func within(_ address: String) -> String {
        let first = address.prefix { $0 != " " }
        guard commonNouns.contains(first.lowercased()) else { return address }
        return first.lowercased() + address.dropFirst(first.count)
    }

    private static let commonNouns: Set<String> = [
        "số", "tầng", "tòa", "toà", "nhà", "lô", "ngõ", "ngách", "hẻm", "phố", "đường", "tổ", "thôn", "xóm", "ấp",
        "bản", "buôn", "khu", "khối", "phường", "xã", "tỉnh",
    ]

    /// `ngày 05 tháng 7 năm 2021`: days below 10 and the months 1 and 2 get a zero in front, so that nobody can add a
    /// digit; the others do not.
    public static func date(_ date: LocalDate) -> String {
        let (year, month, day) = date.parts
        return "ngày \(twoDigits(day)) tháng \(month <= 2 ? twoDigits(month) : String(month)) năm \(year)"
    }

    /// `Hà Nội, ngày 05 tháng 7 năm 2021`; without a date the room for day and month, with the year it will be.
    public static func placeAndDate(_ place: String, _ date: LocalDate?, year: Int) -> String {
        let day = dayOfYear(date, year: year)
        return place.isEmpty ? "N\(day.dropFirst())" : "\(place), \(day)"
    }

    private static func dayOfYear(_ date: LocalDate?, year: Int) -> String {
        date.map(self.date) ?? "ngày \(gap) tháng \(gap) năm \(year)"
    }

    /// `09 giờ 30 phút, ngày 05 tháng 7 năm 2021`.
    public static func moment(_ moment: Timestamp) -> String {
        let (hour, minute, _) = moment.time
        return "\(twoDigits(hour)) giờ \(twoDigits(minute)) phút, \(date(moment.date))"
    }

    /// `Quyết định số 05/QĐ-C06 ngày 05 tháng 7 năm 2021`.
    public static func reference(_ reference: LetterReference) -> String {
        "\(reference.type) \(numberAndDate(reference.number, reference.date))"
    }

    /// `a`, `b`, `c`, `d`, `đ`, `e`, …: what so many points are counted with. More points than there are letters are
    /// counted with numbers.
    public static func pointLetters(_ count: Int) -> [String] {
        let letters = "abcdđeghiklmnopqrstuvxy".map(String.init)
        return count <= letters.count ? Array(letters.prefix(count)) : (1...count).map(String.init)
    }
}
