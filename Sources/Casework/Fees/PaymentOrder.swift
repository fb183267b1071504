// Whether an answer waits for its fee.

/// When a fee is paid. Circular 48/2022/TT-BTC has it paid "when the result is received", and not which of the two
/// comes first where they are not handed over at one counter: a site says so (setting `payment`).
public enum PaymentOrder: String, CaseIterable, Sendable {
    /// The answer is kept back until its fee is paid.
    case beforeResult = "before-result"
    /// The answer may be opened at once; its fee is asked for beside that.
    case afterResult = "after-result"
}
