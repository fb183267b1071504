// The organisations and people of the demo data. All of them are made up; ministries and departments exist by name.

import Casework

/// The demo accounts, as data.
enum DemoPeople {
    struct Unit: Sendable {
        /// The end of the account names: `filer-notary`.
        var slug: String
        var name: String
        var address: String
        var telephone: String
        var requesterClass: RequesterClass
        var level: AdministrativeLevel
        var province: String
        var commune: String?
        /// The name of the organisation above it, which has no accounts of its own.
        var superior: String?
        var filer: Person
        var official: Person
    }

    struct Person: Sendable {
        var name: String
        var position: Position?

        init(_ name: String, _ title: String? = nil, authority: String = "") {
            self.name = name
            position = title.map { Position(title: $0, authority: authority) }
        }
    }

    /// The people of an office.
    struct Staff: Sendable {
        /// The end of the account names: `clerk-01`.
        var slug: String
        var office: OfficeCode
        var clerk: Person
        var officer: Person
        var approver: Person
        var deputy: Person?
    }

    static let units: [Unit] = [
        Unit(
            slug: "notary", name: "Văn phòng công chứng Hồ Gươm",
            address: "Số 12 phố Hàng Trống, phường Hoàn Kiếm, thành phố Hà Nội", telephone: "024 3000 0101",
            requesterClass: .notary, level: .none, province: "01",
            filer: Person("Nguyễn Thị Thu Hà", "THƯ KÝ NGHIỆP VỤ"),
            official: Person("Trần Quốc Bảo", "TRƯỞNG VĂN PHÒNG")),
        Unit(
            slug: "bank", name: "Ngân hàng Thương mại cổ phần Sông Hồng",
            address: "Số 25 phố Lý Thường Kiệt, phường Cửa Nam, thành phố Hà Nội", telephone: "024 3000 0102",
            requesterClass: .creditInstitution, level: .none, province: "01",
            filer: Person("Lê Minh Tuấn", "CHUYÊN VIÊN PHÁP CHẾ"),
            official: Person("Phạm Thị Hồng Nhung", "PHÓ TỔNG GIÁM ĐỐC", authority: "KT. TỔNG GIÁM ĐỐC")),
        Unit(
            slug: "telecom", name: "Tổng công ty Viễn thông Bạch Đằng",
            address: "Số 8 đường Hoàng Quốc Việt, phường Nghĩa Đô, thành phố Hà Nội", telephone: "024 3000 0103",
            requesterClass: .telecom, level: .none, province: "01",
            filer: Person("Vũ Hoàng Long", "CHUYÊN VIÊN"),
            official: Person("Đỗ Thị Ngọc Ánh", "TỔNG GIÁM ĐỐC")),
        Unit(
            slug: "ca", name: "Công ty cổ phần Chứng thực số Lạc Việt",
            address: "Số 102 đường Nguyễn Huệ, phường Sài Gòn, Thành phố Hồ Chí Minh", telephone: "028 3000 0104",
            requesterClass: .certificationAuthority, level: .none, province: "79",
            filer: Person("Huỳnh Gia Hân", "CHUYÊN VIÊN"),
            official: Person("Võ Thành Đạt", "GIÁM ĐỐC")),
        Unit(
            slug: "ministry", name: "Bộ Tư pháp",
            address: "Số 60 phố Trần Phú, phường Ba Đình, thành phố Hà Nội", telephone: "024 3000 0105",
            requesterClass: .stateAgency, level: .central, province: "01",
            filer: Person("Bùi Đức Anh", "CHUYÊN VIÊN CHÍNH"),
            official: Person("Đặng Thị Mỹ Linh", "CHÁNH VĂN PHÒNG", authority: "TL. BỘ TRƯỞNG")),
        Unit(
            slug: "department", name: "Sở Tư pháp Thành phố Hồ Chí Minh",
            address: "Số 141 đường Pasteur, phường Xuân Hòa, Thành phố Hồ Chí Minh", telephone: "028 3000 0106",
            requesterClass: .stateAgency, level: .province, province: "79",
            superior: "Ủy ban nhân dân Thành phố Hồ Chí Minh",
            filer: Person("Ngô Thị Kim Oanh", "CHUYÊN VIÊN"),
            official: Person("Dương Văn Khải", "PHÓ GIÁM ĐỐC", authority: "KT. GIÁM ĐỐC")),
        Unit(
            slug: "unknown", name: "Hội Nghiên cứu gia phả Thăng Long",
            address: "Số 5 phố Phan Đình Phùng, phường Ba Đình, thành phố Hà Nội", telephone: "024 3000 0107",
            requesterClass: .other, level: .province, province: "01",
            filer: Person("Lý Thu Trang", "THƯ KÝ"),
            official: Person("Hồ Xuân Phúc", "CHỦ TỊCH")),
        Unit(
            slug: "commune", name: "Ủy ban nhân dân phường Hoàn Kiếm",
            address: "Phường Hoàn Kiếm, thành phố Hà Nội", telephone: "024 3000 0108",
            requesterClass: .stateAgency, level: .commune, province: "01", commune: "00070",
            filer: Person("Đoàn Thị Lan Hương", "CÔNG CHỨC TƯ PHÁP - HỘ TỊCH"),
            official: Person("Chu Đức Thịnh", "PHÓ CHỦ TỊCH", authority: "KT. CHỦ TỊCH")),
    ]

    static let staffs: [Staff] = [
        Staff(
            slug: "central", office: .central,
            clerk: Person("Phan Thị Bích Ngọc", "CÁN BỘ VĂN THƯ"),
            officer: Person("Trịnh Công Hậu", "CÁN BỘ THỤ LÝ"),
            approver: Person("Nguyễn Văn Cường", "CỤC TRƯỞNG"),
            deputy: Person("Hoàng Thị Thanh Tâm", "PHÓ CỤC TRƯỞNG")),
        Staff(
            slug: "01", office: OfficeCode("01"),
            clerk: Person("Lương Thị Hải Yến", "CÁN BỘ VĂN THƯ"),
            officer: Person("Mai Xuân Trường", "CÁN BỘ THỤ LÝ"),
            approver: Person("Đinh Quang Thắng", "GIÁM ĐỐC"),
            deputy: Person("Cao Thị Phương Thảo", "PHÓ GIÁM ĐỐC")),
        Staff(
            slug: "79", office: OfficeCode("79"),
            clerk: Person("Châu Ngọc Diệp", "CÁN BỘ VĂN THƯ"),
            officer: Person("Tạ Hữu Nghĩa", "CÁN BỘ THỤ LÝ"),
            approver: Person("Lâm Chí Dũng", "GIÁM ĐỐC"),
            deputy: Person("Quách Thị Mỹ Duyên", "PHÓ GIÁM ĐỐC")),
        Staff(
            slug: "c01", office: OfficeCode("00070"),
            clerk: Person("Kiều Thị Thanh Huyền", "CÁN BỘ VĂN THƯ"),
            officer: Person("Nghiêm Xuân Bách", "CÁN BỘ THỤ LÝ"),
            approver: Person("Thân Trọng Nghĩa", "TRƯỞNG CÔNG AN PHƯỜNG")),
        Staff(
            slug: "c79", office: OfficeCode("26740"),
            clerk: Person("Trương Thị Cẩm Vân", "CÁN BỘ VĂN THƯ"),
            officer: Person("Lưu Quốc Trí", "CÁN BỘ THỤ LÝ"),
            approver: Person("Tôn Thất Minh", "TRƯỞNG CÔNG AN PHƯỜNG")),
    ]

    static let citizen = Person("Nguyễn Văn An")
    static let inspector = Person("Tống Thị Minh Nguyệt", "THANH TRA VIÊN")
    static let admin = Person("Hà Quốc Việt", "QUẢN TRỊ VIÊN")
}
