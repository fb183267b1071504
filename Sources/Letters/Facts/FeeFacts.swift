// What an answer costs.

public import Basics
public import Casework

/// The fee of an answer, and the day until which it can be paid.
public struct FeeFacts: FactSource {
    public var fee: FeeAssessment?
    public var until: LocalDate?

    public init(fee: FeeAssessment?, until: LocalDate?) {
        self.fee = fee
        self.until = until
    }

    public var group: FactGroup { .fee }

    public func write(_ pen: inout FactPen) {
        pen.text("feeTariff", fee?.tariff)
        pen.text("feePerField", fee.map { LetterWording.count($0.amountPerField) })
        pen.text("feeFields", fee.map { LetterWording.count($0.fields) })
        pen.text("feePersons", fee.map { LetterWording.count($0.persons) })
        pen.text("feeAmount", fee.map { LetterWording.count($0.amount) })
        pen.text("feeAmountInWords", fee.map { AmountInWords.dong($0.amount) })
        pen.text("feeUntil", until.map(LetterWording.date))
    }
}
