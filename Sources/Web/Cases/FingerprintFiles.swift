// The fingerprints that come with a list of persons: files of their own, which rows of the list name.

import Basics
import Casework
import Formats
import Forms
import Records
import Registry

/// What a form brought of fingerprints, and what there was before, for reading the rows that name them.
struct FingerprintFiles: Sendable {
    /// The field of the files.
    static let name = "fingerprint_files"

    private(set) var problems: [Problem] = []
    private var digests: [String: Digest] = [:]
    private var faults: [String: ProblemCode] = [:]

    static func field(_ t: Strings) -> FieldView {
        .files(
            name, label: t("cases.subjects.fingerprints"), hint: t("cases.subjects.fingerprints-hint"),
            accept: ".iso,.fmr,.zip")
    }

    /// What is kept of a name that a row has: with the digest of the newest file of that name.
    func claim(_ fileName: String) -> KeptClaim {
        let key = FileName.key(fileName)
        let words = ["name": fileName]
        if let fault = faults[key] { return .fault(fault, words) }
        guard let digest = digests[key] else { return .fault(.fingerprintMissing, words) }
        return .value(FingerprintClaim(fileName: fileName, digest: digest).stored)
    }
}

extension CaseEnvironment {
    /// Keeps the fingerprints that came with a form, and takes them out of it: they lie nowhere but sealed, also while
    /// the rest of the form waits for an answer.
    func fingerprints(
        from form: inout FormData, _ dossier: Dossier, _ context: PageContext
    ) async throws -> FingerprintFiles {
        let files = form.allFiles(FingerprintFiles.name)
        form.files.removeAll { $0.field == FingerprintFiles.name }
        guard dossier.service.comparesFingers else { return FingerprintFiles() }
        let uploads = FingerUploads(files, field: FingerprintFiles.name)
        var problems = uploads.problems
        if problems.isEmpty {
            do {
                try await desk.keep(uploads, of: dossier.state.id, by: try dossier.requestersSide(context), at: clock())
            } catch Rejection.invalid(let found) {
                problems = found
            } catch let rejection as Rejection {
                throw rejection.pageError(dossier.state.id)
            }
        }
        return FingerprintFiles(
            problems, digests: try await desk.fingerNames(of: dossier.state.id), faults: uploads.faults)
    }
}

extension FingerprintFiles {
    fileprivate init(_ problems: [Problem], digests: [String: Digest], faults: [String: ProblemCode]) {
        (self.problems, self.digests, self.faults) = (problems, digests, faults)
    }
}
