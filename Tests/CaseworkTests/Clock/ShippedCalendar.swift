// The calendar file of the repository, for the tests of the clock.

import Basics
import Foundation
import Testing

@testable import Casework

/// The repository, three folders above this file's.
let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

func shipped(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: repository.appending(path: path))) }

extension WorkingCalendar {
    static func vietNam() throws -> WorkingCalendar {
        let file = "Workflows/calendar/viet-nam.xml"
        let (calendar, diagnostics) = CalendarLoader.load([(file: file, bytes: try shipped(file))])
        #expect(diagnostics == [])
        return try #require(calendar)
    }
}

func day(_ text: String) throws -> LocalDate { try #require(LocalDate(text), "\(text) is no day") }
