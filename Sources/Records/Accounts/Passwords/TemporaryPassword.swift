// A password that the server makes up, for somebody to pass on.

import Basics

public enum TemporaryPassword {
    /// Letters and digits that are not mistaken for one another on paper or over the telephone; 32 of them.
    private static let alphabet = Array("23456789abcdefghijkmnpqrstuvwxyz".utf8)

    /// 60 random bits in three groups: more than the throttle lets anybody try, few enough to be read out.
    public static func make() -> String {
        let letters = Random.bytes(12).map { alphabet[Int($0 & 31)] }
        return String(decoding: letters, as: UTF8.self).grouped(by: 4, separator: "-")
    }
}
