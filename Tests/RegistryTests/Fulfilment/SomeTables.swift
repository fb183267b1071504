// A grant of tables, where only matters that it is one.

import Basics
import Registry

extension GrantScope {
    static let someTables = GrantScope.tables(
        GrantedTables(dimensions: ["sex"], provinces: [], day: LocalDate(days: 0)))

    /// What a grant with that scope may have of these fields: tables have none of persons.
    func having(_ fields: [PersonField]) -> [PersonField] {
        if case .tables = self { [] } else { fields }
    }
}
