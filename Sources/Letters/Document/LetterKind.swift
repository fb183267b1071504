// The kinds of paper of a dossier.

/// One kind for each template of `Templates/letters/`; the raw value is the file's name and stands in stored markup.
public enum LetterKind: String, CaseIterable, Codable, Hashable, Sendable {
    /// The organisation's own written request (văn bản yêu cầu).
    case request
    /// Form 01: Giấy tiếp nhận hồ sơ và hẹn trả kết quả.
    case receiptSlip = "receipt-slip"
    /// Form 02: Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ.
    case supplementSlip = "supplement-slip"
    /// Form 03: Phiếu từ chối tiếp nhận giải quyết hồ sơ.
    case intakeRefusal = "intake-refusal"
    /// The decision that permits exploitation, full or narrower (quyết định).
    case approvalDecision = "approval-decision"
    /// The written refusal with reasons and article (công văn).
    case refusal
    /// Notice that the result can be had (thông báo kết quả khai thác thông tin).
    case resultNotice = "result-notice"
    /// The released data, persons by fields, with the recipient's mark.
    case dataSheet = "data-sheet"
    /// Sổ đăng ký văn bản đi.
    case registerOutgoing = "register-outgoing"
    /// Sổ đăng ký văn bản đến.
    case registerIncoming = "register-incoming"

    /// Whether the paper gets its number and date from the outgoing register at issue; until then it is a draft.
    public var isNumbered: Bool {
        switch self {
        case .receiptSlip, .supplementSlip, .intakeRefusal, .approvalDecision, .refusal, .resultNotice: true
        case .request, .dataSheet, .registerOutgoing, .registerIncoming: false
        }
    }
}
