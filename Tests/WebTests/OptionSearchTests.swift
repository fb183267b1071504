// Finding one of thousands of options by words.

import Basics
import Forms
import Testing

@testable import Web

struct OptionSearchTests {
    private static let options = [
        ("01", "Công an thành phố Hà Nội", "Ha Noi City Police"),
        ("00070", "Công an phường Hoàn Kiếm, Công an thành phố Hà Nội", "Hoan Kiem Ward Police, Ha Noi City Police"),
        (
            "26740", "Công an phường Sài Gòn, Công an Thành phố Hồ Chí Minh",
            "Sai Gon Ward Police, Ho Chi Minh City Police"
        ),
        ("09999", "Công an xã Kiếm Hoàn, Công an tỉnh Đắk Lắk", "Kiem Hoan Commune Police, Dak Lak Province Police"),
    ].map { Option($0.0, .text(BilingualText(vi: $0.1, en: $0.2))) }

    private func codes(_ typed: String, in language: Language = .vi) -> [String] {
        let t = StringTables(vi: [:], en: [:]).strings(language)
        return OptionSearch(typed).found(Self.options, t).map(\.code)
    }

    @Test func wordsAreFoundWithoutMarksAndInAnyOrder() {
        #expect(codes("hoàn kiếm") == ["00070", "09999"], "the words side by side come first")
        #expect(codes("HOAN  KIEM") == ["00070", "09999"])
        #expect(codes("phuong ha noi") == ["00070"])
        #expect(codes("dak lak") == ["09999"])
        #expect(codes("267") == ["26740"], "by the code")
        #expect(codes("ward sai", in: .en) == ["26740"] && codes("ward sai") == [], "in the reader's language")
        #expect(codes("hoan an giang") == [])
        #expect(codes("oan") == [], "words are found by their beginning")
    }

    @Test func withoutWordsAllAreThere() {
        #expect(codes("") == Self.options.map(\.code))
        #expect(codes(" ,;- ") == Self.options.map(\.code))
    }

    @Test func aPageShowsFewAndTheChosenOne() {
        let many = (1...Limits.officesMax).map { number in
            Option(padded(number, to: 5), .text(BilingualText(vi: "Công an xã Số \(number)", en: "Commune \(number)")))
        }
        let t = StringTables(
            vi: ["layout.search.more": "{count} {shown}", "layout.search.all": "all {count}"], en: [:]
        ).strings(.vi)
        let view = OptionSearch("công an").view("office", label: "x", options: many, chosen: "03999", t)
        #expect(view.options.map(\.value) == ["03999"] + many.prefix(Limits.optionsShown).map(\.code))
        #expect(view.options.filter(\.isChosen).map(\.value) == ["03999"])
        #expect(view.note == "4000 20" && view.value == "công an")
        let found = OptionSearch("số 3999").view("office", label: "x", options: many, chosen: nil, t)
        #expect(found.options.map(\.value) == ["03999"] && found.note == "all 1")
    }
}
