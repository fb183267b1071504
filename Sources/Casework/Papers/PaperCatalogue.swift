// All papers of a procedure, with the texts their letters are made from.

public import Basics

/// What `papers.xml` of a folder says, and every text that its letters need: nothing else is looked up later, so that a
/// case composes its letters from what it is pinned to.
public struct PaperCatalogue: Sendable {
    /// In the order of the file.
    public let entries: [PaperEntry]
    /// The text of each letter by its path beside `papers.xml`.
    public let letters: [String: [UInt8]]
    /// The parts that letters share, by the name that letters include them by: `parts/office-heading`.
    public let parts: [String: [UInt8]]
    public let legalBases: [LegalBasis]

    public static let path = "papers.xml"
    /// The folder of letters inside a procedure.
    public static let lettersPath = "letters/"

    public subscript(kind: PaperKind) -> PaperEntry? { entries.first { $0.kind == kind } }

    /// What pages call a paper of that kind.
    public func name(of kind: PaperKind) -> BilingualText {
        self[kind]?.name ?? BilingualText(vi: kind.rawValue, en: kind.rawValue)
    }

    /// What pages call a paper of that kind in a case: by the official form that it follows there, where there is one.
    public func name(of kind: PaperKind, in state: CaseState) -> BilingualText {
        let name = name(of: kind)
        let day = state.receivedAt?.date ?? state.createdAt.date
        guard let form = self[kind]?.form(for: state.requester.requesterClass, on: day) else { return name }
        return BilingualText(vi: form.title, en: "\(name.en) (\(form.symbol))")
    }

    /// The kinds as process files name them.
    public var kinds: Set<String> { Set(entries.map(\.kind.rawValue)) }

    /// The laws in force on that day, in the order of the file.
    /// - Parameter article: what the competence rests on. It is cited with its law, so that no law stands there twice.
    public func legalBases(on day: LocalDate, naming article: String? = nil) -> [String] {
        let laws = legalBases.filter { $0.isInForce(on: day) }
        guard let article else { return laws.map(\.text) }
        let named = laws.compactMap { law in law.citation(of: article).map { (law, $0) } }.first
        guard let named else { return laws.map(\.text) + [article] }
        return laws.map { $0 == named.0 ? named.1 : $0.text }
    }

    /// The papers that are no papers of a case (`Templates/letters/papers.xml`), or `nil` when a file cannot be used.
    public static func loadSheets(_ files: ProcedureFiles) -> (PaperCatalogue?, [Diagnostic]) {
        let (catalogue, found) = read(files)
        let findings = found + PaperChecks(catalogue, files, said: [:], isForCases: false).findings()
        return (findings.hasErrors ? nil : catalogue, findings)
    }

    /// What the files say, with what is wrong in each of them by itself.
    static func read(_ files: ProcedureFiles) -> (PaperCatalogue, [Diagnostic]) {
        var findings: [Diagnostic] = []
        func take<T>(_ path: String, _ load: ([UInt8], String) -> ([T], [Diagnostic])) -> [T] {
            guard let bytes = files.files[path] else {
                findings.append(Diagnostic(file: files.place(path), line: 0, "the file is missing"))
                return []
            }
            let (values, found) = load(bytes, files.place(path))
            findings += found
            return values
        }
        let entries = take(path, PapersFile.load)
        let bases = take(ProcedureFiles.legalBasesPath, LegalBasis.load)
        let letters = entries.flatMap(\.variants).compactMap { entry in
            files.files[entry.letter].map { (entry.letter, $0) }
        }
        let catalogue = PaperCatalogue(
            entries: entries, letters: Dictionary(letters) { first, _ in first }, parts: files.parts, legalBases: bases)
        return (catalogue, findings)
    }
}
