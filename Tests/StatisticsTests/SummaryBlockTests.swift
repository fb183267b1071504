// Blocks hold what went in, and one that was damaged is none.

import Basics
import Testing

@testable import Statistics

struct SummaryBlockTests {
    private func builder(_ people: some Sequence<Inhabitant>, commune: String = "00004") throws -> SummaryBuilder {
        var builder = try #require(SummaryBuilder(commune: commune, day: Samples.day))
        for person in people { try builder.add(person.profile, recordKey: person.key) }
        return builder
    }

    private func fault(_ bytes: [UInt8]) -> SummaryFault? {
        do {
            _ = try SummaryBlock(bytes)
            return nil
        } catch {
            return error
        }
    }

    /// The same bytes with a right digest under them.
    private func sealed(_ content: [UInt8]) -> [UInt8] { content + Digest(of: content).bytes }

    @Test(arguments: [0, 1, 2, 300, 3_000]) func blocksHoldTheCellsOfTheirPersons(count: Int) throws {
        let people = TestPopulation(seed: UInt64(count), sizes: [[count]]).people
        let block = try SummaryBlock(try builder(people).block)
        #expect(block.communeTotal.commune == "00004")
        #expect(block.day == Samples.day)
        #expect(block.total == people.cell)
        let expected = Dictionary(grouping: people, by: \.profile.packed).mapValues(\.cell)
        #expect(Dictionary(uniqueKeysWithValues: block.cells.map { ($0.profile, $0.value) }) == expected)
    }

    @Test func orderAndPartsMakeNoDifference() throws {
        let people = TestPopulation(seed: 9, sizes: [[900]]).people
        var dice = SplitMix64(seed: 1)
        let whole = try builder(people).block
        for _ in 0..<20 {
            #expect(try builder(people.shuffled(using: &dice)).block == whole)
            let parts = Dictionary(grouping: people) { _ in dice.below(4) }.values
            var merged = try builder([])
            for part in parts { try merged.merge(try SummaryBlock(try builder(part).block)) }
            #expect(merged.block == whole)
        }
    }

    @Test func blocksOfOtherCommunesAndDaysAreNotMerged() throws {
        let block = try SummaryBlock(try builder([]).block)
        var commune = try builder([], commune: "00005")
        #expect(throws: SummaryFault.otherCommuneOrDay) { try commune.merge(block) }
        var day = try #require(SummaryBuilder(commune: "00004", day: Samples.reference("2027-04-01")))
        #expect(throws: SummaryFault.otherCommuneOrDay) { try day.merge(block) }
        for code in ["0004", "000004", "0000x", ""] { #expect(SummaryBuilder(commune: code, day: Samples.day) == nil) }
    }

    @Test func truncatedAndLengthenedBlocksAreNone() throws {
        let bytes = try builder(TestPopulation(seed: 2, sizes: [[60]]).people).block
        #expect(fault(bytes) == nil)
        for length in 0..<bytes.count { #expect(fault(Array(bytes.prefix(length))) != nil) }
        #expect(fault(bytes + [0]) == .damaged)
        #expect(fault(sealed(bytes.dropLast(32) + [0])) == .damaged)
        #expect(fault([]) == .noBlock)
        #expect(fault([UInt8](repeating: 0, count: Limits.summaryBlockBytesMax + 1)) == .noBlock)
    }

    @Test func everyChangedBitIsSeen() throws {
        let bytes = try builder(TestPopulation(seed: 2, sizes: [[40]]).people).block
        for bit in 0..<bytes.count * 8 {
            var broken = bytes
            broken[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(fault(broken) != nil)
        }
        var other = bytes
        other[SummaryBlock.magic.count - 1] += 1
        #expect(fault(other) == .otherVersion)
    }

    /// Broken before its digest was made: what reads the cells is tried as well. What is read all the same must hold
    /// together.
    @Test func brokenContentUnderARightDigestDoesNotFall() throws {
        let content = Array(try builder(TestPopulation(seed: 2, sizes: [[200]]).people).block.dropLast(32))
        var dice = SplitMix64(seed: 36)
        var (refused, taken) = (0, 0)
        for _ in 0..<20_000 {
            var broken = content
            for _ in 0...dice.below(3) {
                let at = dice.below(broken.count)
                switch dice.below(4) {
                case 0: broken[at] ^= 1 << UInt8(dice.below(8))
                case 1: broken[at] = UInt8(dice.below(256))
                case 2: broken.remove(at: at)
                default: broken.insert(UInt8(dice.below(256)), at: at)
                }
            }
            // Why it is refused is of no matter here.
            guard let block = try? SummaryBlock(sealed(broken)) else {
                refused += 1
                continue
            }
            taken += 1
            #expect(block.cells.reduce(0) { $0 + $1.value.count } == block.total.count)
            #expect(block.cells.allSatisfy { $0.profile < Profile.packedCount && $0.value.count > 0 })
            #expect(zip(block.cells, block.cells.dropFirst()).allSatisfy { $0.profile < $1.profile })
        }
        #expect(refused > 18_000)
        #expect(taken > 10, "what changes commune or profile alone is read: the digest is what tells it")
    }

    @Test func bytesOfChanceAreNone() {
        var dice = SplitMix64(seed: 5)
        for _ in 0..<5_000 {
            let bytes = (0..<dice.below(200)).map { _ in UInt8(dice.below(256)) }
            #expect(fault(bytes) != nil)
            #expect(fault(sealed(SummaryBlock.magic + bytes)) != nil)
        }
    }

    @Test func numbersOutOfBoundsAreRefused() throws {
        let empty = Array(try builder([]).block.dropLast(32))
        let bounds =
            [
                (5, [0xA0, 0x86, 0x01, 0]), (9, [0xFF, 0xFF, 0xFF, 0x7F]), (13, [0xFF, 0xFF, 0xFF, 0xFF]),
            ] as [(Int, [UInt8])]
        for (at, bytes) in bounds {
            var broken = empty
            broken.replaceSubrange(at..<at + bytes.count, with: bytes)
            #expect(fault(sealed(broken)) == .damaged)
        }
        #expect(fault(sealed(empty)) == nil)
    }

    @Test func moreThanLiveAnywhereAreNotCounted() throws {
        var dice = SplitMix64(seed: 1)
        let person = try #require(TestPopulation(seed: 1, sizes: [[1]]).people.first)
        var builder = try builder([])
        try builder.add(person.profile, recordKey: dice.next())
        var twice = try SummaryBlock(builder.block)
        // Doubled until it is too much.
        var doublings = 0
        #expect(throws: SummaryFault.tooManyPersons) {
            while doublings < 40 {
                try builder.merge(twice)
                twice = try SummaryBlock(builder.block)
                doublings += 1
            }
        }
        #expect(doublings == 22)
        #expect(twice.total.count == 4_194_304)
    }
}
