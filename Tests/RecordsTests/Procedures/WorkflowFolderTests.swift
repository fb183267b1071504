// What a folder like `Workflows` says of services and the procedures they name.

import Basics
import Foundation
import TestKit
import Testing

@testable import Records

struct WorkflowFolderTests {
    @Test(arguments: [
        (" fields=\"full_name\"", " selectable=\"full_name\"", "fields"),
        (
            "<retention", "<evidence kind=\"mandate\" classes=\"any\" source=\"test\" mark=\"P\"/><retention",
            "documents"
        ),
    ])
    func aServiceNeedsThePagesOfWhatItAsksFor(old: String, new: String, page: String) throws {
        let folder = try PaperFolder()
        defer { #expect(throws: Never.self) { try folder.remove() } }
        try FileManager.default.copyItem(
            at: repositoryRoot.appending(path: "Tests/Procedures/consultation"),
            to: folder.root.appending(path: "Workflows/consultation"))
        let service = "Workflows/services/consultation.plan.xml"
        try FileManager.default.copyItem(
            at: repositoryRoot.appending(path: "Tests/Procedures/consultation.plan.xml"),
            to: folder.root.appending(path: service))
        _ = try folder.load()
        try folder.change(service, old, new)
        let error = #expect(throws: PaperFolder.UnusableSite.self) { try folder.load() }
        let needed = "the service needs the page \(page), which the procedure consultation does not have"
        #expect(error?.findings.contains { $0.contains("\(service):1: \(needed)") } == true, "\(error?.findings ?? [])")
    }
}
