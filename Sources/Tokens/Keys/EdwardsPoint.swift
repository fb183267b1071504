// Whether 32 bytes are a public key of Ed25519: libcrypto 3.0 takes any, and finds out when it verifies.

import COpenSSL

enum EdwardsPoint {
    /// 2²⁵⁵ − 19, and d of the curve −x² + y² = 1 + d·x²·y² (RFC 8032 section 5.1).
    private static let prime = "7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffed"
    private static let constant = "52036cee2b6ffe738cc740797779e89800700a4d4141d8ab75eb4dca135978a3"
    /// The y of the eight points of small order, besides 0, 1 and −1: those of order 8.
    private static let smallOrder = [
        "05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826",
        "7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7",
    ]

    /// Whether the y of the bytes is written in full (below the prime) and has an x on the curve, and whether the point
    /// is none of the eight under which one signature fits many messages.
    /// - Parameter bytes: 32, y with its lowest byte first and the sign of x in the highest bit.
    static func isPublicKey(_ bytes: [UInt8]) -> Bool {
        guard let context = BN_CTX_new() else { return false }
        defer { BN_CTX_free(context) }
        BN_CTX_start(context)
        defer { BN_CTX_end(context) }
        func number(_ hex: String? = nil) -> OpaquePointer? {
            var number = BN_CTX_get(context)
            if let hex { BN_hex2bn(&number, hex) }
            return number
        }
        guard let prime = number(prime), let constant = number(constant), let y = number(), let square = number(),
            let above = number(), let below = number()
        else { return false }

        var magnitude = bytes
        magnitude[magnitude.count - 1] &= 0x7F
        BN_lebin2bn(magnitude, Int32(magnitude.count), y)
        guard BN_cmp(y, prime) < 0, !smallOrder.contains(where: { BN_cmp(y, number($0)) == 0 }), BN_is_zero(y) == 0
        else { return false }

        // x² = (y² − 1) / (d·y² + 1) has a root where the product of both is a square; x = 0 leaves y = 1 and y = −1.
        let computed =
            BN_mod_sqr(square, y, prime, context) == 1
            && BN_mod_sub(above, square, BN_value_one(), prime, context) == 1
            && BN_mod_mul(below, constant, square, prime, context) == 1
            && BN_add_word(below, 1) == 1
            && BN_mod_mul(square, above, below, prime, context) == 1
        return computed && BN_kronecker(square, prime, context) == 1
    }
}
