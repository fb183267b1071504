// The texts a case goes by for ever: its service and its procedure as they stood when it was begun.

import Basics
public import Casework
public import Forms
public import Storage
import Synchronization

/// What one case goes by. Changing or removing a file changes no open case.
public struct CaseTexts: Sendable {
    public var service: ServiceEntry
    public var procedure: Procedure
    /// The form with its lists filled in.
    public var form: ApplicantForm

    public init(service: ServiceEntry, procedure: Procedure, form: ApplicantForm) {
        self.service = service
        self.procedure = procedure
        self.form = form
    }
}

/// Older versions that have been read already, by digest. They never change; the bound only keeps memory small.
final class PinnedTexts: Sendable {
    private let services = Mutex<[String: ServiceEntry]>([:])
    private let procedures = Mutex<[String: Procedure]>([:])

    func service(_ digest: String, else load: () throws -> ServiceEntry) throws -> ServiceEntry {
        try Self.find(digest, in: services, else: load)
    }

    func procedure(_ digest: String, else load: () throws -> Procedure) throws -> Procedure {
        try Self.find(digest, in: procedures, else: load)
    }

    private static func find<Value: Sendable>(
        _ digest: String, in kept: borrowing Mutex<[String: Value]>, else load: () throws -> Value
    ) throws -> Value {
        if let value = kept.withLock({ $0[digest] }) { return value }
        let value = try load()
        kept.withLock { values in
            if values.count >= Limits.pinnedVersionsMax { values.removeAll() }
            values[digest] = value
        }
        return value
    }
}

extension Procedures {
    /// What a case that is begun today goes by; `nil` when the service's procedure is not there.
    public func texts(of service: ServiceEntry) -> CaseTexts? {
        guard let procedure = procedure(of: service)?.procedure else { return nil }
        return CaseTexts(service: service, procedure: procedure, form: form(of: procedure, for: service))
    }

    /// The pin of a service of today.
    func pin(of service: ServiceEntry) -> CreatedService {
        CreatedService(code: service.code, digest: Digest(of: serviceTexts[service.code] ?? []).hex)
    }

    /// What this case goes by: the files of today where they are still the same, or else the texts it kept.
    public func texts(of state: CaseState, _ db: any Connection) throws -> CaseTexts {
        let service = try service(state.creation.service, db)
        let procedure = try procedure(state.creation.procedure, db)
        return CaseTexts(service: service, procedure: procedure, form: form(of: procedure, for: service))
    }

    /// Whether the service of the case is offered today, in whatever version.
    func isOffered(_ state: CaseState) -> Bool { catalogue[state.service] != nil }

    private func service(_ pin: CreatedService, _ db: any Connection) throws -> ServiceEntry {
        if let service = catalogue[pin.code], self.pin(of: service) == pin { return service }
        return try pinned.service(pin.digest) {
            let bytes = try db.text(pin.digest)
            guard let service = Catalogue.read(bytes) else {
                throw StorageError.corrupt("the kept text of the service \(pin.code) cannot be read any more")
            }
            return service
        }
    }

    private func procedure(_ pin: PinnedText, _ db: any Connection) throws -> Procedure {
        if let procedure = current[pin.name]?.procedure, procedure.pin == pin { return procedure }
        return try pinned.procedure(pin.digest) {
            let manifest = String(decoding: try db.text(pin.digest), as: UTF8.self)
            guard let entries = ProcedureFiles.read(manifest: manifest) else {
                throw StorageError.corrupt("the kept list of the files of \(pin.name) cannot be read")
            }
            var files = ProcedureFiles(name: pin.name, files: [:], folder: "")
            for entry in entries { files.files[entry.path] = try db.text(entry.digest) }
            guard let procedure = Procedure.read(files) else {
                throw StorageError.corrupt("the kept texts of \(pin.name) cannot be read any more")
            }
            return procedure
        }
    }
}

extension Connection {
    /// Keeps what a case goes by, with the first case that does.
    func keep(_ service: ServiceEntry, _ procedures: Procedures) throws {
        try keep(text: procedures.serviceTexts[service.code] ?? [])
        guard let files = procedures.procedure(of: service)?.files else { return }
        try keep(text: Array(files.manifest.utf8))
        for bytes in files.files.values { try keep(text: bytes) }
    }

    private func keep(text: [UInt8]) throws {
        let digest = Digest(of: text).hex
        try run("INSERT INTO text (digest, content) VALUES (\(digest), \(text)) ON CONFLICT (digest) DO NOTHING")
    }

    fileprivate func text(_ digest: String) throws -> [UInt8] {
        guard let row = try one("SELECT content FROM text WHERE digest = \(digest)") else {
            throw StorageError.corrupt("the text \(digest) is not kept")
        }
        let bytes = try row.blob(at: 0)
        guard Digest(of: bytes).hex == digest else {
            throw StorageError.corrupt("the kept text \(digest) was changed")
        }
        return bytes
    }
}
