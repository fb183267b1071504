// `bench sheet`: one large data sheet, streamed as a page streams it.

import Basics
import Casework
import Foundation
import Letters
import Records

struct SheetBench {
    let site: Composition

    private static let fields = 40

    /// One sheet of so many persons. What is timed is one piece of the file after another.
    func run(count: Int) async throws -> Timing {
        guard let office = site.offices.first(where: { $0.code == .central }) else {
            throw CommandFault("the central office is missing")
        }
        let day = LocalDate(days: 20_780)
        var facts = LettersBench.facts(try site.shelf.sheet(.dataSheet), office, day)
        let released = Self.release(persons: count)
        facts.add(released)
        let clock = ContinuousClock()
        let start = clock.now
        var last = start
        var durations: [Duration] = []
        var bytes = 0
        for try await piece in try await site.shelf.stream(
            sheet: .dataSheet, facts, rows: released.filling, on: day)
        {
            bytes += piece.count
            durations.append(clock.now - last)
            last = clock.now
        }
        var timing = Timing(count: count, took: last - start, durations: durations)
        timing.about = [("fields", String(Self.fields)), ("bytes", String(bytes))]
        return timing
    }

    /// Numbers, names, days and addresses, as the registry has them.
    private static func release(persons: Int) -> ReleaseFacts {
        let columns =
            ["Số định danh cá nhân", "Họ, chữ đệm và tên"] + (3...fields).map { "Trường thông tin \($0)" }
        let rows = (0..<persons).map { person in
            [String(format: "0012%08d", person), "Nguyễn Thị Thanh Huyền \(person)"]
                + (3...fields).map { field in
                    switch field % 8 {
                    case 0: "số \(person % 300) phố Hàng Bài, phường Cửa Nam, thành phố Hà Nội"
                    case 1: LocalDate(days: person % 20_000).description
                    default: "giá trị \(person + field)"
                    }
                }
        }
        return ReleaseFacts(recipientMark: "G01.06-261123-0001", columns: columns, rows: rows, releasedAt: nil)
    }
}
