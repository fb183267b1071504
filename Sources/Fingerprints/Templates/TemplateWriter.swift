// Writes a template as the bytes of a finger minutiae record (ISO/IEC 19794-2:2005).

extension FingerprintTemplate {
    /// The record. What a template does not keep is written as unknown: equipment, and the kinds of minutiae.
    /// Reading these bytes gives the same template.
    public var iso: [UInt8] {
        var body: [UInt8] = []
        for (index, view) in views.enumerated() {
            // The finger; number of the view and impression 0 (live, plain); quality 0 (none given).
            body += [view.finger, index << 4, 0, view.minutiae.count].map { UInt8(truncatingIfNeeded: $0) }
            for minutia in view.minutiae {
                body += bytes(minutia.x, 2) + bytes(minutia.y, 2) + [minutia.angle, minutia.quality]
            }
            body += bytes(0, 2)  // no extended data
        }
        let image = views.first.map { [$0.width, $0.height, $0.horizontalResolution, $0.verticalResolution] } ?? []
        var record = Array("FMR\0 20\0".utf8)
        record += bytes(24 + body.count, 4) + bytes(0, 2)
        record += image.flatMap { bytes($0, 2) }
        record += [UInt8(truncatingIfNeeded: views.count), 0]
        return record + body
    }

    private func bytes(_ number: Int, _ count: Int) -> [UInt8] {
        (0..<count).reversed().map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }
}
