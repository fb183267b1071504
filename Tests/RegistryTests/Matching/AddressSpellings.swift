// Addresses of invented records, and how people write them: the table of `AddressComparisonTests`.

/// What a record holds, and claims of each kind about it.
struct AddressSpellings {
    let held: String
    var former: String?
    var province: String?
    /// Other spellings of the place.
    var same: [String] = []
    /// Other places.
    var other: [String] = []
    /// What can be told neither way, by the code of the reason.
    var unclear: [String: [String]] = [:]
}

extension AddressSpellings {
    /// A house in a city, with its wording in the units before 2025-07-01.
    static let house = AddressSpellings(
        held: "Số 12, đường Lê Lợi, phường Tân An, thành phố Hà Nội",
        former: "Số 12, đường Lê Lợi, phường 3, quận Bình Phú, thành phố Hà Nội", province: "01",
        same: [
            "Số 12, đường Lê Lợi, phường Tân An, thành phố Hà Nội",
            "số 12, đường lê lợi, phường tân an, thành phố hà nội",
            "SỐ 12, ĐƯỜNG LÊ LỢI, PHƯỜNG TÂN AN, THÀNH PHỐ HÀ NỘI",
            "Số 12 đường Lê Lợi, phường Tân An, thành phố Hà Nội",
            "Số 12, đường Lê Lợi phường Tân An, thành phố Hà Nội", "Số 12 đường Lê Lợi phường Tân An thành phố Hà Nội",
            "12 Lê Lợi, Tân An, Hà Nội", "12, Lê Lợi, Tân An, Hà Nội", "12 Lê Lợi Tân An Hà Nội",
            "12 Lê Lợi, P. Tân An, TP. Hà Nội",
            "12 Lê Lợi, P.Tân An, TP.Hà Nội", "12 Lê Lợi, P Tân An, TP Hà Nội", "12 Lê Lợi, p. Tân An, tp. Hà Nội",
            "12 Lê Lợi, Ph. Tân An, T.P Hà Nội", "12 Lê Lợi, F. Tân An, T.P. Hà Nội",
            "SN 12, Đ. Lê Lợi, P. Tân An, Hà Nội",
            "SN 12 đ. Lê Lợi, P. Tân An, Hà Nội", "số nhà 12, đường Lê Lợi, phường Tân An, thành phố Hà Nội",
            "Số nhà 12 đường Lê Lợi - phường Tân An - thành phố Hà Nội",
            "Nhà số 12 đường Lê Lợi, phường Tân An, Hà Nội",
            "nhà 12, Lê Lợi, Tân An, Hà Nội", "Số 12 - đường Lê Lợi - phường Tân An - thành phố Hà Nội",
            "Số 12 – Lê Lợi – Tân An – Hà Nội", "Số 12 — Lê Lợi — Tân An — Hà Nội",
            "Số 12; đường Lê Lợi; phường Tân An; thành phố Hà Nội",
            "Số 12\nđường Lê Lợi\nphường Tân An\nthành phố Hà Nội",
            "Số 12, đường Lê Lợi, phường Tân An, thành phố Hà Nội.",
            "Số 12,đường Lê Lợi,phường Tân An,thành phố Hà Nội", "Số 12 ,đường Lê Lợi ,phường Tân An ,thành phố Hà Nội",
            "Số 12, đường Lê Lợi, phường Tân An, thành phố Hà Nội, Việt Nam", "12 Lê Lợi, Tân An, Hà Nội, VN",
            "12 Lê Lợi, Tân An, Hà Nội, Vietnam", "12 Lê Lợi, Tân An, Hà Nội - Việt Nam",
            "12 Lê Lợi, Tân An, Hà Nội, Viet Nam",
            "12 Lê Lợi, Tân An, Hà Nội, CHXHCN Việt Nam", "Việt Nam, Hà Nội, phường Tân An, đường Lê Lợi, số 12",
            "12 Lê Lợi, Tân An, Hà Nội, Cộng hòa xã hội chủ nghĩa Việt Nam", "12 Lê Lợi, Tân An, Hà Nội, nước Việt Nam",
            "Số 012, đường Lê Lợi, phường Tân An, thành phố Hà Nội", "Số 0012 Lê Lợi, Tân An, Hà Nội",
            "so 12, duong le loi, phuong tan an, thanh pho ha noi", "12 LE LOI, TAN AN, HA NOI",
            "12 Le Loi, P. Tan An, TP Ha Noi",
            "12 le loi tan an hanoi", "So 12 Duong Le Loi, Phuong Tan An, Ha Noi, Viet Nam", "12 Lê Lợi, Tân An, Hanoi",
            "Số 12, \u{D0}ường Lê Lợi, phường Tân An, Hà Nội", "Số 12, \u{189}ường Lê Lợi, phường Tân An, Hà Nội",
            "Số 12,\u{A0}đường Lê\u{A0}Lợi, phường\u{200B} Tân An, Hà Nội", "\u{FEFF}12 Lê Lợi, Tân An, Hà Nội",
            "12 L\u{AD}ê Lợi, Tân\u{3000}An, Hà\u{2009}Nội", "Ｓố １２, Lê Lợi, Tân An, Hà Nội",
            "đường Lê Lợi, số 12, phường Tân An, Hà Nội", "đường Lê Lợi số 12, phường Tân An, Hà Nội",
            "Hà Nội, phường Tân An, đường Lê Lợi, số 12", "TP Hà Nội - P. Tân An - đường Lê Lợi - số 12",
            "phường Tân An, số 12, đường Lê Lợi, Hà Nội", "thành phố Hà Nội, phường Tân An, 12 Lê Lợi",
            "12 phố Lê Lợi, Tân An, Hà Nội", "12 Lê Lợi (phường Tân An), Hà Nội", "12 Lê Lợi | Tân An | Hà Nội",
            "12 Lê Lợi, Tân An, Hà Nội 100000", "12 Lê Lợi, Tân An, Hà Nội, 11000", "12 Lê Lợi, Tân An, HN",
            "12 Lê Lợi, Tân An, TP.HN",
            "Số: 12, Đường: Lê Lợi, Phường: Tân An, TP: Hà Nội",
            // In the units before 2025-07-01, which the record keeps.
            "Số 12, đường Lê Lợi, phường 3, quận Bình Phú, thành phố Hà Nội", "12 Lê Lợi, P3, Q. Bình Phú, Hà Nội",
            "12 Lê Lợi, P.3, Q.Bình Phú, TP.Hà Nội", "12 Lê Lợi, phường 03, quận Bình Phú, Hà Nội",
            "12 Lê Lợi, F3, Bình Phú, Hà Nội",
            "12 Lê Lợi P.03 Q. Bình Phú Hà Nội", "12 Le Loi, Phuong 3, Quan Binh Phu, Ha Noi",
            "12 Lê Lợi - P3 - Bình Phú - Hà Nội",
            "12 Lê Lợi, Phường III, quận Bình Phú, Hà Nội", "quận Bình Phú, phường 3, đường Lê Lợi, số 12, Hà Nội",
        ],
        other: [
            "Số 14, đường Lê Lợi, phường Tân An, thành phố Hà Nội",
            "Số 12A, đường Lê Lợi, phường Tân An, thành phố Hà Nội",
            "Số 1, đường Lê Lợi, phường Tân An, Hà Nội", "Số 112, đường Lê Lợi, phường Tân An, Hà Nội",
            "21 Lê Lợi, Tân An, Hà Nội",
            "Số 12, đường Lê Lai, phường Tân An, thành phố Hà Nội", "12 Trần Phú, Tân An, Hà Nội",
            "12 Lê Lợi, Tân Bình, Hà Nội",
            "Số 12, đường Lê Lợi, phường Tân Ân, thành phố Hà Nội",
            "Số 12, đường Lê Lợi, phường Tấn An, thành phố Hà Nội",
            "Số 12, đường Lê Lợi, phường Tân An, thành phố Hải Phòng", "12 Lê Lợi, Tân An, Sài Gòn",
            "12 Lê Lợi, Tân An, TP HCM",
            "Số 12, đường Lê Lợi, phường Tân An, tỉnh Nam Định", "12 Lê Lợi, phường An Tân, Hà Nội",
            "12 Lê Lơi, phường Tân An, Hà Nội",
            "12 Lê Lợi, phường 3, quận Bình Tân, Hà Nội", "12 Lê Lợi, phường 5, quận Bình Phú, Hà Nội",
            "12 Lê Lợi, P13, Q. Bình Phú, Hà Nội",
            "14 Lê Lợi, phường 3, quận Bình Phú, Hà Nội", "12 đường 3, phường Lê Lợi, quận Bình Phú, Hà Nội",
            "12/3 Lê Lợi, Tân An, Hà Nội",
            "đường Lê Lợi Tân, phường An, số 12, Hà Nội", "Thành phố Hồ Chí Minh", "Hải Phòng", "tỉnh Lào Cai",
            "Bình Dương",
        ],
        unclear: [
            "claim-coarser": [
                "Hà Nội", "thành phố Hà Nội", "TP Hà Nội, Việt Nam", "phường Tân An, Hà Nội", "Tân An, Hà Nội",
                "Lê Lợi, Tân An, Hà Nội",
                "đường Lê Lợi, phường Tân An, Hà Nội", "12 Lê Lợi, phường Tân An", "12 Lê Lợi, Hà Nội",
                "Số 12, phường Tân An, Hà Nội",
                "12 Lê Lợi", "Việt Nam", "12 Lê Lợi, phường 3, Hà Nội", "12 Lê Lợi, quận Bình Phú, Hà Nội",
                "quận Bình Phú, Hà Nội",
                "phường 3, quận Bình Phú, Hà Nội", "12 Lê Lợi, P3, Q. Bình Phú",
            ],
            "claim-finer": [
                "12 Lê Lợi, khu phố 3, phường Tân An, Hà Nội", "Tổ 4, số 12, đường Lê Lợi, phường Tân An, Hà Nội",
                "Tầng 3, số 12, đường Lê Lợi, phường Tân An, Hà Nội", "12 Lê Lợi, tổ dân phố 4, phường Tân An, Hà Nội",
            ],
            "other-units": [
                "12 Lê Lợi, xã Tân An, Hà Nội", "12 Lê Lợi, thị trấn Tân An, Hà Nội",
                "12 Lê Lợi, phường Tân An, quận Bình Phú, Hà Nội",
                "12 Lê Lợi, phường 3, huyện Bình Phú, Hà Nội", "12 Lê Lợi, xã Tân An, tỉnh Hà Tây",
                "12 Lê Lợi, phường Tân An, tỉnh Hà Tây",
            ],
            "marks-missing": ["12 Le Loi, phường Tân An, Hà Nội", "12 Lê Lợi, phuong Tan An, Hà Nội"],
            "spelling-unclear": [
                "12 Tân An, Lê Lợi, Hà Nội", "12 Lê Lợi, phường Tân An (trước đây là phường 3, quận Bình Phú), Hà Nội",
                "12 Lê Lợi, phường 3, quận Bình Phú, nay là phường Tân An, Hà Nội", "Lê Lợi, Tân An, số 12, Hà Nội",
                "Số 2, ngõ 12, đường Lê Lợi, phường Tân An, Hà Nội",
            ],
            "claim-unreadable": [
                "Số 12, đường Lê Lợi, phường Tаn An, Hà Nội", "河内", "Số 12, ул. Ле Лой", "12 Лê Lợi, Tân An, Hà Nội",
            ],
        ])

    /// A hamlet in the Central Highlands, settled after the merger: there is no former wording.
    static let hamlet = AddressSpellings(
        held: "Thôn 3, xã Ea Kao, tỉnh Đắk Lắk", province: "66",
        same: [
            "thôn 3, Ea Kao, Đắk Lắk", "Thôn 3 xã Ea Kao tỉnh Đắk Lắk", "THON 3 , XA EA KAO, TINH DAK LAK",
            "Thôn 03, xã Ea Kao, tỉnh Đắk Lắk",
            "Thôn 3, X. Ea Kao, T. Đắk Lắk", "Thôn 3 - Ea Kao - Đắk Lắk", "Thôn 3, xã Ea Kao, Đăk Lăk",
            "Thôn 3, xã Ea Kao, Đắc Lắc",
            "Thôn 3, xã Ea Kao, \u{D0}ắk Lắk", "thôn 3, xã Ea Kao, Daklak", "thôn3, xã Ea Kao, Đắk Lắk",
            "Thôn III, xã Ea Kao, Đắk Lắk", "tỉnh Đắk Lắk, xã Ea Kao, thôn 3", "Đắk Lắk, xã Ea Kao, thôn 3, Việt Nam",
            "xã Ea Kao, thôn 3, Đắk Lắk", "Thôn 3, Ea Kao, Đắk Lắk, Việt Nam", "Thôn 3, xã Ea Kao, Dak Lak Province",
        ],
        other: [
            "Thôn 2, xã Ea Kao, tỉnh Đắk Lắk", "thôn 4, Ea Kao", "Thôn 13, xã Ea Kao, Đắk Lắk",
            "Thôn 3, xã Ea Tu, tỉnh Đắk Lắk",
            "Thôn 3, xã Ea Kao, tỉnh Lâm Đồng", "Thôn 3, xã Ea Kao, Đắk Nông", "Thôn 3A, xã Ea Kao, Đắk Lắk",
            "Thôn 3, xã Ea Kào, Đắk Lắk",
        ],
        unclear: [
            "claim-coarser": ["Đắk Lắk", "xã Ea Kao, tỉnh Đắk Lắk", "Ea Kao, Đắk Lắk", "thôn 3, Ea Kao"],
            "claim-finer": ["Số 7, thôn 3, xã Ea Kao, Đắk Lắk", "Tổ 2, thôn 3, xã Ea Kao, Đắk Lắk"],
            "other-units": [
                "Thôn 3, xã Ea Kao, thành phố Buôn Ma Thuột, tỉnh Đắk Lắk",
                "Thôn 9, xã Hòa Thắng, thành phố Buôn Ma Thuột, tỉnh Đắk Lắk",
                "Thôn 3, xã Hòa Hiệp, tỉnh Phú Yên", "Thôn 3, phường Ea Kao, tỉnh Đắk Lắk",
                "Thôn 3, xã Ea Kao, tỉnh Phú Yên",
            ],
        ])
}
