// The bounds of counts of the population, each with its reason.

extension Limits {
    // MARK: Statistics

    /// The secret of counts: as long as what HMAC-SHA-256 gives (RFC 2104 section 3).
    public static let statisticsSecretBytesMin = 32
    /// No count but zero is shown below this: one to four persons are told apart from none by nobody.
    public static let shownCountMin = 5
    /// How far a shown count may lie from the true one: four standard deviations of the noise, beyond which what a
    /// shown count rules out becomes too rare to be of use (decision 038).
    public static let countNoiseMax = 20
    /// Dimensions of persons in one table of communes, and in one of provinces or the country: each more doubles the
    /// marginals that everybody is counted in, and leaves a commune of 3,000 less than a handful a cell.
    public static let communeTableDimensionsMax = 2
    public static let tableDimensionsMax = 3
    /// Cells of one table without its totals: a file of some 5 MB; age and sex in all communes of three provinces in
    /// four are half of it.
    public static let tableCellsMax = 100_000
    /// Persons a cell of a table has on average, at least: five standard deviations of the noise, so that most cells
    /// say something.
    public static let tableMeanCellMin = 25
    /// The same of what is shown within one value of a table, by its shown total: less is withheld.
    public static let sliceMeanCellMin = 10
    /// Areas that a request names: all communes there may be.
    public static let namedAreasMax = communesMax
    /// Marginals that a grant allows where its decision says nothing: three tables of three dimensions; all there are
    /// on one day are 68.
    public static let grantMarginalsUsual = 24
    /// Marginals that one recipient may have as of all days of one calendar year, under all its grants: half of those
    /// of one day.
    public static let recipientMarginalsMax = 34
    /// Tables that are made under one grant: each is an event of its case.
    public static let grantTablesMax = 200
    /// Living persons of one commune: ten times the largest.
    public static let communePersonsMax = 5_000_000
    /// Finest cells of one commune: all kinds of persons there are, each once.
    public static let summaryCellsMax = 94_080
    /// The block of a commune: that many cells of at most 16 bytes, and its frame.
    public static let summaryBlockBytesMax = 2 * 1024 * 1024
    /// Rows of a table on a page: a long list; the file has all.
    public static let tablePageRows = 500
    /// Bars of one chart: two screens of a telephone.
    public static let chartBarsMax = 30
    /// Lines of one label in a chart, and characters of a line: what 320 pixels hold in Vietnamese capitals.
    public static let chartLabelLinesMax = 3
    public static let chartLineCharactersMax = 34
}
