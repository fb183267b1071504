// Names of files as people gave them.

/// Names of files as people gave them; they are never paths.
public enum FileName {
    /// By which names are compared: some systems change the case of names, and how marks are composed.
    public static func key(_ name: String) -> String { name.nfc.lowercased() }
}
