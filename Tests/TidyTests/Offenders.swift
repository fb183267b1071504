// How a rule reports: everything it found, at once.

import Testing

/// Fails with every offender on a line of its own, so that one run shows all there is to do.
func expectNone(_ offenders: [String], sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(
        offenders.isEmpty, "\(offenders.count) found:\n\(offenders.sorted().joined(separator: "\n"))",
        sourceLocation: sourceLocation)
}
