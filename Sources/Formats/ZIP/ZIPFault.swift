// Why a ZIP is not read.

/// One case for each way in which an archive breaks a rule of ours. Nothing of a faulty archive is taken.
public enum ZIPFault: String, Error, CaseIterable, CustomStringConvertible, Sendable {
    /// Not a ZIP, or one whose parts contradict one another.
    case damaged
    /// A file in it is encrypted.
    case encrypted
    /// A file in it is packed by another method than the usual one (deflate).
    case otherMethod = "other-method"
    /// More files than `ZIPBounds.filesMax`.
    case tooManyFiles = "too-many-files"
    /// One file is larger than `ZIPBounds.fileBytesMax`, by what it says or in truth.
    case fileTooLarge = "file-too-large"
    /// All files together are larger than `ZIPBounds.bytesMax`, by what they say or in truth.
    case tooLarge = "too-large"
    /// A name longer than `Limits.zipNameBytesMax`.
    case nameTooLong = "name-too-long"
    /// A name that leads out of the archive (`..`, from the root, with a backslash), or is no text.
    case badName = "bad-name"
    /// A folder within a folder.
    case tooDeep = "too-deep"
    /// Two files of one name, whatever their folders.
    case nameTwice = "name-twice"

    public var description: String { rawValue }
}

/// How much an archive may hold.
public struct ZIPBounds: Hashable, Sendable {
    public var filesMax: Int
    public var fileBytesMax: Int
    public var bytesMax: Int

    public init(filesMax: Int, fileBytesMax: Int, bytesMax: Int) {
        self.filesMax = filesMax
        self.fileBytesMax = fileBytesMax
        self.bytesMax = bytesMax
    }
}
