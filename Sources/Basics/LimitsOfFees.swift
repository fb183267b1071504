// The bounds of fees and payments.

extension Limits {
    /// Characters of the number of a receipt with its series, or of a payment platform's name of a transaction.
    public static let paymentReferenceCharactersMax = 64
    /// Days that a requester has at least to pay a fee, also where the answer came on the last day of use.
    public static let paymentDays = 10
    /// What a payment platform says of one payment: a signed token of a few claims.
    public static let paymentMessageBytesMax = 8 * 1024
    /// The code of a dossier as whoever paid typed it.
    public static let paymentCaseBytesMax = 200
    /// Payments that match nothing, on the page of the register: the newest.
    public static let heldPaymentsShownMax = 500
}
