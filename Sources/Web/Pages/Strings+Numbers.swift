// Numbers and sums in the reader's language.

import Basics

extension Strings {
    /// A count with the separators of the language.
    func count(_ count: Int) -> String {
        var (digits, groups) = (String(count), [String]())
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits.removeLast(3)
        }
        return ([digits] + groups).joined(separator: language == .vi ? "." : ",")
    }

    /// A sum of đồng.
    func dong(_ amount: Int) -> String { self("cases.fee.dong", ["amount": count(amount)]) }
}
