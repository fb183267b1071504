// Why bytes are no fingerprint template that we read.

/// One case for each way in which a file breaks the format, or is of another one. The description is for the log.
public enum TemplateFault: String, Error, CaseIterable, CustomStringConvertible, Sendable {
    /// The first four bytes are not `FMR` and a zero.
    case wrongMagic = "wrong-magic"
    /// Not version ` 20`: the format of 2011 (`030`) is laid out otherwise.
    case otherVersion = "other-version"
    /// ANSI INCITS 378-2004: the same beginning, but a length of two bytes, a longer header and angles of 2°.
    case ansi378 = "ansi-378"
    /// The length in the header is not that of the bytes: cut, or lengthened.
    case lengthDiffers = "length-differs"
    /// The views end before the bytes do.
    case trailingBytes = "trailing-bytes"
    /// A header or a list of minutiae goes beyond the end.
    case endsEarly = "ends-early"
    /// An extended data block goes beyond the end.
    case extendedDataBeyondEnd = "extended-data-beyond-end"
    /// A resolution of zero pixels per centimetre.
    case noResolution = "no-resolution"
    case noViews = "no-views"
    /// More than `Limits.fingerprintViewsMax`.
    case tooManyViews = "too-many-views"
    /// A view without minutiae.
    case noMinutiae = "no-minutiae"
    /// A minutia outside the width and height of the image.
    case outsideImage = "outside-image"
    /// More than `Limits.fingerprintBytesMax`.
    case tooManyBytes = "too-many-bytes"

    public var description: String { rawValue }

    /// Whether the bytes are something else altogether, and no damaged template.
    public var isOtherFormat: Bool { [.wrongMagic, .otherVersion, .ansi378].contains(self) }
}
