// Numbers and dates as official papers write them.

import Basics
import Letters
import Testing

struct LetterWordingTests {
    @Test(arguments: [
        ("2021-07-05", "ngày 05 tháng 7 năm 2021"), ("2023-02-12", "ngày 12 tháng 02 năm 2023"),
        ("2026-01-01", "ngày 01 tháng 01 năm 2026"), ("2026-03-09", "ngày 09 tháng 3 năm 2026"),
        ("2026-09-10", "ngày 10 tháng 9 năm 2026"), ("2026-10-31", "ngày 31 tháng 10 năm 2026"),
        ("2026-11-01", "ngày 01 tháng 11 năm 2026"), ("2024-02-29", "ngày 29 tháng 02 năm 2024"),
        ("2026-12-23", "ngày 23 tháng 12 năm 2026"),
    ])
    func datesHaveLeadingZerosWhereADigitCouldBeAdded(iso: String, expected: String) {
        #expect(LetterWording.date(LetterSamples.date(iso)) == expected)
    }

    @Test(arguments: [
        (1, "Số: 01/QĐ-C06"), (9, "Số: 09/QĐ-C06"), (10, "Số: 10/QĐ-C06"), (100, "Số: 100/QĐ-C06"),
        (12_345, "Số: 12345/QĐ-C06"),
    ])
    func numbersHaveTwoDigitsAtLeast(number: Int, expected: String) {
        #expect(LetterWording.numberLine(number, notation: "QĐ-C06") == expected)
    }

    @Test(arguments: [
        (0, "0"), (7, "07"), (120, "120"), (1_000, "1.000"), (20_000, "20.000"), (1_234_567, "1.234.567"),
    ])
    func countsHavePointsBetweenThousands(number: Int, expected: String) {
        #expect(LetterWording.count(number) == expected)
    }

    @Test(arguments: [
        ("7/CV-VPCC", "07/CV-VPCC"), ("15/CV-VPCC", "15/CV-VPCC"), ("07/CV", "07/CV"), ("9", "09"), ("CV-9", "CV-9"),
    ])
    func anOwnNumberBelowTenGetsAZero(number: String, expected: String) {
        #expect(LetterWording.ownNumber(number) == expected)
    }

    @Test(arguments: [
        ("Số 12 phố Hàng Trống", "số 12 phố Hàng Trống"), ("số 12", "số 12"), ("Hàng Trống", "Hàng Trống"),
        ("Thành phố Hồ Chí Minh", "Thành phố Hồ Chí Minh"), ("TẦNG 3", "tầng 3"), ("", ""),
    ])
    func anAddressInsideASentenceBeginsSmall(address: String, expected: String) {
        #expect(LetterWording.within(address) == expected)
    }

    @Test func aDraftLeavesRoomForNumberAndDate() {
        let gap = String(repeating: "\u{A0}", count: 5)
        #expect(LetterWording.numberLine(nil, notation: "QĐ-C06") == "Số: \(gap)/QĐ-C06")
        #expect(LetterWording.placeAndDate("Hà Nội", nil, year: 2026) == "Hà Nội, ngày \(gap) tháng \(gap) năm 2026")
    }

    @Test func aPlacelessDateBeginsWithACapital() {
        let date = LetterSamples.date("2026-11-23")
        #expect(LetterWording.placeAndDate("", date, year: 2026) == "Ngày 23 tháng 11 năm 2026")
        #expect(LetterWording.placeAndDate("Huế", date, year: 2026) == "Huế, ngày 23 tháng 11 năm 2026")
    }

    @Test func momentsAreToldByVietnamsClock() {
        let moment = Timestamp(LetterSamples.date("2026-11-23"), hour: 7, minute: 5)
        #expect(LetterWording.moment(moment) == "07 giờ 05 phút, ngày 23 tháng 11 năm 2026")
        // 2026-02-09T23:30:00Z is the next morning in Vietnam.
        let night = Timestamp(milliseconds: 1_770_679_800_000)
        #expect(LetterWording.moment(night) == "06 giờ 30 phút, ngày 10 tháng 02 năm 2026")
    }

    @Test func pointsAreCountedWithVietnameseLetters() {
        let letters = "a b c d đ e g h i k l m n o p q r s t u v x y"
        #expect(LetterWording.pointLetters(23).joined(separator: " ") == letters)
        #expect(LetterWording.pointLetters(3) == ["a", "b", "c"] && LetterWording.pointLetters(0) == [])
        #expect(LetterWording.pointLetters(24).suffix(2) == ["23", "24"], "more than there are letters: numbers")
    }
}
