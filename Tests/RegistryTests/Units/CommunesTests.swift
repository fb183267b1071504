// The list of communes: what it may look like, what is wrong with it, and which addresses may name them.

import Basics
import Formats
import Foundation
import Testing

@testable import Registry

@Suite struct CommunesTests {
    private static let day = "2026-11-23"

    private func read(_ text: String) throws -> (Communes?, [Diagnostic]) {
        try Communes.read(
            Array(text.utf8), file: "communes.csv", provinces: Samples.provinces(), on: Samples.date(Self.day))
    }

    @Test(arguments: [
        "code,name,type,province\n00004,Phường Ba Đình,Phường,01\n01273,Phường Thục Phán,Phường,04\n",
        "code;full_name;type;province_code\r\n00004;Phường Ba Đình;phường;01\r\n01273;Thục Phán;ward;04\r\n",
        "Danh mục\nSTT,Mã,Tên,Loại,Mã tỉnh,Ghi chú\n1,00004,Ba Đình,Phường,01,x\n2,01273,Phường Thục Phán,PHƯỜNG,04,\n",
    ])
    func aListIsReadHoweverItsColumnsAreCalled(text: String) throws {
        let (communes, faults) = try read(text)
        #expect(faults == [])
        #expect(
            communes?.all == [
                Commune(code: "00004", name: "Phường Ba Đình", kind: .ward, province: "01"),
                Commune(code: "01273", name: "Phường Thục Phán", kind: .ward, province: "04"),
            ])
        #expect(communes?["01273"]?.province == "04" && communes?["01274"] == nil)
    }

    @Test func whatAnAddressMaySay() throws {
        let communes = try #require(
            try read(
                "code,name,type,province\n00004,Phường Ba Đình,Phường,01\n11948,Đặc khu Bạch Long Vĩ,Đặc khu,31\n"
                    + "27505,Xã Hoà Bình,Xã,79\n"
            ).0)
        let names = CommuneNames(communes)
        for (name, province) in [
            ("Phường Ba Đình", "01"), ("phường Ba Đình", "01"), ("PHƯỜNG BA ĐÌNH", nil), ("đặc khu Bạch Long Vĩ", "31"),
            ("xã Hòa Bình", "79"), ("phường Ba Đình", nil),
        ] {
            #expect(names.have(name, in: province), "\(name)")
        }
        for (name, province) in [
            ("phường Ba Đình", "31"), ("xã Ba Đình", "01"), ("phường Ba Dinh", "01"), ("Ba Đình", "01"), ("", nil),
        ] {
            #expect(!names.have(name, in: province), "\(name)")
        }
    }

    @Test(arguments: [
        ("4,Phường A,Phường,01", 2, "five digits"), ("00004,,Phường,01", 2, "name is missing"),
        ("00004,A | B,Phường,01", 2, "no name of a place"), ("00004,Thị trấn A,Thị trấn,01", 2, "the type must be"),
        ("00004,Phường A,Phường,02", 2, "no province of today"), ("00004,Phường A,Phường,1", 2, "no province of today"),
        ("00004,Phường A,Phường,01\n00004,Phường B,Phường,01", 3, "stands on line 2 already"),
        ("", 1, "there is no commune"), ("00004,\"Phường", 2, "never closed"),
    ])
    func oneBadRowRefusesTheFile(rows: String, line: Int, words: String) throws {
        let (communes, faults) = try read("code,name,type,province\n\(rows)\n")
        #expect(communes == nil)
        #expect(faults.contains { $0.line == line && $0.message.contains(words) }, "\(faults)")
    }

    @Test func aColumnThatIsMissingIsNamed() throws {
        let (communes, faults) = try read("code,name,type\n00004,Phường A,Phường\n")
        #expect(communes == nil && faults.map(\.message) == ["the column province is missing"])
    }

    private static let shared = Samples.root.deletingLastPathComponent()
        .appendingPathComponent("shared/data/wards_2026.csv")

    @Test(.enabled("the public list is not here", { FileManager.default.fileExists(atPath: shared.path) }))
    func thePublicListIsTaken() throws {
        let bytes = try [UInt8](Data(contentsOf: Self.shared))
        let (communes, faults) = Communes.read(
            bytes, file: "wards_2026.csv", provinces: try Samples.provinces(), on: try Samples.date(Self.day))
        #expect(faults == [] && communes?.all.count == 3_321)
        #expect(communes?["00004"]?.name == "Phường Ba Đình")
    }
}
