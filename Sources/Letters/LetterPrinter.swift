// Draws letters as PDF files.

import Casework

/// Makes the PDF of a letter from its markup: the same markup gives the same bytes, on every day and in every thread.
///
/// Keep one printer for the process: it holds the fonts, whose loading costs some 30 ms. Any number of threads may use
/// it at once; each call blocks its thread, so call it off the event loop.
public struct LetterPrinter: Sendable {
    private let setters = TextSetterPool()

    public init() {}

    /// The PDF of a letter. Refuses text that Tinos cannot draw rather than leave a gap in a signed paper.
    public func draw(_ document: LetterDocument) throws(LetterError) -> [UInt8] {
        var bytes: [UInt8] = []
        try draw(document) { bytes.append(contentsOf: $0) }
        return bytes
    }

    /// The same in pieces, as they are made: a sheet of thousands of persons need not be in memory as a whole. What
    /// cannot be printed is refused before the first piece.
    /// - Parameter keywords: what the information dictionary says beside the code in the foot.
    public func draw(
        _ document: LetterDocument, keywords: String = "", output: (UnsafeBufferPointer<UInt8>) -> Void
    ) throws(LetterError) {
        let information = PDFInformation(
            document, title: document.title, subject: document.kind.rawValue,
            keywords: keywords.isEmpty ? document.foot?.code ?? "" : keywords)
        try draw([(nil, document)], information, output: output)
    }

    /// Several letters one after another in one file, each by its name in the outline of the file.
    public func draw(
        _ letters: [(name: String, document: LetterDocument)], title: String
    ) throws(LetterError) -> [UInt8] {
        guard let first = letters.first?.document else { return [] }
        var bytes: [UInt8] = []
        let information = PDFInformation(first, title: title, subject: "", keywords: "")
        try draw(letters.map { ($0.name, $0.document) }, information) { bytes.append(contentsOf: $0) }
        return bytes
    }

    /// One letter after another; those with a name stand in the outline.
    private func draw(
        _ letters: [(name: String?, document: LetterDocument)], _ information: PDFInformation,
        output: (UnsafeBufferPointer<UInt8>) -> Void
    ) throws(LetterError) {
        guard let first = letters.first?.document else { return }
        try setters.lend { setter throws(LetterError) in
            for letter in letters { try Self.check(letter.document, setter) }
            try withoutActuallyEscaping(output) { output throws(LetterError) in
                var writer = try PDFWriter(information, geometry: LetterStyle(first).geometry, output: output)
                for letter in letters {
                    if let name = letter.name { writer.mark(name) }
                    writer = try LetterLayout(letter.document, setter: setter).run(into: writer)
                }
                try writer.finish()
            }
        }
    }

    /// Refuses a letter with a character that one of the four Tinos faces lacks, or that has no place in a letter. Call
    /// before a letter is signed, so that nothing is signed that cannot be issued.
    public func checkGlyphs(_ document: LetterDocument) throws(LetterError) {
        try setters.lend { setter throws(LetterError) in try Self.check(document, setter) }
    }

    /// The characters of a text that no letter may hold, each once: to be said where the text is typed, since a letter
    /// that cannot be issued after it was signed helps nobody. Line ends and tabs are no characters of a letter.
    public func unprintable(in text: String) throws(LetterError) -> [Unicode.Scalar] {
        try setters.lend { setter throws(LetterError) in
            var found: [Unicode.Scalar] = []
            for scalar in text.unicodeScalars
            where !["\n", "\r", "\t"].contains(scalar) && !setter.canDraw(scalar) && !found.contains(scalar) {
                found.append(scalar)
            }
            return found
        }
    }

    /// Loads the fonts now, so that the first letter is as fast as the others. Refuses when Tinos is not installed.
    public func warmUp() throws(LetterError) {
        try setters.lend { _ throws(LetterError) in }
    }

    /// The pages as values, for tests.
    func pages(_ document: LetterDocument) throws(LetterError) -> [[PageItem]] {
        try setters.lend { setter throws(LetterError) in
            try LetterLayout(document, setter: setter).run(into: PageCollector()).pages
        }
    }

    /// The width of a text on one line, in points, for tests.
    func width(of text: String, size: Double) throws(LetterError) -> Double {
        try setters.lend { setter throws(LetterError) in
            try setter.set([TextRun(text, TextStyle(size: size))], width: nil).width
        }
    }

    private static func check(_ document: LetterDocument, _ setter: TextSetter) throws(LetterError) {
        var missing: [Unicode.Scalar] = []
        document.forEachText { text in
            for scalar in text.unicodeScalars where !setter.canDraw(scalar) && !missing.contains(scalar) {
                missing.append(scalar)
            }
        }
        if !missing.isEmpty { throw .missingGlyphs(missing) }
    }
}

/// Keeps pages as they come.
struct PageCollector: PageSink {
    private(set) var pages: [[PageItem]] = []

    mutating func page(_ items: [PageItem], geometry: PageGeometry) throws(LetterError) { pages.append(items) }
}
