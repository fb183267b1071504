// The sizes of sheets that papers are printed on.

/// A format of ISO 216. Administrative papers have A4 (Decree 30/2020, Appendix I); the slips of the one-stop desk had
/// A5 in the set of 2018 (Circular 01/2018/TT-VPCP).
public enum PaperSheet: String, CaseIterable, Hashable, Sendable {
    case a4 = "A4"
    case a5 = "A5"
}
