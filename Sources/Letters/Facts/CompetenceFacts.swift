// Who may decide, and why they.

public import Casework

/// The competent person and the article behind it; both empty where a clerk assigned the case.
public struct CompetenceFacts: FactSource {
    /// As running text, such as `Giám đốc Công an thành phố Hà Nội`.
    public var position: String
    /// The article, such as `khoản 2 Điều 9 Nghị định số 70/2024/NĐ-CP`.
    public var article: String

    public init(position: String, article: String) {
        self.position = position
        self.article = article
    }

    public var group: FactGroup { .competence }

    public func write(_ pen: inout FactPen) {
        pen.text("competencePosition", position)
        pen.upper("competencePositionUpper", position)
        pen.text("competenceArticle", article)
    }
}
