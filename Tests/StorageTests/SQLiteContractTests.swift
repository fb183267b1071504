// The storage contract, run on SQLite.

import Storage
import StorageSQLite
import Testing

@Suite struct SQLiteContractTests {
    @Test(arguments: StorageContract.names)
    func keepsTheContract(_ name: String) async throws {
        let store = try SQLiteStore.temporary()
        try await StorageContract.run(name, on: store)
        try await store.close()
    }

    @Test func checksHaveNamesOfTheirOwn() {
        #expect(Set(StorageContract.names).count == StorageContract.names.count)
    }
}
