// Reads the bytes of a finger minutiae record (ISO/IEC 19794-2:2005), with a bound on everything.

import Basics

/// A walk over the bytes of one record. It never goes beyond them, whatever they say.
///
/// The record has a header of 24 bytes; each view one of 4, then 6 bytes a minutia, then the length of its extended
/// data in 2 bytes and these data. Numbers have their highest byte first.
struct TemplateReader {
    private static let magic = Array("FMR\0".utf8)
    private static let version = Array(" 20\0".utf8)

    private let bytes: [UInt8]
    private var place = 0

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    static func read(_ bytes: [UInt8]) throws(TemplateFault) -> FingerprintTemplate {
        guard bytes.count <= Limits.fingerprintBytesMax else { throw .tooManyBytes }
        var reader = TemplateReader(bytes)
        return try reader.record()
    }

    private mutating func record() throws(TemplateFault) -> FingerprintTemplate {
        try format()
        _ = try number(bytes: 2)  // the capture equipment
        let width = try number(bytes: 2)
        let height = try number(bytes: 2)
        let horizontal = try number(bytes: 2)
        let vertical = try number(bytes: 2)
        guard horizontal > 0, vertical > 0 else { throw .noResolution }
        let count = try number(bytes: 1)
        guard count > 0 else { throw .noViews }
        guard count <= Limits.fingerprintViewsMax else { throw .tooManyViews }
        _ = try number(bytes: 1)  // reserved
        var views: [FingerprintView] = []
        for _ in 0..<count {
            let (finger, minutiae) = try view(width: width, height: height)
            views.append(
                FingerprintView(
                    finger: finger, width: width, height: height, horizontalResolution: horizontal,
                    verticalResolution: vertical,
                    minutiae: minutiae))
        }
        guard place == bytes.count else { throw .trailingBytes }
        return FingerprintTemplate(views: views)
    }

    /// What tells this format from its relatives.
    private mutating func format() throws(TemplateFault) {
        guard bytes.starts(with: Self.magic) else { throw .wrongMagic }
        guard bytes.dropFirst(4).starts(with: Self.version) else { throw .otherVersion }
        place = 8
        let length = try number(bytes: 4)
        guard length == bytes.count else {
            place = 8
            // The relative states its length in the first two of these bytes.
            throw try number(bytes: 2) == bytes.count ? .ansi378 : .lengthDiffers
        }
    }

    private mutating func view(
        width: Int, height: Int
    ) throws(TemplateFault) -> (finger: Int, minutiae: [Minutia]) {
        let finger = try number(bytes: 1)
        _ = try number(bytes: 2)  // number and kind of the view, quality
        let count = try number(bytes: 1)
        guard count > 0 else { throw .noMinutiae }
        var minutiae: [Minutia] = []
        minutiae.reserveCapacity(count)
        for _ in 0..<count {
            // The two highest bits are the kind of the minutia in x and reserved in y.
            let x = try number(bytes: 2) & 0x3FFF
            let y = try number(bytes: 2) & 0x3FFF
            let angle = try number(bytes: 1)
            let quality = try number(bytes: 1)
            guard x < width, y < height else { throw .outsideImage }
            minutiae.append(Minutia(x: x, y: y, angle: UInt8(angle), quality: UInt8(quality)))
        }
        let extended = try number(bytes: 2)
        guard extended <= bytes.count - place else { throw .extendedDataBeyondEnd }
        place += extended
        return (finger, minutiae)
    }

    private mutating func number(bytes count: Int) throws(TemplateFault) -> Int {
        guard bytes.count - place >= count else { throw .endsEarly }
        var number = 0
        for _ in 0..<count {
            number = number << 8 | Int(bytes[place])
            place += 1
        }
        return number
    }
}
