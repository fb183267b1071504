// The storage contract, run on every driver.

import Storage
import TestKit
import Testing

@Suite struct ContractTests {
    @Test(arguments: TestDatabase.allCases, StorageContract.names)
    func keepsTheContract(_ database: TestDatabase, _ name: String) async throws {
        let store = try await database.makeStore()
        try await StorageContract.run(name, on: store)
        try await store.close()
    }

    @Test func checksHaveNamesOfTheirOwn() {
        #expect(Set(StorageContract.names).count == StorageContract.names.count)
    }
}
