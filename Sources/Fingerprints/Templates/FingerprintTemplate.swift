// What a fingerprint template holds once it is read: views of fingers with their minutiae.

/// A finger minutiae record of ISO/IEC 19794-2:2005, read and checked.
///
/// Only what a comparison needs is kept. Two templates are equal when their views are, whatever their bytes say of
/// equipment.
public struct FingerprintTemplate: Hashable, Sendable {
    /// One or more, in the order of the file.
    public let views: [FingerprintView]

    /// A template from views that are known to hold; a reader or a maker of synthetic fingers checks them.
    init(views: [FingerprintView]) { self.views = views }

    /// Reads a record of ISO/IEC 19794-2:2005, clause 8 ("Finger minutiae record format"). Any bytes may be given.
    ///
    /// - Throws: the first fault found. Nothing is mended: a file that breaks a rule was not written by what it claims.
    public init(iso bytes: [UInt8]) throws(TemplateFault) {
        self = try TemplateReader.read(bytes)
    }
}

/// One impression of one finger.
public struct FingerprintView: Hashable, Sendable {
    /// Which finger the file says that it is: 0 where that is not known, 1 to 10 from the right thumb to the left
    /// little finger, or another number of the standard's.
    public var finger = 0
    /// The image that the minutiae were found in, in pixels.
    let width: Int
    let height: Int
    /// Pixels per centimetre, above zero.
    let horizontalResolution: Int
    let verticalResolution: Int
    /// One to 255, in the order of the file.
    public let minutiae: [Minutia]
}

/// A place where a ridge ends or forks. Its kind is not kept: it says nothing that helps a comparison.
public struct Minutia: Hashable, Sendable {
    /// Pixels from the left edge of the image, below its width.
    let x: Int
    /// Pixels from the upper edge of the image, below its height.
    let y: Int
    /// The direction of the ridge, counter-clockwise from the right, 256 to a full turn.
    let angle: UInt8
    /// 1 to 100, the more the better; 0 where the file gives none.
    let quality: UInt8
}
