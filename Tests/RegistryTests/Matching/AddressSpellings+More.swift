// More of the table: alleys, quarters, names made of unit words, old provinces, places of birth.

extension AddressSpellings {
    static let all = [
        house, hamlet, ward, quarter, alley, unitNames, highlands, homonym, numbers, nativePlace, oldCity,
    ]

    /// A ward with a number before the merger, in a city of many names.
    static let ward = AddressSpellings(
        held: "Số 215, đường Trần Hưng Đạo, phường Bến Thành, thành phố Hồ Chí Minh",
        former: "Số 215, đường Trần Hưng Đạo, phường Phạm Ngũ Lão, quận 1, thành phố Hồ Chí Minh", province: "79",
        same: [
            "215 Trần Hưng Đạo, Bến Thành, TP HCM", "215 Trần Hưng Đạo, P. Bến Thành, TP.HCM",
            "215 Trần Hưng Đạo, P.Bến Thành, TPHCM",
            "215 Trần Hưng Đạo, Bến Thành, Tp. Hồ Chí Minh", "215 Trần Hưng Đạo, Bến Thành, T.P Hồ Chí Minh",
            "215 Trần Hưng Đạo, Bến Thành, HCM",
            "215 Trần Hưng Đạo, Bến Thành, Sài Gòn", "215 Trần Hưng Đạo, Bến Thành, TP Sài Gòn",
            "215 Trần Hưng Đạo, Bến Thành, Ho Chi Minh City",
            "Số 215 đường Trần Hưng Đạo phường Bến Thành thành phố Hồ Chí Minh", "215 Tran Hung Dao, Ben Thanh, TP HCM",
            "Số 215, đường Trần Hưng Đạo - phường Bến Thành - TP. Hồ Chí Minh - Việt Nam",
            "215 Trần Hưng Đạo, Bến Thành, TP. HCM 700000",
            "215 Trần Hưng Đạo, phường Phạm Ngũ Lão, quận 1, TP HCM", "215 Trần Hưng Đạo, P. Phạm Ngũ Lão, Q.1, TP.HCM",
            "215 Trần Hưng Đạo, P. Phạm Ngũ Lão, Q1, TP.HCM", "215 Trần Hưng Đạo, Phạm Ngũ Lão, Q 1, Sài Gòn",
            "215 Trần Hưng Đạo, phường Phạm Ngũ Lão, Quan 1, TP HCM",
            "215 Trần Hưng Đạo, Phạm Ngũ Lão, Quận 01, TP HCM",
            "215 Trần Hưng Đạo P Phạm Ngũ Lão Quận 1 TPHCM", "215 Tran Hung Dao, Pham Ngu Lao, Quan 1, TP Ho Chi Minh",
            "215 Trần Hưng \u{110}ạo, Bến Thành, TP HCM", "215 Trần Hưng \u{D0}ạo, Bến Thành, TP HCM",
        ],
        other: [
            "215 Trần Hưng Đạo, phường Cầu Kho, quận 1, TP HCM", "215 Trần Hưng Đạo, Bến Thành, Hà Nội",
            "215 Trần Hưng Đạo, phường Sài Gòn, TP HCM",
            "251 Trần Hưng Đạo, Bến Thành, TP HCM", "215 Trần Hưng Đạo, phường Phạm Ngũ Lão, quận 5, TP HCM",
            "215 Trần Quang Khải, Bến Thành, TP HCM",
            "215 Trần Hưng Đạo, phường 1, quận Phạm Ngũ Lão, TP HCM",
            "215 Trần Hưng Đạo, Q. 11, P. Phạm Ngũ Lão, TP HCM",
        ],
        unclear: [
            "claim-coarser": [
                "TP HCM", "Sài Gòn", "Bến Thành, TP HCM", "215 Trần Hưng Đạo, quận 1, TP HCM",
                "215 Trần Hưng Đạo, phường Phạm Ngũ Lão, TP HCM",
                "215 Trần Hưng Đạo, TP HCM",
            ],
            "other-units": [
                "215 Trần Hưng Đạo, phường Bến Thành, quận 1, TP HCM",
                "215 Trần Hưng Đạo, phường Bến Thành, tỉnh Bình Dương",
                "215 Trần Hưng Đạo, xã Bến Thành, TP HCM",
            ],
        ])

    /// Groups and quarters, in a province that is no more.
    static let quarter = AddressSpellings(
        held: "Tổ 5, khu phố 2, phường Dĩ An, thành phố Hồ Chí Minh",
        former: "Tổ 5, khu phố 2, phường Dĩ An, thành phố Dĩ An, tỉnh Bình Dương", province: "79",
        same: [
            "tổ 05, KP 2, P. Dĩ An, TP HCM", "Tổ 5, KP2, Dĩ An, TP.HCM", "TDP 5, KP.2, Dĩ An, TPHCM",
            "tổ dân phố 5, khu phố 2, Dĩ An, TP HCM",
            "Tổ 5 khu phố 2 phường Dĩ An TP Hồ Chí Minh", "khu phố 2, tổ 5, phường Dĩ An, TP HCM",
            "To 5, Khu pho 2, Di An, TP HCM",
            "Tổ 5, khu phố II, Dĩ An, TP HCM", "Tổ 5, Khu phố 02, P. Dĩ An, TP. Dĩ An, Bình Dương",
            "Tổ 5, KP2, Dĩ An, Dĩ An, Bình Dương",
            "tổ 5, khu phố 2, phường Dĩ An, thành phố Dĩ An, Binh Duong Province",
            "Tổ 5 - KP 2 - P. Dĩ An - TP. Dĩ An - T. Bình Dương",
            "tổ5, kp2, p.Dĩ An, tp.Dĩ An, t.Bình Dương", "TP HCM, phường Dĩ An, khu phố 2, tổ 5",
        ],
        other: [
            "Tổ 6, khu phố 2, phường Dĩ An, TP HCM", "Tổ 5, khu phố 3, phường Dĩ An, TP HCM",
            "Tổ 2, khu phố 5, phường Dĩ An, TP HCM",
            "Tổ 5, khu phố 2, phường Dĩ An, thành phố Thuận An, tỉnh Bình Dương",
            "Tổ 5, khu phố 2, phường An Bình, TP HCM",
            "Tổ 5, khu phố 2, phường Dĩ An, tỉnh Đồng Nai", "Tổ 5, khu phố 2, Dĩ An, Bà Rịa - Vũng Tàu",
        ],
        unclear: [
            "claim-coarser": [
                "KP 2, Dĩ An, TP HCM", "tổ 5, phường Dĩ An, TP HCM", "Dĩ An, TP HCM",
            ],
            "claim-finer": ["Số 7, tổ 5, khu phố 2, phường Dĩ An, TP HCM"],
            "other-units": [
                "Tổ 5, khu phố 2, thị trấn Dĩ An, huyện Dĩ An, tỉnh Bình Dương", "Tổ 5, khu phố 2, Dĩ An, Bình Dương",
            ],
        ])

    /// A street that is called like a unit, and a house in an alley.
    static let alley = AddressSpellings(
        held: "Số 5, ngõ 12, đường Xã Đàn, phường Kim Liên, thành phố Hà Nội", province: "01",
        same: [
            "5, ngõ 12, Xã Đàn, Kim Liên, Hà Nội", "Số 5 ngõ 12 Xã Đàn, Kim Liên, Hà Nội",
            "Số 5 ngõ 12 phố Xã Đàn, P. Kim Liên, Hà Nội",
            "So 5 ngo 12 Xa Dan, Kim Lien, Ha Noi", "số 05, ngõ 012, đường Xã Đàn, phường Kim Liên, Hà Nội",
        ],
        other: [
            "Số 5, ngõ 21, đường Xã Đàn, phường Kim Liên, Hà Nội",
            "Số 6, ngõ 12, đường Xã Đàn, phường Kim Liên, Hà Nội",
            "Số 5, ngõ 12, đường Xã Tắc, phường Kim Liên, Hà Nội",
        ],
        unclear: [
            "spelling-unclear": ["5/12 Xã Đàn, phường Kim Liên, Hà Nội", "12/5 Xã Đàn, Kim Liên, Hà Nội"],
            "claim-coarser": ["Xã Đàn, Kim Liên, Hà Nội"],
        ])

    /// Names that look like unit words once their marks are gone.
    static let unitNames = AddressSpellings(
        held: "Số 7, đường Ngô Quyền, phường Phương Liên, thành phố Hà Nội", province: "01",
        same: [
            "7 Ngô Quyền, Phương Liên, Hà Nội", "7 Ngo Quyen, Phuong Lien, Ha Noi",
            "7 ngo quyen, phuong phuong lien, ha noi",
            "7 Ngo Quyen, P. Phuong Lien, Ha Noi", "so 7 duong ngo quyen phuong phuong lien thanh pho ha noi",
        ],
        other: [
            "7 Ngô Quyền, phường Liên, Hà Nội", "7 Ngô Quyền, Phượng Liên, Hà Nội",
            "7 đường Quyền, phường Phương Liên, Hà Nội",
        ],
        unclear: ["claim-coarser": ["7 Ngõ Quyền, Phương Liên, Hà Nội"]])

    /// Names with apostrophes, and a hamlet that is named.
    static let highlands = AddressSpellings(
        held: "Buôn Ko' Đung, xã Cư M'gar, tỉnh Đắk Lắk", province: "66",
        same: [
            "Buôn Ko’ Đung, xã Cư M’gar, tỉnh Đắk Lắk", "buôn Ko\u{2BC} Đung, Cư M\u{2BC}gar, Đắk Lắk",
            "Buôn Ko` Đung, xã Cư M`gar, Đắk Lắk",
            "Buôn Ko Đung, xã Cư Mgar, tỉnh Đắk Lắk", "BUÔN KO' \u{D0}UNG, XÃ CƯ M'GAR, TỈNH \u{D0}ẮK LẮK",
            "Buon Ko' Dung, Cu M'gar, Dak Lak",
        ],
        other: ["Buôn Ko' Tam, xã Cư M'gar, tỉnh Đắk Lắk", "Buôn Ko' Đung, xã Cư Pui, tỉnh Đắk Lắk"],
        unclear: [
            "spelling-unclear": ["Ko' Đung, xã Cư M'gar, tỉnh Đắk Lắk"], "claim-coarser": ["xã Cư M'gar, Đắk Lắk"],
        ])

    /// Two communes of one province that only their marks tell apart.
    static let homonym = AddressSpellings(
        held: "Thôn 2, xã Sơn Hạ, tỉnh Quảng Ngãi", province: "51",
        same: ["Thôn 2, Sơn Hạ, Quảng Ngãi", "thôn 2 xã Sơn Hạ Quảng Ngãi"],
        other: ["Thôn 2, xã Sơn Hà, tỉnh Quảng Ngãi", "thôn 2, Sơn Hà, Quảng Ngãi"],
        unclear: [
            "ambiguous-place": ["Thon 2, xa Son Ha, tinh Quang Ngai", "thon 2, son ha, quang ngai"],
            "claim-coarser": ["xã Sơn Hạ, Quảng Ngãi"],
        ])

    /// Streets with numbers for names, houses with slashes and letters, quarters with Roman numbers.
    static let numbers = AddressSpellings(
        held: "Số 8/3A, đường số 5, khu phố II, phường Thủ Đức, thành phố Hồ Chí Minh", province: "79",
        same: [
            "8/3A đường số 5, khu phố 2, Thủ Đức, TP HCM", "8/3a đường 5, KP 2, P. Thủ Đức, TP HCM",
            "8/03A Đường số 05, KP2, Thủ Đức, TP HCM",
            "8 / 3A đường số 5, khu phố II, Thủ Đức, TP HCM", "Số 08/3A, đường 5, khu phố ii, phường Thủ Đức, Sài Gòn",
            "8/3 A, đường số 5, khu phố 2, Thủ Đức, TP HCM",
        ],
        other: [
            "8/3 đường số 5, khu phố 2, Thủ Đức, TP HCM", "83A đường số 5, khu phố 2, Thủ Đức, TP HCM",
            "8/3A đường số 6, khu phố 2, Thủ Đức, TP HCM",
            "8/3A đường số 5, khu phố 3, Thủ Đức, TP HCM", "8/3A đường số 5, khu phố III, Thủ Đức, TP HCM",
            "3A/8 đường số 5, khu phố 2, Thủ Đức, TP HCM",
        ],
        unclear: ["claim-coarser": ["8/3A đường số 5, phường Thủ Đức, TP HCM", "8/3A, khu phố 2, Thủ Đức, TP HCM"]])

    /// A native place, of which the registry has only the wording of its time.
    static let nativePlace = AddressSpellings(
        held: "xã Phú Sơn, huyện Hòa Lộc, tỉnh Nam Định",
        same: [
            "Phú Sơn, Hoà Lộc, Nam Định", "xã Phú Sơn, huyện Hoà Lộc, tỉnh Nam Định",
            "X. Phú Sơn, H. Hòa Lộc, T. Nam Định",
            "xã Phú Sơn huyện Hòa Lộc tỉnh Nam Định", "Phú Sơn - Hòa Lộc - Nam Định", "Phu Son, Hoa Loc, Nam Dinh",
            "Phú Sơn Hòa Lộc Nam Định",
            "Phú Sơn, Hòa Lộc, Nam Định, Việt Nam", "tỉnh Nam Định, huyện Hòa Lộc, xã Phú Sơn",
            "xã Phú Sơn , huyện Hòa Lộc , Nam Định",
        ],
        other: [
            "xã Phú An, huyện Hòa Lộc, tỉnh Nam Định", "xã Phú Sơn, huyện Hòa An, tỉnh Nam Định",
            "xã Phú Sơn, huyện Hòa Lộc, tỉnh Hà Nam",
            "Phú An, Hòa Lộc, Nam Định", "xã Hòa Lộc, huyện Phú Sơn, tỉnh Nam Định", "Phú Sơn, Hóa Lộc, Nam Định",
            "Hà Nội",
            "xã Phú An, tỉnh Nam Định", "xã Phú Sơn, tỉnh Thanh Hóa",
        ],
        unclear: [
            "claim-coarser": [
                "Nam Định", "tỉnh Nam Định", "huyện Hòa Lộc, Nam Định", "Phú Sơn, Nam Định",
                "xã Phú Sơn, huyện Hòa Lộc",
            ],
            "other-units": [
                "xã Phú Sơn, huyện Hòa Lộc, tỉnh Hà Nam Ninh", "xã Phú Sơn, huyện Hòa Lộc, tỉnh Ninh Bình",
                "xã Đồng Thịnh, tỉnh Ninh Bình",
                "phường Phú Sơn, tỉnh Ninh Bình", "thị trấn Phú Sơn, huyện Hòa Lộc, tỉnh Nam Định",
                "xã Phú Sơn, huyện Hòa Lộc, tỉnh Nam Hà",
            ],
            "claim-finer": ["Thôn 3, xã Phú Sơn, huyện Hòa Lộc, tỉnh Nam Định"],
        ])

    /// A city that was one of a province, in a province with dashes in its name.
    static let oldCity = AddressSpellings(
        held: "phường 7, thành phố Vũng Tàu, tỉnh Bà Rịa - Vũng Tàu",
        same: [
            "P7, TP Vũng Tàu, Bà Rịa - Vũng Tàu", "phường 7, TP. Vũng Tàu, Bà Rịa-Vũng Tàu",
            "P.7, Vũng Tàu, tỉnh Bà Rịa – Vũng Tàu",
            "Phường 07 thành phố Vũng Tàu tỉnh Bà Rịa Vũng Tàu", "phuong 7, thanh pho vung tau, ba ria vung tau",
            "P7, TP Vũng Tàu, BRVT",
            "P7, TP Vũng Tàu, BR-VT",
        ],
        other: [
            "phường 8, thành phố Vũng Tàu, tỉnh Bà Rịa - Vũng Tàu",
            "phường 7, thành phố Bà Rịa, tỉnh Bà Rịa - Vũng Tàu",
            "quận 7, TP Hà Nội", "phường 7, thành phố Tân An, tỉnh Long An",
        ],
        unclear: [
            "other-units": [
                "phường Vũng Tàu, TP HCM", "phường 7, TP Vũng Tàu, TP HCM",
                "phường 7, thị xã Vũng Tàu, Bà Rịa - Vũng Tàu",
            ],
            "claim-coarser": ["thành phố Vũng Tàu, Bà Rịa - Vũng Tàu", "Bà Rịa - Vũng Tàu"],
        ])
}
