// Files of fingers to be enrolled, from wherever they come.

import Basics
import Formats
import Registry

/// Files to be enrolled: their names, and how each is had when its turn comes.
public struct FingerFiles: Sendable {
    let names: [String]
    let load: @Sendable (_ name: String) throws -> [UInt8]

    /// - Parameter names: without folders, each once; those that cannot be of templates are passed over.
    public init(names: [String], load: @escaping @Sendable (_ name: String) throws -> [UInt8]) {
        self.names = names.filter(FingerprintClaim.isFileName).sorted()
        self.load = load
    }

    /// The files of a ZIP, which is read whole.
    public init(zip bytes: [UInt8], named name: String) throws(FingerImportRefusal) {
        do {
            let bounds = ZIPBounds(
                filesMax: Limits.fingerprintsImportedMax, fileBytesMax: Limits.fingerprintBytesMax,
                bytesMax: Limits.fingerprintImportBytesMax)
            let entries = try ZIPReader.entries(of: bytes, within: bounds, wanted: FingerprintClaim.isFileName)
            let content = Dictionary(uniqueKeysWithValues: entries.map { ($0.name, $0.bytes) })
            self.init(names: Array(content.keys)) { content[$0] ?? [] }
        } catch {
            throw FingerImportRefusal(problems: [FingerFileProblem(name: name, reason: "ZIP: \(error)")], badFiles: 0)
        }
    }
}
