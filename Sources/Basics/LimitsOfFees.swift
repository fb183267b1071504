// The bounds of fees and payments.

extension Limits {
    /// Characters of the number of a receipt with its series, or of a payment platform's name of a transaction.
    public static let paymentReferenceCharactersMax = 64
    /// What a payment platform says of one payment: a signed token of a few claims.
    public static let paymentMessageBytesMax = 8 * 1024
    /// Messages of a platform that paid nothing, kept until somebody has looked after the money.
    public static let heldPaymentsShownMax = 500
}
