// Numbers, dates and times as Vietnamese official papers write them.

public import Basics

/// The forms of Decree 30/2020 and its practice.
public enum LetterWording {
    /// Room to write something in by hand; no-break, so that no line breaks in it and no reader drops it.
    static let gap = "\u{A0}\u{A0}\u{A0}\u{A0}\u{A0}"

    /// At least two digits: `05`, `12`, `120`.
    public static func twoDigits(_ number: Int) -> String { padded(number, to: 2) }

    /// How many, with two digits at least and points between thousands: `05`, `120`, `20.000`.
    public static func count(_ number: Int) -> String {
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
        "Số: \(number.map(twoDigits) ?? gap)/\(notation)"
    }

    /// `ngày 05 tháng 7 năm 2021`: days below 10 and the months 1 and 2 get a zero in front, so that nobody can add a
    /// digit; the others do not.
    public static func date(_ date: LocalDate) -> String {
        let (year, month, day) = date.parts
        return "ngày \(twoDigits(day)) tháng \(month <= 2 ? twoDigits(month) : String(month)) năm \(year)"
    }

    /// `Hà Nội, ngày 05 tháng 7 năm 2021`; without a date the room for day and month, with the year it will be.
    public static func placeAndDate(_ place: String, _ date: LocalDate?, year: Int) -> String {
        let day = date.map(self.date) ?? "ngày \(gap) tháng \(gap) năm \(year)"
        return place.isEmpty ? "N\(day.dropFirst())" : "\(place), \(day)"
    }

    /// `09 giờ 30 phút, ngày 05 tháng 7 năm 2021`.
    public static func moment(_ moment: Timestamp) -> String {
        let (hour, minute, _) = moment.time
        return "\(twoDigits(hour)) giờ \(twoDigits(minute)) phút, \(date(moment.date))"
    }

    /// `Quyết định số 05/QĐ-C06 ngày 05 tháng 7 năm 2021`.
    public static func reference(_ reference: LetterReference) -> String {
        "\(reference.type) số \(reference.number) \(date(reference.date))"
    }

    /// `a`, `b`, `c`, `d`, `đ`, `e`, …: the letters that points are counted with; after `y` they are doubled.
    public static func pointLetter(_ index: Int) -> String {
        let letters = Array("abcdđeghiklmnopqrstuvxy")
        return String(repeating: letters[index % letters.count], count: index / letters.count + 1)
    }
}
