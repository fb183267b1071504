// The texts a case goes by for ever: its service and its procedure as they stood when it was begun.

import Basics
public import Casework
import Forms
import Letters
public import Storage
import Synchronization

/// Older versions that have been read already, by digest. They never change; the bound only keeps memory small.
final class PinnedTexts: Sendable {
    private let services = Mutex<[String: ServiceEntry]>([:])
    private let procedures = Mutex<[String: Procedure]>([:])
    private let letters = Mutex<[String: LetterComposer]>([:])

    func service(_ digest: String, else load: () throws -> ServiceEntry) throws -> ServiceEntry {
        try Self.find(digest, in: services, else: load)
    }

    func procedure(_ digest: String, else load: () throws -> Procedure) throws -> Procedure {
        try Self.find(digest, in: procedures, else: load)
    }

    func letters(_ digest: String, else load: () throws -> LetterComposer) throws -> LetterComposer {
        try Self.find(digest, in: letters, else: load)
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
    /// What a case that is begun today goes by; `nil` when the service is not offered.
    public func texts(of service: ServiceEntry) -> CaseTexts? { offers[service.code]?.texts }

    /// What this case goes by: the files of today where they are still the same, or else the texts it kept.
    public func texts(of state: CaseState, _ db: any Connection) throws -> CaseTexts {
        let (servicePin, procedurePin) = (state.creation.service, state.creation.procedure)
        if let offer = offers[servicePin.code], offer.pin == servicePin, offer.texts.procedure.pin == procedurePin {
            return offer.texts.asked(of: state.requester)
        }
        let service = try service(servicePin, db)
        let procedure = try procedure(procedurePin, db)
        return CaseTexts(service: service, procedure: procedure, form: form(of: procedure, for: service))
            .asked(of: state.requester)
    }

    /// The letters of a procedure: compiled once for each version, from the version's own texts.
    func letters(of procedure: Procedure) throws -> LetterComposer {
        if let current = current[procedure.name], current.procedure.pin == procedure.pin { return current.letters }
        return try pinned.letters(procedure.digest) { try LetterComposer(procedure.papers) }
    }

    /// Whether the service of the case is offered today, in whatever version.
    public func isOffered(_ state: CaseState) -> Bool { catalogue[state.service] != nil }

    private func service(_ pin: CreatedService, _ db: any Connection) throws -> ServiceEntry {
        if let offer = offers[pin.code], offer.pin == pin { return offer.texts.service }
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
    func keep(_ offer: ServiceOffer) throws {
        try keep(offer.serviceText, offer.pin.digest)
        // The list of the files is put in last: where it is, they are.
        let pin = offer.texts.procedure.pin
        if try one("SELECT 1 FROM text WHERE digest = \(pin.digest)") != nil { return }
        // In one order for all: who puts in what another is putting in waits for the other.
        let texts = offer.files.files.values.map { ($0, Digest(of: $0).hex) }
        for (bytes, digest) in texts.sorted(by: { $0.1 < $1.1 }) { try keep(bytes, digest) }
        try keep(Array(offer.files.manifest.utf8), pin.digest)
    }

    private func keep(_ text: [UInt8], _ digest: String) throws {
        try send("INSERT INTO text (digest, content) VALUES (\(digest), \(text)) ON CONFLICT (digest) DO NOTHING")
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
