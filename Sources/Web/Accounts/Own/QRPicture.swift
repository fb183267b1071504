// A QR code as a picture within the page.

import Formats
import Letters

/// SVG with one path; the page needs no other address, which would be one more that shows a secret.
struct QRPicture {
    let code: QRCode
    /// What it is, for those who do not see it.
    let label: String

    /// Modules around the code that stay light (ISO/IEC 18004, 6.3.8).
    private static let quiet = 4

    var markup: Markup {
        let side = code.side + 2 * Self.quiet
        var path = ""
        for row in 0..<code.side {
            for column in 0..<code.side where code.modules[row * code.side + column] {
                path += "M\(column + Self.quiet) \(row + Self.quiet)h1v1h-1z"
            }
        }
        return Markup(
            trusted: "<svg class=\"qr\" viewBox=\"0 0 \(side) \(side)\" role=\"img\" "
                + "aria-label=\"\(MarkupEscaping.escape(label))\"><path d=\"\(path)\"/></svg>")
    }
}
