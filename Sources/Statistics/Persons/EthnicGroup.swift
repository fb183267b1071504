// The ethnic groups of Viet Nam by the codes of their list, and the words under which the registry has them.

import Basics
import Registry

/// One of the 54 groups of the statistical list (Decision 121-TCTK/PPCĐ of 1979), or foreigner as the 55th.
public struct EthnicGroup: Hashable, Sendable {
    static let count = 55
    /// `01` … `55`.
    static let codes = (1...count).map { padded($0, to: 2) }

    /// 0 is the code 01.
    let index: Int

    /// Reads the name as the registry stores it, or another spelling in use, in any case; `nil` for what names none.
    public init?(reading name: String) {
        // Written as it is stored it costs no folding, which a load of millions would feel.
        guard let index = Self.byName[ByteText(name)] ?? Self.byFoldedName[name.foldedName] else { return nil }
        self.index = index
    }

    /// The name in the list; the groups have no other in English.
    static func label(ofCode code: String) -> BilingualText? {
        guard let index = codes.firstIndex(of: code) else { return nil }
        let name = names[index][0]
        return BilingualText(vi: name, en: index == count - 1 ? "Foreigners" : name)
    }

    /// In the order of their codes; what stands behind the first is spelled otherwise in use.
    private static let names: [[String]] = [
        ["Kinh", "Việt"], ["Tày"], ["Thái"], ["Hoa", "Hán"], ["Khơ-me", "Khmer", "Khơme"], ["Mường"], ["Nùng"],
        ["Hmông", "Mông", "H'Mông", "H’Mông"], ["Dao"], ["Gia-rai", "Giarai", "Jrai"], ["Ngái"],
        ["Ê-đê", "Êđê"], ["Ba-na", "Bana"], ["Xơ-đăng", "Xơđăng", "Xê-đăng"], ["Sán Chay"], ["Cơ-ho", "Cơho", "K'Ho"],
        ["Chăm", "Chàm"], ["Sán Dìu"], ["Hrê", "H'rê"], ["Mnông", "M'nông"], ["Ra-glai", "Raglai", "Raglay"],
        ["Xtiêng", "Stiêng", "S'tiêng"], ["Bru-Vân Kiều", "Vân Kiều", "Bru"], ["Thổ"], ["Giáy"],
        ["Cơ-tu", "Cơtu"], ["Gié-Triêng", "Giẻ Triêng"], ["Mạ"], ["Khơ-mú", "Khơmú"], ["Co", "Cor"],
        ["Ta-ôi", "Tà-ôi"], ["Chơ-ro", "Chơro"], ["Kháng"], ["Xinh-mun", "Xinhmun"], ["Hà Nhì"], ["Chu-ru", "Churu"],
        ["Lào"], ["La Chí"], ["La Ha"], ["Phù Lá"], ["La Hủ"], ["Lự"], ["Lô Lô"], ["Chứt"], ["Mảng"],
        ["Pà Thẻn", "Pà Hưng"], ["Cơ Lao", "Cờ Lao"], ["Cống"], ["Bố Y"], ["Si La"], ["Pu Péo"], ["Brâu"], ["Ơ Đu"],
        ["Rơ-măm", "Rơmăm"], ["Người nước ngoài", "Nước ngoài"],
    ]
    private static let byName = Dictionary(
        uniqueKeysWithValues: names.enumerated().flatMap { index, words in words.map { (ByteText($0), index) } })
    /// No spelling may stand for two groups once it is folded.
    private static let byFoldedName = Dictionary(
        uniqueKeysWithValues: names.enumerated().flatMap { index, words in
            Set(words.map(\.foldedName)).map { ($0, index) }
        })
}
