// Files of fingerprints as they come with a request: templates one by one, or a ZIP of them.

import Basics
import Fingerprints
public import Formats
import Registry

public import struct Forms.Problem
public import enum Forms.ProblemCode

/// The templates of an upload, by the names that lists call them by; bounded, and read to their ends.
public struct FingerUploads: Sendable {
    /// What is wrong with the upload as such. Then nothing of it is taken.
    public private(set) var problems: [Problem] = []
    /// Why a file is no template, by the key of its name.
    public private(set) var faults: [String: ProblemCode] = [:]
    /// The bytes of the good ones.
    private(set) var templates: [String: [UInt8]] = [:]

    /// - Parameter field: the one that the files came in.
    public init(_ files: [UploadedFile], field: String) {
        for file in files where !file.bytes.isEmpty {
            do {
                if FileName.key(file.fileName).hasSuffix(".zip") {
                    try unpack(file.bytes)
                } else if FingerprintClaim.isFileName(file.fileName) {
                    try take(file.fileName, file.bytes)
                } else {
                    problems.append(Problem(field, .fingerprintFileName, ["name": String(file.fileName.prefix(80))]))
                }
            } catch {
                let parameters = ["files": String(Limits.fingerprintsOfCaseMax), "megabytes": Self.megabytes]
                problems.append(Problem(field, code: "problem.zip-\(error.rawValue)", parameters))
            }
        }
    }

    /// The bytes of all that is kept.
    var byteCount: Int { templates.values.reduce(0) { $0 + $1.count } }

    private static let megabytes = String(Limits.fingerprintZIPBytesMax / 1024 / 1024)

    private mutating func unpack(_ bytes: [UInt8]) throws(ZIPFault) {
        guard bytes.count <= Limits.fingerprintZIPBytesMax else { throw .tooLarge }
        let bounds = ZIPBounds(
            filesMax: Limits.fingerprintsOfCaseMax, fileBytesMax: Limits.fingerprintBytesMax,
            bytesMax: Limits.fingerprintsUnpackedBytesMax)
        for entry in try ZIPReader.entries(of: bytes, within: bounds, wanted: FingerprintClaim.isFileName) {
            try take(entry.name, entry.bytes)
        }
    }

    private mutating func take(_ name: String, _ bytes: [UInt8]) throws(ZIPFault) {
        let key = FileName.key(name)
        guard templates[key] == nil, faults[key] == nil else { throw .nameTwice }
        guard templates.count < Limits.fingerprintsOfCaseMax else { throw .tooManyFiles }
        do {
            _ = try FingerprintTemplate(iso: bytes)
            templates[key] = bytes
        } catch {
            faults[key] = error.isOtherFormat ? .fingerprintFormat : .fingerprintBroken
        }
    }
}
