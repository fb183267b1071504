// Names of provinces in any period and spelling, and the files they come from.

import Basics
import Foundation
import Testing

@testable import Registry

struct PlaceNamesTests {
    private let places: PlaceNames

    init() throws { places = try Samples.places() }

    @Test(arguments: [
        ("ha noi", "Hà Nội"), ("hanoi", "Hà Nội"), ("ba ria vung tau", "Bà Rịa - Vũng Tàu"), ("sai gon", "Hồ Chí Minh"),
        ("hcm", "Hồ Chí Minh"), ("ho chi minh city", "Hồ Chí Minh"), ("dac lac", "Đắk Lắk"), ("daklak", "Đắk Lắk"),
        ("thua thien hue", "Thừa Thiên Huế"), ("tt hue", "Thừa Thiên Huế"), ("ha nam ninh", "Hà Nam Ninh"),
        ("binh duong", "Bình Dương"),
    ])
    func aProvinceIsKnownByItsNames(words: String, name: String) { #expect(places.province(words)?.name == name) }

    @Test(arguments: ["", "noi", "ha", "viet nam", "tan an", "city"])
    func otherWordsNameNoProvince(words: String) { #expect(places.province(words) == nil) }

    @Test func everyProvinceOfEveryPeriodIsKnown() throws {
        for province in try Samples.provinces().all {
            let words = AddressWords(province.name.vi).words.map(\.plain).joined(separator: " ")
            #expect(places.province(words)?.name == province.name.vi)
        }
        for province in try Samples.provinces().on(Samples.date("2026-11-01")) {
            #expect(places.province(code: province.code)?.name == province.name.vi)
        }
    }

    @Test(arguments: [
        ("Bình Dương", "Hồ Chí Minh", true), ("Hồ Chí Minh", "Bình Dương", true), ("Nam Định", "Ninh Bình", true),
        ("Hà Nam Ninh", "Nam Định", true), ("Hà Nam Ninh", "Ninh Bình", true), ("Hà Tây", "Hà Nội", true),
        ("Hà Sơn Bình", "Hà Nội", true), ("Hà Sơn Bình", "Phú Thọ", true), ("Thừa Thiên Huế", "Huế", true),
        ("Bình Dương", "Bà Rịa - Vũng Tàu", false), ("Nam Định", "Hà Nam", false), ("Hà Nội", "Hải Phòng", false),
        ("Lào Cai", "Yên Bái", true), ("Hà Nam Ninh", "Hà Nội", false),
    ])
    func provincesOfOneLine(first: String, second: String, isOne: Bool) throws {
        func province(_ name: String) throws -> PlaceNames.Province {
            try #require(places.province(AddressWords(name).words.map(\.plain).joined(separator: " ")))
        }
        #expect(try province(first).isOfOneLine(with: province(second)) == isOne)
    }

    private static let namesHeader = "name,of,kind,until,source,mark\n"
    private static let homonymsHeader = "province,communes,as_of,source,mark\n"

    private func faults(names: String = "", homonyms: String = "") throws -> [String] {
        let (places, findings) = PlaceNames.load(
            try Samples.provinces(), names: (Array((Self.namesHeader + names).utf8), "n.csv"),
            homonyms: (Array((Self.homonymsHeader + homonyms).utf8), "h.csv"))
        #expect((places == nil) == findings.hasErrors)
        return findings.map(\.description)
    }

    @Test(arguments: [
        ("X,Nowhere,same,,s,V", "“Nowhere” is no province"), ("X,Nowhere,former,,s,V", "“Nowhere” is no province"),
        ("X,Hà Nội,other,,s,V", "the kind must be same or former, not “other”"),
        (",Hà Nội,same,,s,V", "a name is missing"),
        ("X,Hà Nội,same,2008,s,V", "until is not a date: “2008”"), ("X,Hà Nội,same,,,V", "source or mark is missing"),
        ("Ha Noi,Hà Nội,same,,s,V", "“Ha Noi” is a name already"),
    ])
    func faultsOfNamesAreSaidByLine(row: String, fault: String) throws {
        #expect(try faults(names: row + "\n") == ["n.csv:2: " + fault])
    }

    @Test(arguments: [
        ("Bình Dương,xã A;xã Á,2026-07-25,s,V", "“Bình Dương” is no province of today"),
        ("Hà Nội,xã A;xã Á,soon,s,V", "as_of is not a date: “soon”"),
        (
            "Hà Nội,xã A;xã B,2026-07-25,s,V",
            "“xã A;xã B” must be two communes or more that differ in nothing but marks"
        ),
        ("Hà Nội,xã A;xã Á,2026-07-25,,V", "source or mark is missing"),
    ])
    func faultsOfHomonymsAreSaidByLine(row: String, fault: String) throws {
        #expect(try faults(homonyms: row + "\n") == ["h.csv:2: " + fault])
    }

    @Test func filesOfOtherColumnsAreRefused() throws {
        let (places, findings) = PlaceNames.load(
            try Samples.provinces(), names: (Array("a,b\n".utf8), "n.csv"), homonyms: (Array("\"".utf8), "h.csv"))
        #expect(places == nil && findings.map(\.file) == ["n.csv", "h.csv"])
    }
}
