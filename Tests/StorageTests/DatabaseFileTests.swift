// One file that is whole: after closing, after a killed process, and when a copy fails.

import Foundation
import Storage
import StorageSQLite
import Testing

@Suite struct DatabaseFileTests {
    private func inFolder(_ body: (String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "storage-test-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await body(folder)
    }

    private func names(_ folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }

    /// How many items the file holds alone, wherever it is copied to.
    private func countAlone(_ path: String, _ folder: String) async throws -> Int {
        let copy = "\(folder)/alone.sqlite"
        try FileManager.default.copyItem(atPath: path, toPath: copy)
        let store = try SQLiteStore.openReadOnly(path: copy)
        let count = try await StorageContract.count(store)
        try await store.close()
        try DatabaseFile.remove(copy)
        return count
    }

    @Test func closingLeavesOneWholeFileThoughReadersWereAtIt() async throws {
        try await inFolder { folder in
            let path = "\(folder)/a.sqlite"
            let store = try SQLiteStore.open(path: path)
            try await StorageContract.makeItems(store, count: 500)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        let count = try await StorageContract.count(store)
                        #expect(count == 500)
                    }
                }
                try await group.waitForAll()
            }
            #expect(!DatabaseFile.isWhole(path), "the journal holds the newest commits while the store is open")
            try await store.close()
            #expect(try names(folder) == ["a.sqlite"])
            #expect(try await countAlone(path, folder) == 500)
            try await store.close()
        }
    }

    @Test func closingFoldsTheJournalInThoughAnotherHasTheFileOpen() async throws {
        try await inFolder { folder in
            let path = "\(folder)/a.sqlite"
            let store = try SQLiteStore.open(path: path)
            try await StorageContract.makeItems(store, count: 500)
            let other = try SQLiteStore.openReadOnly(path: path)
            #expect(try await StorageContract.count(other) == 500)
            try await store.close()
            #expect(DatabaseFile.isWhole(path))
            #expect(try await StorageContract.count(other) == 500)
            try await other.close()
            #expect(try await countAlone(path, folder) == 500)
        }
    }

    /// What a process leaves that is killed while it writes without a write-ahead log: a journal that says how long the
    /// file was before (https://www.sqlite.org/fileformat2.html, section 3).
    private func leaveJournal(beside path: String) throws {
        let pages = try #require(FileManager.default.contents(atPath: path)).count / 4096
        func word(_ number: Int) -> [UInt8] { (0..<4).map { UInt8(number >> (24 - 8 * $0) & 255) } }
        let mark: [UInt8] = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7]
        var journal = mark + word(0) + word(1) + word(pages) + word(512) + word(4096)
        journal += [UInt8](repeating: 0, count: 512 - journal.count)
        try Data(journal).write(to: URL(filePath: path + "-journal"))
    }

    @Test func whatAKilledProcessLeftIsBroughtHomeBeforeReading() async throws {
        try await inFolder { folder in
            let path = "\(folder)/a.sqlite"
            let store = try SQLiteStore.open(path: path)
            try await StorageContract.makeItems(store, count: 500)
            try await store.close()
            try leaveJournal(beside: path)
            // Pages behind the end that the journal names belong to the write that was broken off.
            let file = try FileHandle(forUpdating: URL(filePath: path))
            let end = try file.seekToEnd()
            try file.write(contentsOf: Data(repeating: 7, count: 4096))
            try file.close()
            let reading = try SQLiteStore.openReadOnly(path: path)
            #expect(try await StorageContract.count(reading) == 500)
            await #expect(throws: StorageError.self) { try await reading.write { try $0.run("DELETE FROM item") } }
            try await reading.close()
            #expect(DatabaseFile.isWhole(path))
            #expect(try FileManager.default.attributesOfItem(atPath: path)[.size] as? UInt64 == end)
        }
    }

    @Test func aCopyThatFailsLeavesNothing() async throws {
        try await inFolder { folder in
            let store = try SQLiteStore.open(path: "\(folder)/a.sqlite")
            try await StorageContract.makeItems(store, count: 5)
            let before = try names(folder)
            let copy = "\(folder)/copy.sqlite"
            await #expect(throws: StorageError.busy("not now")) {
                try await store.backup(to: copy) { partial in
                    #expect(FileManager.default.fileExists(atPath: partial))
                    #expect(!FileManager.default.fileExists(atPath: copy))
                    throw StorageError.busy("not now")
                }
            }
            #expect(try names(folder) == before)
            await #expect(throws: StorageError.self) {
                try await store.backup(to: "\(folder)/none/copy.sqlite") { _ in }
            }
            #expect(try names(folder) == before)
            try await store.backup(to: copy) { _ in }
            #expect(try names(folder) == (before + ["copy.sqlite"]).sorted())
            try await store.close()
        }
    }

    @Test func filesAreMovedAndKeptWithTheirNeighbours() async throws {
        try await inFolder { folder in
            func write(_ text: String, _ name: String) throws {
                try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(name)"))
            }
            try write("one", "a")
            try DatabaseFile.keep("\(folder)/a", as: "\(folder)/b")
            #expect(throws: StorageError.self) { try DatabaseFile.keep("\(folder)/a", as: "\(folder)/b") }
            try write("two", "c")
            try DatabaseFile.move("\(folder)/c", to: "\(folder)/a")
            #expect(FileManager.default.contents(atPath: "\(folder)/a") == Data("two".utf8))
            #expect(FileManager.default.contents(atPath: "\(folder)/b") == Data("one".utf8))
            for ending in DatabaseFile.endings { try write("", "a\(ending)") }
            #expect(DatabaseFile.isWhole("\(folder)/a"))
            try write("x", "a-wal")
            #expect(!DatabaseFile.isWhole("\(folder)/a"))
            try DatabaseFile.remove("\(folder)/a")
            try DatabaseFile.remove("\(folder)/a")
            #expect(try names(folder) == ["b"])
            #expect(throws: StorageError.self) { try DatabaseFile.move("\(folder)/a", to: "\(folder)/c") }
        }
    }
}
