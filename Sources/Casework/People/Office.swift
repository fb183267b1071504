// Who decides.

public import Basics

/// The code of a managing agency: `central`, or the two-digit code of a province for its provincial police.
public struct OfficeCode: Hashable, Sendable, TextCodable, Comparable {
    public let text: String

    public init(_ text: String) { self.text = text }

    public static let central = OfficeCode("central")

    public var description: String { text }

    public static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}

/// A managing agency of the database, with what its letters print.
public struct Office: Hashable, Codable, Sendable {
    public var code: OfficeCode
    /// Full Vietnamese name, as running text.
    public var name: String
    /// English name for the pages.
    public var englishName: String
    /// Upper-case line of the direct superior, such as `BỘ CÔNG AN` (Decree 30/2020, box 2).
    public var superior: String
    /// Upper-case line of the issuing agency, such as `CÔNG AN TỈNH PHÚ THỌ`.
    public var letterhead: String
    /// The abbreviation in document numbers, such as `CAHN`.
    public var abbreviation: String
    /// Place name before the date, such as `Hà Nội`.
    public var place: String
    /// Unit code at the head of dossier codes, such as `H26.01` (Decision 20/2020/QĐ-TTg).
    public var unitCode: String
    public var address: String
    public var telephone: String

    public init(
        code: OfficeCode, name: String, englishName: String, superior: String, letterhead: String,
        abbreviation: String, place: String, unitCode: String, address: String, telephone: String
    ) {
        self.code = code
        self.name = name
        self.englishName = englishName
        self.superior = superior
        self.letterhead = letterhead
        self.abbreviation = abbreviation
        self.place = place
        self.unitCode = unitCode
        self.address = address
        self.telephone = telephone
    }
}
