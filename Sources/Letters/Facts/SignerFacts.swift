// Who signs for the office.

public import Casework

/// The signature.
public struct SignerFacts: FactSource {
    /// `KT. CỤC TRƯỞNG`; empty for the head.
    public var authority: String
    /// `PHÓ CỤC TRƯỞNG`.
    public var title: String
    public var name: String
    /// What stands in the place of a signature, such as `(Đã ký)`; empty for the room for one.
    public var remark = ""

    public init(authority: String, title: String, name: String) {
        self.authority = authority
        self.title = title
        self.name = name
    }

    public var group: FactGroup { .signer }

    public func write(_ pen: inout FactPen) {
        pen.upper("signerAuthority", authority)
        pen.upper("signerTitle", title)
        pen.text("signerName", name)
        pen.text("signerRemark", remark)
    }
}
