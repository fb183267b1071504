// Why there is no block, or none that can be read.

/// What is wrong with a block or with what should go into one. None is anybody's input: a block that cannot be read was
/// damaged where it is kept, or is another version's, and is built anew from the registry.
public enum SummaryFault: String, Error, CaseIterable {
    /// Not a block at all.
    case noBlock = "no-block"
    case otherVersion = "other-version"
    /// Bytes are missing, too many or others than were written.
    case damaged
    /// To be merged with, or counted beside, one of another commune or day.
    case otherCommuneOrDay = "other-commune-or-day"
    case tooManyPersons = "too-many-persons"
    /// A table would count a commune twice.
    case communeTwice = "commune-twice"
    /// A commune of the table was not counted.
    case communeMissing = "commune-missing"
    /// Not in the list of communes.
    case unknownCommune = "unknown-commune"
}
