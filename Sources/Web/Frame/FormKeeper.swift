// What somebody typed or chose is kept until it can be taken.

import Basics
import Casework
public import Formats
import Foundation
public import Records

/// Keeps forms that could not be taken yet, each for its writer alone and for its own page alone. What must not be kept
/// is never among it: passwords, codes, and what belongs to one post.
public protocol FormKeeper: Sendable {
    /// Gives the token under which the form is found again, by whichever server is asked.
    func keep(_ form: FormData, at path: String, for person: SignedIn) async throws -> String
    func find(_ token: String, at path: String, for person: SignedIn) async throws -> FormData?
    /// Whether anything is kept under that token; for whom is not told.
    func holds(_ token: String) async throws -> Bool
    func drop(_ token: String, at path: String, for person: SignedIn) async throws
}

extension KeptForms: FormKeeper {
    public func keep(_ form: FormData, at path: String, for person: SignedIn) async throws -> String {
        try await keep(form.withoutSecrets.packed(), at: path, for: try person.account)
    }

    public func find(_ token: String, at path: String, for person: SignedIn) async throws -> FormData? {
        try await find(token, at: path, for: try person.account).map(FormData.init(packed:))
    }

    public func drop(_ token: String, at path: String, for person: SignedIn) async throws {
        try await drop(token, at: path, for: try person.account)
    }
}

extension SignedIn {
    fileprivate var account: AccountID {
        get throws {
            guard let account = actor.account else { throw PageError.notSignedIn }
            return account
        }
    }
}

extension FormData {
    /// Fields that belong to one post alone.
    private static let secrets: Set = [AntiForgery.field, "password", "new_password", "new_password_again", "code"]

    /// Without what must not be kept or shown again.
    var withoutSecrets: FormData {
        var form = self
        form.fields.removeAll { Self.secrets.contains($0.name) }
        return form
    }

    /// Without the files, which a browser cannot be handed back.
    var withoutFiles: FormData { FormData(fields: fields) }

    /// As it is written down: a property list, in which a file keeps its bytes as they are.
    private struct Packed: Codable {
        struct File: Codable {
            var field: String
            var name: String
            var type: String
            var content: Data
        }
        var names: [String]
        var values: [String]
        var files: [File]
    }

    fileprivate func packed() throws -> [UInt8] {
        let encoder = PropertyListEncoder()
        encoder.outputFormat = .binary
        let files = files.map {
            Packed.File(field: $0.field, name: $0.fileName, type: $0.contentType, content: Data($0.bytes))
        }
        return Array(
            try encoder.encode(Packed(names: fields.map(\.name), values: fields.map(\.value), files: files)))
    }

    fileprivate init(packed bytes: [UInt8]) throws {
        let form = try PropertyListDecoder().decode(Packed.self, from: Data(bytes))
        self.init(
            fields: zip(form.names, form.values).map(Field.init),
            files: form.files.map {
                UploadedFile(field: $0.field, fileName: $0.name, contentType: $0.type, bytes: Array($0.content))
            })
    }
}
