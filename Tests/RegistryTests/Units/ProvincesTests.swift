// Provinces by day: the 63, the 34, and the names that changed their code.

import Basics
import Formats
import Foundation
import Registry
import Testing

@Suite struct ProvincesTests {
    private static let before = "2025-06-30"
    private static let after = "2025-07-01"

    @Test func thereAre63BeforeAnd34AfterTheMerger() throws {
        let provinces = try Samples.provinces()
        #expect(provinces.on(try Samples.date(Self.before)).count == 63)
        #expect(provinces.on(try Samples.date(Self.after)).count == 34)
        #expect(provinces.on(try Samples.date("2016-02-15")).count == 63)
        #expect(provinces.on(try Samples.date("2026-11-23")).count == 34)
        #expect(Provinces.lastDayOf63 == (try Samples.date(Self.before)))
        #expect(provinces.numberCodes.count == 63)
    }

    @Test(arguments: [
        ("15", "Yên Bái", "Lào Cai"), ("24", "Bắc Giang", "Bắc Ninh"), ("44", "Quảng Bình", "Quảng Trị"),
        ("52", "Bình Định", "Gia Lai"), ("80", "Long An", "Tây Ninh"), ("82", "Tiền Giang", "Đồng Tháp"),
        ("91", "Kiên Giang", "An Giang"),
    ])
    func aCodeThatKeptAnotherPartnersName(code: String, old: String, new: String) throws {
        let provinces = try Samples.provinces()
        #expect(provinces.province(code, on: try Samples.date(Self.before))?.name.vi == old)
        #expect(provinces.province(code, on: try Samples.date(Self.after))?.name.vi == new)
    }

    @Test(arguments: [
        ("30", "31"), ("10", "15"), ("15", "15"), ("17", "25"), ("26", "25"), ("35", "37"), ("36", "37"), ("62", "51"),
        ("54", "66"), ("60", "68"), ("67", "68"), ("70", "75"), ("74", "79"), ("77", "79"), ("72", "80"), ("87", "82"),
        ("83", "86"), ("84", "86"), ("89", "91"), ("93", "92"), ("94", "92"), ("95", "96"), ("46", "46"), ("01", "01"),
    ])
    func whereTheTerritoryOfAnOldCodeLiesNow(old: String, new: String) throws {
        let provinces = try Samples.provinces()
        for day in [Self.after, "2026-11-23"] {
            let heir = provinces.successor(
                of: old, asOf: try Samples.date("2020-01-01"), on: try Samples.date(day))
            #expect(heir?.code == new)
        }
    }

    @Test func everyOldProvinceHasOneHeirAndTheHeirsAreThe34() throws {
        let provinces = try Samples.provinces()
        let (before, after) = (try Samples.date(Self.before), try Samples.date(Self.after))
        let heirs = provinces.on(before).map { provinces.successor(of: $0.code, asOf: before, on: after)?.code }
        #expect(!heirs.contains(nil))
        #expect(Set(heirs.compactMap { $0 }) == Set(provinces.on(after).map(\.code)))
    }

    @Test func citiesSinceLately() throws {
        let provinces = try Samples.provinces()
        #expect(provinces.province("46", on: try Samples.date("2024-12-31"))?.name.vi == "Thừa Thiên Huế")
        #expect(provinces.province("46", on: try Samples.date("2025-01-01"))?.kind == .city)
        #expect(provinces.province("75", on: try Samples.date("2026-04-29"))?.printedName == "tỉnh Đồng Nai")
        #expect(provinces.province("75", on: try Samples.date("2026-04-30"))?.printedName == "thành phố Đồng Nai")
        #expect(provinces.province("75", on: try Samples.date("2026-04-30"))?.title(.en) == "Dong Nai City")
    }

    /// Decree 30/2020: a place called after a person is named in full.
    @Test func onlyAPlaceCalledAfterAPersonIsNamedInFull() throws {
        let provinces = try Samples.provinces()
        for province in provinces.all {
            let full = province.name.vi == "Hồ Chí Minh" ? "Thành phố Hồ Chí Minh" : province.name.vi
            #expect(province.placeName == full)
        }
    }

    @Test func codesWithoutMeaningOnADayHaveNone() throws {
        let provinces = try Samples.provinces()
        #expect(provinces.province("02", on: try Samples.date(Self.after)) == nil)
        #expect(provinces.province("03", on: try Samples.date(Self.before)) == nil)
        #expect(
            provinces.successor(
                of: "02", asOf: try Samples.date(Self.after), on: try Samples.date("2026-01-01")) == nil)
        #expect(
            provinces.successor(
                of: "01", asOf: try Samples.date(Self.after), on: try Samples.date(Self.before)) == nil)
    }

    @Test(arguments: [
        ("1,X,X,province,,2020-01-01,,,s", "two digits"), ("01,,X,province,,2020-01-01,,,s", "name is missing"),
        ("01,X,X,state,,2020-01-01,,,s", "type must be"), ("01,X,X,city,,2020-13-01,,,s", "valid_from"),
        ("01,X,X,city,,2020-01-01,soon,01,s", "valid_to is not"), ("01,X,X,city,,2020-01-01,2019-01-01,01,s", "before"),
        ("01,X,X,city,,2020-01-01,,,", "source"), ("01,X,X,city,,2020-01-01,2021-01-01,,s", "without continued_as"),
        ("01,X,X,city,,2020-01-01,,01,s", "without valid_to"), ("01,X,X,city,,2020-01-01,2021-01-01,02,s", "stand"),
        ("01,X,X,city,,2020-01-01,,,s\n01,Y,Y,city,,2021-01-01,,,s", "two provinces at once"),
        ("01,X,X,city,,2020-01-01", "not readable as CSV"), ("01,X,X,city,battle,2020-01-01,,,s", "named_after"),
    ])
    func aFaultyFileIsRefusedByLine(rows: String, message: String) {
        let header = "code,name_vi,name_en,type,named_after,valid_from,valid_to,continued_as,source\n"
        let (provinces, diagnostics) = Provinces.load(Array((header + rows).utf8), file: "p.csv")
        #expect(provinces == nil)
        #expect(diagnostics.contains { $0.line >= 2 && $0.message.contains(message) }, "\(diagnostics)")
    }

    @Test func anotherHeaderIsRefused() {
        #expect(Provinces.load(Array("code,name\n01,X\n".utf8), file: "p.csv").0 == nil)
    }

    static let shared = Samples.root.deletingLastPathComponent().appendingPathComponent("shared/data")

    @Test(.enabled(if: FileManager.default.fileExists(atPath: shared.path)))
    func theFileAgreesWithThePublicLists() throws {
        let provinces = try Samples.provinces()
        func table(_ name: String) throws -> CSVTable {
            let data = try Data(contentsOf: Self.shared.appendingPathComponent(name))
            return try CSVReader.read([UInt8](data), rowsMax: 5_000)
        }
        for row in try table("provinces_old63.csv").rows {
            let found = provinces.province(row.cells[0], on: try Samples.date(Self.before))
            #expect(found?.title(.vi).foldedName == row.cells[1].foldedName)
        }
        for row in try table("provinces_2026.csv").rows {
            let found = provinces.province(row.cells[0], on: try Samples.date("2026-07-25"))
            #expect(found?.title(.vi).foldedName == row.cells[1].foldedName)
        }
        let codes = Set(provinces.on(try Samples.date("2026-07-25")).map(\.code))
        #expect(try table("wards_2026.csv").rows.allSatisfy { codes.contains($0.cells[3]) })
    }
}
