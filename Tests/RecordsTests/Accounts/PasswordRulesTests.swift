// Which passwords are taken: long ones that are nobody's first guess, in every script.

import Basics
import Testing

@testable import Records

struct PasswordRulesTests {
    private let owner = PasswordOwner(
        username: "lan.nguyen", name: "Nguyễn Thị Lan", unitName: "Văn phòng công chứng Hồ Gươm")

    @Test(arguments: [
        "một mật khẩu đủ dài", "correct horse battery", "ngựa đúng pin ghim", "Đường về nhà rất xa",
        "длинный тайный ключ",
        "μακρύ μυστικό κλειδί", "長い秘密の言葉はこれです", "긴 비밀 문장입니다 그래", "รหัสผ่านที่ยาวมากจริงๆ", "एक लंबा गुप्त वाक्य",
        "كلمة سر طويلة جدا", "סיסמה ארוכה וסודית", "👩‍👩‍👧‍👦🐘🌾🏮🚲🥭☔️🎏🧵🪷", "x7$kQ!29vv#p", "tôi 1 mình đi bộ",
    ])
    func aLongPasswordOfEveryScriptIsTaken(password: String) {
        #expect(PasswordRules.problem(password, of: owner) == nil)
    }

    @Test(arguments: ["a", "ạ", "字", "🏮", "é"]) func everyLengthFromOneTo300HasItsAnswer(unit: String) {
        for length in 1...300 {
            // Not a repetition: the letters in between differ.
            let password = (0..<length).map { $0 % 2 == 0 ? unit : String(UnicodeScalar(0x4e00 + $0)!) }.joined()
            let expected: AccountProblem? =
                length < 10 ? .passwordTooShort(min: 10) : length > 256 ? .passwordTooLong(max: 256) : nil
            #expect(PasswordRules.problem(password, of: owner) == expected, "\(length)")
        }
    }

    @Test(arguments: [
        "password123", "Password@2026", "P@ssw0rd!!!!", "p4ssw0rd2026", "1234567890", "0912345678", "001099000001",
        "01/01/1990 01", "aaaaaaaaaa", "xinxinxinxin", "passwordpassword", "qwertyuiop", "poiuytrewq", "abcdefghijkl",
        "1q2w3e4r5t6y", "iloveyou2026", "Mật khẩu 123", "matkhau@2026", "m4tkh4u!!!!", "anh yêu em 123", "AnhYeuEm!!",
        "khôngbiết123", "Việt Nam 1975", "vietnam@2026", "hanoi123456", "admin@123456", "Công an 2026", "welcome2026",
        "nguyenvana2000", "０９１２３４５６７８",
    ])
    func whatIsTriedFirstIsRefused(password: String) {
        #expect(PasswordRules.problem(password, of: owner) == .passwordCommon)
    }

    @Test(arguments: [
        "Nguyễn Thị Lan", "nguyenthilan1", "NguyenThiLan@90", "lan.nguyen2026", "Lan Nguyễn 123", "vanphongcongchung",
        "Văn phòng Hồ Gươm", "congchunghoguom", "hồgươm công chứng 1",
    ])
    func theOwnNameAndTheOrganisationsAreRefused(password: String) {
        #expect(PasswordRules.problem(password, of: owner) == .passwordHoldsName)
    }

    @Test(arguments: ["Lan thích đi chợ sớm", "hồ gươm mùa thu lá vàng"])
    func aNameWithinALongSentenceIsNoFault(password: String) {
        #expect(PasswordRules.problem(password, of: owner) == nil)
    }

    @Test func thePasswordsThatTheServerMakesAreTaken() {
        for _ in 0..<200 {
            let password = TemporaryPassword.make()
            #expect(PasswordRules.problem(password, of: owner) == nil, "\(password)")
            #expect(password.wholeMatch(of: #/[2-9a-z]{4}-[2-9a-z]{4}-[2-9a-z]{4}/#) != nil)
        }
    }
}
