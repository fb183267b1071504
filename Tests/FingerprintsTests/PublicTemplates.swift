// The public templates that the matcher is measured on. They stand beside the repository, on few machines.

import Foundation
import TestKit
import Testing

@testable import Fingerprints

/// 320 templates of the public sets of FVC 2002 and 2004: ten fingers a set, eight impressions a finger.
enum PublicTemplates {
    static let sets = ["fvc2002/DB1_B", "fvc2002/DB3_B", "fvc2004/DB2_B", "fvc2004/DB4_B"]

    private static let folder = repositoryRoot.deletingLastPathComponent()
        .appendingPathComponent("shared/suites/fingerprints")

    static var areThere: Bool { FileManager.default.fileExists(atPath: folder.path) }

    /// `name` is that of a finger and an impression: `101_1`.
    static func bytes(_ set: String, _ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: folder.appendingPathComponent("\(set)/\(name).iso")))
    }

    static func view(_ set: String, _ name: String) throws -> FingerprintView {
        try #require(try FingerprintTemplate(iso: bytes(set, name)).views.first)
    }

    static func prepared(_ set: String, _ name: String) throws -> PreparedTemplate {
        PreparedTemplate(try view(set, name))
    }
}
