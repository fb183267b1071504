// Fills pages with bands, from top to bottom.

/// What stands on every page besides the text, and where.
struct PageFurniture {
    /// Items for the page of that number (from 1, in an annex from 1 again), in coordinates of the sheet.
    var items: (_ page: Int) throws(LetterError) -> [PageItem]
}

/// Places bands on pages and hands each page on as soon as it is full, so that a letter of a thousand pages needs the
/// memory of one. Bands that must stay together wait until the last of them is known.
struct Paginator<Sink: PageSink> {
    private let geometry: PageGeometry
    private let furniture: PageFurniture
    private(set) var sink: Sink
    private var chain: [Band] = []
    private var page: [PageItem] = []
    private var pageNumber = 1
    private var filled = 0.0

    init(geometry: PageGeometry, furniture: PageFurniture, sink: Sink) {
        self.geometry = geometry
        self.furniture = furniture
        self.sink = sink
    }

    mutating func add(_ band: Band) throws(LetterError) {
        if let last = chain.last, !last.keepsWithNext || band.startsPage { try placeChain() }
        chain.append(band)
    }

    /// Ends the last page. A letter has one page at least.
    consuming func finish() throws(LetterError) -> Sink {
        try placeChain()
        try endPage()
        return sink
    }

    private mutating func placeChain() throws(LetterError) {
        defer { chain = [] }
        guard let first = chain.first else { return }
        if first.startsPage, filled > 0 { try endPage() }
        if first.restartsNumbering { pageNumber = 1 }
        let needed = chain.reduce(0) { $0 + $1.gapBefore + $1.height }
        if filled > 0, filled + needed > geometry.textHeight {
            let headerHeight = first.tableHeader?.band.height ?? 0
            // A chain higher than a page cannot be kept together; then it flows on from where it is.
            if needed - first.gapBefore + headerHeight <= geometry.textHeight { try endPage() }
        }
        for band in chain { try place(band) }
    }

    private mutating func place(_ band: Band) throws(LetterError) {
        var band = band
        if filled > 0, filled + band.gapBefore + band.height > geometry.textHeight { try endPage() }
        if filled == 0, let header = band.tableHeader { put(header.band) }
        while band.height > geometry.textHeight - filled + 0.01 {
            let room = geometry.textHeight - filled
            var rest = band.split(at: room)
            put(band)
            try endPage()
            if let header = rest.tableHeader { put(header.band) }
            swap(&band, &rest)
        }
        put(band)
    }

    private mutating func put(_ band: Band) {
        let top = filled > 0 ? filled + band.gapBefore : 0
        for item in band.items {
            page.append(item.moved(x: geometry.marginLeft, y: geometry.marginTop + top))
        }
        filled = top + band.height
    }

    private mutating func endPage() throws(LetterError) {
        page.append(contentsOf: try furniture.items(pageNumber))
        try sink.page(page, geometry: geometry)
        page = []
        pageNumber += 1
        filled = 0
    }
}
