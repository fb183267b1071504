// The part of a finger that a template speaks of: the convex hull of its minutiae.

/// A convex polygon around points, counter-clockwise (Andrew's monotone chain, Information Processing Letters 9, 1979).
struct ConvexHull: Sendable {
    /// Three or more; one or two where all points lie on a line.
    let corners: [SIMD2<Float>]
    /// Outward unit normal in the first two lanes and offset along it in the third.
    private let edges: [SIMD4<Float>]

    /// `x` and `y` have as many values, at least one, sorted by x and then by y.
    init(x: [Float], y: [Float]) {
        let points = zip(x, y).map { SIMD2($0, $1) }
        let lower = ConvexHull.chain(points)
        let upper = ConvexHull.chain(points.reversed())
        corners = lower.count + upper.count > 2 ? lower.dropLast() + upper.dropLast() : lower
        edges = ConvexHull.edges(of: corners)
    }

    /// Whether a point is inside, or outside by less than `margin` of every edge's line. At a sharp corner that reaches
    /// a little further than the true distance.
    func contains(_ point: SIMD2<Float>, margin: Float) -> Bool {
        let edges = edges.span
        for index in edges.indices {
            let edge = edges[index]
            if edge.x * point.x + edge.y * point.y - edge.z > margin { return false }
        }
        return true
    }

    /// Takes out of `mask` the points that lie outside the hull grown by `margin`. Point i stands at `centre` +
    /// `offsets[i]`, and none of them is further than `reach` from it.
    func keep(
        _ mask: inout UInt64, of offsets: Span<SIMD2<Float>>, around centre: SIMD2<Float>, reach: Float, margin: Float
    ) {
        let edges = edges.span
        for place in edges.indices {
            let edge = edges[place]
            let room = margin + edge.z - edge.x * centre.x - edge.y * centre.y
            // Most minutiae stand so deep inside that an edge reaches none of their points.
            if room >= reach { continue }
            for index in offsets.indices where edge.x * offsets[index].x + edge.y * offsets[index].y > room {
                mask &= ~(1 << UInt64(index))
            }
        }
    }

    /// Area and perimeter of what it has in common with another convex polygon (Sutherland and Hodgman,
    /// Communications of the ACM 17, 1974).
    func intersection(with polygon: [SIMD2<Float>]) -> (area: Float, perimeter: Float) {
        var inside = polygon
        var clipped: [SIMD2<Float>] = []
        clipped.reserveCapacity(polygon.count + edges.count)
        for edge in edges {
            guard var last = inside.last else { break }
            clipped.removeAll(keepingCapacity: true)
            var lastDepth = edge.x * last.x + edge.y * last.y - edge.z
            for point in inside {
                let depth = edge.x * point.x + edge.y * point.y - edge.z
                if (depth > 0) != (lastDepth > 0) {
                    clipped.append(last + (point - last) * (lastDepth / (lastDepth - depth)))
                }
                if depth <= 0 { clipped.append(point) }
                (last, lastDepth) = (point, depth)
            }
            swap(&inside, &clipped)
        }
        return ConvexHull.measure(inside)
    }

    private static func chain(_ points: [SIMD2<Float>]) -> [SIMD2<Float>] {
        var chain: [SIMD2<Float>] = []
        for point in points where chain.last != point {
            while chain.count > 1 {
                let (last, before) = (chain[chain.count - 1], chain[chain.count - 2])
                let (one, other) = (last - before, point - before)
                if one.x * other.y - one.y * other.x > 0 { break }
                chain.removeLast()
            }
            chain.append(point)
        }
        return chain
    }

    private static func edges(of corners: [SIMD2<Float>]) -> [SIMD4<Float>] {
        func edge(_ normal: SIMD2<Float>, _ point: SIMD2<Float>) -> SIMD4<Float> {
            SIMD4(normal.x, normal.y, normal.x * point.x + normal.y * point.y, 0)
        }
        guard corners.count > 1 else {
            return [[1, 0], [0, 1], [-1, 0], [0, -1]].map { edge($0, corners[0]) }
        }
        var edges: [SIMD4<Float>] = []
        for (index, corner) in corners.enumerated() {
            let way = corners[(index + 1) % corners.count] - corner
            let along = way / (way * way).sum().squareRoot()
            edges.append(edge(SIMD2(along.y, -along.x), corner))
            // A line has two sides; without ends it would go on for ever.
            if corners.count == 2 { edges.append(edge(-along, corner)) }
        }
        return edges
    }

    private static func measure(_ polygon: [SIMD2<Float>]) -> (area: Float, perimeter: Float) {
        guard var last = polygon.last else { return (0, 0) }
        // Measured from a corner, so that places far from the origin lose no precision.
        let origin = last
        var (area, perimeter): (Float, Float) = (0, 0)
        for point in polygon {
            let (one, other) = (last - origin, point - origin)
            area += one.x * other.y - one.y * other.x
            let way = point - last
            perimeter += (way * way).sum().squareRoot()
            last = point
        }
        return (max(0, area / 2), perimeter)
    }
}
