// Small PDFs for tests, each as whole as a real one.

import Foundation

/// A PDF of blank pages that every viewer opens.
public enum SamplePDF {
    /// `mark` tells one from another; it stands in the file as a comment.
    public static func bytes(pages: Int = 1, _ mark: String = "") -> [UInt8] {
        let kids = (0..<pages).map { "\(3 + $0) 0 R" }.joined(separator: " ")
        var objects = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count \(pages)/Kids[\(kids)]>>"]
        objects += (0..<pages).map { _ in "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<>>>>" }
        var text = "%PDF-1.4\n%\(mark)\n"
        var places: [Int] = []
        for (index, object) in objects.enumerated() {
            places.append(text.utf8.count)
            text += "\(index + 1) 0 obj\n\(object)\nendobj\n"
        }
        let table = text.utf8.count
        text += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
        text += places.map { place in
            let digits = String(place)
            return String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n"
        }.joined()
        text += "trailer\n<</Size \(objects.count + 1)/Root 1 0 R>>\nstartxref\n\(table)\n%%EOF\n"
        return Array(text.utf8)
    }

    private static let tool = "/usr/bin/qpdf"
    /// Whether there is a program that makes other kinds of PDF of one; `make test` installs it.
    public static var canBeRewritten: Bool { FileManager.default.isExecutableFile(atPath: tool) }

    /// The PDF as `qpdf` writes it with these options.
    public static func rewritten(_ bytes: [UInt8], _ options: [String]) async throws -> [UInt8] {
        let folder = try Program.temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }  // the system clears what is left
        try Data(bytes).write(to: URL(filePath: "\(folder)/in.pdf"))
        let arguments = options + ["\(folder)/in.pdf", "\(folder)/out.pdf"]
        let run = try await Program.run(tool, arguments, environment: Program.environment)
        guard run.status == 0 else { throw ProgramFailure(description: "qpdf: \(run.errors)") }
        return Array(try Data(contentsOf: URL(filePath: "\(folder)/out.pdf")))
    }
}
