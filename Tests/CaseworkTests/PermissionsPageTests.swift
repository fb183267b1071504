// `docs/permissions.md` is what the permission table prints.

import Foundation
import TestKit
import Testing

@testable import Casework

struct PermissionsPageTests {
    /// Compares, or writes the file when `TRINHKY_GOLDEN=1` says so.
    @Test func theDocumentIsThePrintedTable() throws {
        let file = repositoryRoot.appending(path: "docs/permissions.md")
        let page = PermissionsPage.markdown()
        if ProcessInfo.processInfo.environment["TRINHKY_GOLDEN"] == "1" {
            try Data(page.utf8).write(to: file)
        }
        let written = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        #expect(written == page, "run the tests with TRINHKY_GOLDEN=1 and review the difference")
    }

    @Test func namesEveryRoleActAndStageOfTheTable() {
        let page = PermissionsPage.markdown()
        for act in Acts.all {
            for (role, stages) in act.allowed {
                for stage in stages {
                    let line = page.split(separator: "\n").first {
                        $0.hasPrefix("| \(role.rawValue) | `\(stage.rawValue)` |")
                    }
                    #expect(line?.contains("`\(act.slug)`") ?? false, "\(act.slug) \(role) \(stage)")
                }
            }
        }
        #expect(page.contains("| system | `issued` | `fulfil` `correct` |"))
        #expect(page.contains("\n| `generic` | "))
        for act in Acts.all { #expect(page.contains("\n| `\(act.slug)` | ")) }
        #expect(page.hasSuffix("\n") && !page.hasSuffix("\n\n"))
    }
}
