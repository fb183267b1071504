// The end of a letter: signature block on the right, distribution list on the left.

/// Lays the closing out as one band, so that a signature never stands torn from its name.
struct ClosingLayout {
    let distribution: [String]
    let signatures: [LetterSignature]
    let style: LetterStyle
    let setter: TextSetter

    func band() throws(LetterError) -> Band {
        let width = style.geometry.textWidth
        var band = Band(height: 0, gapBefore: 2 * style.paragraphGap)
        if signatures.count == 2 {
            let half = width / 2
            let left = try add(signatures[0], x: 0, width: half - 8, to: &band)
            let right = try add(signatures[1], x: half + 8, width: half - 8, to: &band)
            band.height = max(left, right)
            if !distribution.isEmpty {
                band.height += style.paragraphGap
                band.height += try addDistribution(y: band.height, width: width, to: &band)
            }
            return band
        }
        if let signature = signatures.first {
            band.height = try add(signature, x: width / 2, width: width / 2, to: &band)
        }
        if !distribution.isEmpty {
            let list = try addDistribution(y: 0, width: width / 2 - 12, to: &band)
            band.height = max(band.height, list)
        }
        return band
    }

    private func add(
        _ signature: LetterSignature, x: Double, width: Double, to band: inout Band
    ) throws(LetterError) -> Double {
        var y = 0.0
        let title = style.body.bolded()
        for text in [signature.authority, signature.title] where !text.isEmpty {
            let paragraph = try balanced(text, title, width: width, setter: setter)
            band.items += paragraph.stacked(x: x, y: y)
            y += paragraph.height
        }
        if !signature.remark.isEmpty {
            let remark = style.italic(style.body, size: 12)
            let paragraph = try balanced(signature.remark, remark, width: width, setter: setter)
            band.items += paragraph.stacked(x: x, y: y)
            y += paragraph.height
        }
        y += style.signatureRoom
        if !signature.name.isEmpty {
            let name = try balanced(signature.name, title, width: width, setter: setter)
            band.items += name.stacked(x: x, y: y)
            y += name.height
        }
        return y
    }

    private func addDistribution(y top: Double, width: Double, to band: inout Band) throws(LetterError) -> Double {
        let heading = try setter.set([TextRun("Nơi nhận:", style.distributionHeading)], width: width)
        band.items += heading.stacked(x: 0, y: top)
        var y = heading.height
        for (index, entry) in distribution.enumerated() {
            let mark = index == distribution.count - 1 ? "." : ";"
            let line = try setter.set([TextRun("- \(entry)\(mark)", style.distribution)], width: width)
            band.items += line.stacked(x: 0, y: top + y)
            y += line.height
        }
        return y
    }
}
