// One view made ready for comparisons: what depends on it alone is worked out once.

/// A view as the matcher takes it. Making it costs about as much as a comparison, so keep it where one view is compared
/// more than once. It takes about 8 KB for 35 minutiae, 60 KB for 128.
public struct PreparedTemplate: Sendable {
    let minutiae: MinutiaSet
    let hull: ConvexHull
    let relations: MinutiaRelations
    let cylinders: MinutiaCylinders

    /// A view with more than 128 different minutiae keeps the 128 best.
    public init(_ view: FingerprintView) {
        minutiae = MinutiaSet(view)
        hull = ConvexHull(x: minutiae.x, y: minutiae.y)
        relations = MinutiaRelations(minutiae)
        cylinders = MinutiaCylinders(minutiae, hull: hull)
    }

    /// How many different minutiae are compared: 1 to 128.
    public var minutiaCount: Int { minutiae.count }
}
