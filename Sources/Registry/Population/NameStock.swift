// The names the synthetic population draws from.

import Basics

/// Family names by their measured shares; middle and given names as each sex bears them. Both spellings of tone marks
/// occur, as they do in life.
enum NameStock {
    /// In hundredths of a percent: national shares for the twelve commonest (Hoàng/Huỳnh and Vũ/Võ are one name, by
    /// region), the rest in proportion to a provincial sample.
    static let family = Weighted([
        ("Nguyễn", 3840), ("Trần", 1210), ("Lê", 950), ("Phạm", 700), ("Hoàng", 290), ("Huỳnh", 220), ("Phan", 450),
        ("Vũ", 210), ("Võ", 180), ("Đặng", 210), ("Bùi", 200), ("Đỗ", 140), ("Hồ", 130), ("Ngô", 130),
        ("Trương", 112), ("Đinh", 103), ("Dương", 82), ("Trịnh", 68), ("Nông", 66), ("Mai", 65), ("Hà", 64),
        ("Đoàn", 62), ("Lương", 59), ("Cao", 57), ("Đào", 51), ("Lưu", 34), ("Lý", 33), ("Triệu", 33), ("Phùng", 25),
        ("Đàm", 24), ("Chu", 22), ("Văn", 22), ("Vi", 20), ("Thái", 20), ("Lâm", 20), ("Tạ", 19), ("Vương", 18),
        ("Tô", 17), ("Hứa", 15), ("Đậu", 15), ("Châu", 15),
    ])

    static let maleMiddle = Weighted([
        ("Văn", 38), ("Đức", 7), ("Hữu", 6), ("Minh", 6), ("Quang", 5), ("Công", 4), ("Đình", 5), ("Xuân", 4),
        ("Thành", 4), ("Ngọc", 3), ("Gia", 3), ("Quốc", 5), ("Trọng", 3), ("Tuấn", 3), ("Anh", 2), ("Bá", 2),
    ])
    static let femaleMiddle = Weighted([
        ("Thị", 55), ("Ngọc", 7), ("Thu", 5), ("Thanh", 5), ("Minh", 3), ("Hồng", 4), ("Kim", 4), ("Mỹ", 3),
        ("Phương", 4), ("Bảo", 2), ("Khánh", 3), ("Thị Thu", 3), ("Thị Ngọc", 2),
    ])
    static let maleGiven = [
        "An", "Anh", "Bảo", "Bình", "Cường", "Dũng", "Dương", "Đạt", "Đức", "Hải", "Hậu", "Hiếu", "Hòa", "Hoà", "Hoàng",
        "Hùng", "Huy", "Hưng", "Khánh", "Khoa", "Khôi", "Kiên", "Lâm", "Long", "Lộc", "Mạnh", "Minh", "Nam", "Nghĩa",
        "Nhân", "Phong", "Phúc", "Phước", "Quân", "Quang", "Quý", "Sơn", "Tài", "Tâm", "Thắng", "Thành", "Thịnh", "Thọ",
        "Tiến", "Toàn", "Trí", "Trung", "Tuấn", "Tùng", "Ước", "Vinh", "Việt", "Vũ",
    ]
    static let femaleGiven = [
        "An", "Anh", "Ánh", "Bích", "Chi", "Dung", "Duyên", "Đào", "Giang", "Hà", "Hạnh", "Hằng", "Hiền", "Hoa", "Hòa",
        "Hồng", "Huệ", "Hương", "Hường", "Lan", "Liên", "Linh", "Loan", "Ly", "Mai", "My", "Nga", "Ngân", "Ngọc",
        "Nhung", "Oanh", "Phương", "Quyên", "Quỳnh", "Tâm", "Thảo", "Thủy", "Thuỷ", "Thúy", "Trang", "Trâm", "Tuyết",
        "Uyên", "Vân", "Xuân", "Yến", "Ngọc Anh", "Thùy Dương", "Hoài Thu", "Khánh Linh",
    ]

    /// The ethnic groups by their rounded shares of the 2019 census, in hundredths of a percent.
    static let ethnicity = Weighted([
        ("Kinh", 8532), ("Tày", 192), ("Thái", 189), ("Mường", 151), ("Khơ-me", 137), ("Hmông", 145), ("Nùng", 113),
        ("Hoa", 78), ("Dao", 93), ("Gia-rai", 53), ("Ê-đê", 41), ("Ba-na", 30), ("Xơ-đăng", 22), ("Sán Chay", 21),
        ("Cơ-ho", 21), ("Chăm", 19), ("Sán Dìu", 19), ("Hrê", 16), ("Ra-glai", 15), ("Mnông", 13), ("Khơ-mú", 10),
        ("Giáy", 7), ("Lô Lô", 3), ("Si La", 1),
    ])
    static let religion = Weighted([
        ("Không", 8632), ("Công giáo", 610), ("Phật giáo", 480), ("Phật giáo Hòa Hảo", 102), ("Tin Lành", 100),
        ("Cao Đài", 58), ("Hồi giáo", 7), ("Bửu Sơn Kỳ Hương", 1),
    ])
    static let bloodGroup = Weighted([(BloodType.Group.o, 42), (.b, 31), (.a, 21), (.ab, 6)])

    static func name(_ sex: Sex, family: String, _ dice: inout SplitMix64) -> String {
        let middle = sex == .male ? maleMiddle.draw(&dice) : femaleMiddle.draw(&dice)
        let stock = sex == .male ? maleGiven : femaleGiven
        return family + " " + middle + " " + stock[dice.below(stock.count)]
    }
}
