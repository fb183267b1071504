// Names of files as people gave them.

/// Names of files as people gave them; they are never paths.
public enum FileName {
    /// By which names are compared: some systems change the case of names, and how marks are composed.
    public static func key(_ name: String) -> String { name.nfc.lowercased() }

    /// The same for the name of a PDF as people type it: its ending may be left out, and no two kinds of space differ.
    public static func keyOfPDF(_ name: String) -> String {
        let plain = String(key(name).map { $0.isWhitespace ? " " : $0 })
        return String(plain.hasSuffix(".pdf") ? plain.dropLast(4) : plain[...]).trimmed
    }
}
