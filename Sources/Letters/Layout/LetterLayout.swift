// Sets a letter: blocks into bands, bands into pages.

/// Lays one letter out. Everything that decides where something stands on paper is below this type.
struct LetterLayout {
    private let document: LetterDocument
    private let style: LetterStyle
    private let setter: TextSetter
    private let furniture: FurnitureLayout

    init(_ document: LetterDocument, setter: TextSetter) throws(LetterError) {
        self.document = document
        self.setter = setter
        style = LetterStyle(document)
        furniture = try FurnitureLayout(document, style: style, setter: setter)
    }

    var geometry: PageGeometry { style.geometry }

    /// Sends the pages of the letter to `sink`, and gives it back.
    func run<Sink: PageSink>(into sink: Sink) throws(LetterError) -> Sink {
        var paginator = Paginator(geometry: geometry, furniture: PageFurniture(items: furniture.items), sink: sink)
        // The last two bands wait here, so that they can be tied to a closing that follows.
        var waiting: [Band] = []
        func emit(_ band: Band) throws(LetterError) {
            waiting.append(band)
            if waiting.count > 2 { try paginator.add(waiting.removeFirst()) }
        }
        for block in document.blocks {
            if case .closing = block {
                for index in waiting.indices { waiting[index].keepsWithNext = true }
            }
            try lay(block, emit)
        }
        for band in waiting { try paginator.add(band) }
        return try paginator.finish()
    }

    private func lay(_ block: LetterBlock, _ emit: (Band) throws(LetterError) -> Void) throws(LetterError) {
        switch block {
        case .heading(let heading):
            try emit(HeadingLayout(heading: heading, style: style, setter: setter).band())
        case .title(let name, let abstract, let reference):
            let referenceStyle = style.italic(style.body, size: 13)
            try emit(
                titleBand(
                    [(name, style.title), (abstract, style.title), (reference, referenceStyle)], gapBefore: 16))
        case .annex(let name, let abstract, let reference):
            var band = try titleBand(
                [(name, style.title), (abstract, style.title), (reference, style.italic(style.body, size: 13))],
                gapBefore: 0)
            band.startsPage = true
            band.restartsNumbering = true
            try emit(band)
        case .centred(let text):
            let paragraph = try balanced(text, style.title, width: geometry.textWidth, setter: setter)
            for var band in paragraph.bands(gapBefore: 10) {
                band.keepsWithNext = true
                try emit(band)
            }
        case .basis(let text):
            try emitParagraph([TextRun(text, style.italic(style.body))], emit)
        case .addressee(let addressees):
            try layAddressees(addressees, emit)
        case .paragraph(let mark, let text):
            let markRun = mark.map { TextRun($0.text + " ", $0.isBold ? style.body.bolded() : style.body) }
            try emitParagraph([markRun, TextRun(text, style.body)].compactMap { $0 }, emit)
        case .row(let label, let value):
            let runs = [TextRun("\(label): ", style.body), TextRun(value, style.body)]
            let paragraph = try setter.set(runs, width: geometry.textWidth, keepsTogether: true)
            for band in bands(of: paragraph, announces: value.isEmpty || value.hasSuffix(":")) { try emit(band) }
        case .table(let table):
            if let most = table.columnsMax, table.columns.count > most {
                try RecordLayout(table: table, style: style, setter: setter).records(emit)
            } else {
                try TableLayout(table: table, style: style, setter: setter).rows(emit)
            }
        case .closing(let distribution, let signatures):
            try emit(
                ClosingLayout(distribution: distribution, signatures: signatures, style: style, setter: setter).band())
        case .note(let text):
            let small = style.italic(style.body, size: style.body.size - 1)
            let paragraph = try setter.set([TextRun(text, small)], width: geometry.textWidth, alignment: .justified)
            for band in paragraph.bands(gapBefore: style.paragraphGap) { try emit(band) }
        case .cover(let cover):
            try emit(try CoverLayout(cover: cover, style: style, setter: setter).band())
        }
    }

    private func emitParagraph(
        _ runs: [TextRun], _ emit: (Band) throws(LetterError) -> Void
    ) throws(LetterError) {
        let paragraph = try setter.set(
            runs, width: geometry.textWidth, alignment: .justified, indent: style.firstLineIndent, keepsTogether: true)
        for band in bands(of: paragraph, announces: runs.last?.text.hasSuffix(":") ?? false) { try emit(band) }
    }

    /// The bands of a paragraph; one that announces a list stays with its first entry.
    private func bands(of paragraph: SetParagraph, announces: Bool) -> [Band] {
        var bands = paragraph.bands(gapBefore: style.paragraphGap)
        if announces, let last = bands.indices.last { bands[last].keepsWithNext = true }
        return bands
    }

    /// Centred lines, kept with the text that follows. Under an abstract or reference stands a rule of two fifths of
    /// its last line; a title alone, as on the statutory forms, has none.
    private func titleBand(
        _ parts: [(text: String, style: TextStyle)], gapBefore: Double
    ) throws(LetterError) -> Band {
        var band = Band(height: 0, gapBefore: gapBefore, keepsWithNext: true)
        var lastWidth = 0.0
        for part in parts where !part.text.isEmpty {
            let paragraph = try balanced(part.text, part.style, width: geometry.textWidth * 0.84, setter: setter)
            band.items += paragraph.stacked(x: geometry.textWidth * 0.08, y: band.height)
            band.height += paragraph.height
            lastWidth = paragraph.lines.last?.width ?? 0
        }
        guard parts.dropFirst().contains(where: { !$0.text.isEmpty }) else { return band }
        let length = lastWidth * 0.4
        band.items.append(
            .bar(
                x: (geometry.textWidth - length) / 2, y: band.height + HeadingLayout.ruleGap, width: length,
                height: style.ruleThickness))
        band.height += 8
        return band
    }

    /// One addressee stands centred on the line of `Kính gửi:`; several make a list under it.
    private func layAddressees(
        _ addressees: [String], _ emit: (Band) throws(LetterError) -> Void
    ) throws(LetterError) {
        if addressees.count == 1 {
            let paragraph = try balanced(
                "Kính gửi: \(addressees[0])", style.body, width: geometry.textWidth * 0.9, setter: setter)
            for band in paragraph.bands(x: geometry.textWidth * 0.05, gapBefore: 14) { try emit(band) }
            return
        }
        let heading = try setter.set([TextRun("Kính gửi:", style.body)], width: geometry.textWidth * 0.7)
        for var band in heading.bands(x: geometry.textWidth * 0.2, gapBefore: 14) {
            band.keepsWithNext = true
            try emit(band)
        }
        for (index, addressee) in addressees.enumerated() {
            let mark = index == addressees.count - 1 ? "." : ";"
            let entry = [TextRun("- \(addressee)\(mark)", style.body)]
            let paragraph = try setter.set(entry, width: geometry.textWidth * 0.65)
            for band in paragraph.bands(x: geometry.textWidth * 0.3, gapBefore: 2) { try emit(band) }
        }
    }
}
