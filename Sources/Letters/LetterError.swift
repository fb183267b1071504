// What can keep a paper from being made.

/// Why a letter could not be composed or drawn. None of these is ever papered over: a letter that cannot be right is
/// not issued. Carries facts for the log; people are told by the caller, in their language.
public enum LetterError: Error, Hashable, Sendable {
    /// The Tinos faces are not installed (Debian package `fonts-croscore`), or fontconfig offers another family
    /// instead.
    case fontMissing
    /// Characters that Tinos cannot draw, or that must not stand in a letter (controls, direction overrides), each
    /// once.
    case missingGlyphs([Unicode.Scalar])
    /// A kind of paper that has no entry, or an entry whose letter is not there.
    case templateMissing(String)
    /// A letter that is not valid mustache.
    case templateFaulty(file: String, reason: String)
    /// What a letter prints but its facts lack, or groups of facts that nobody told.
    case factsMissing(template: String, names: [String])
    /// The letter markup is not well-formed, or not in the vocabulary of its version.
    case markupFaulty(line: Int, reason: String)
    /// The letter exceeds a bound of `Limits`.
    case tooLarge(bytes: Int)
    /// cairo or Pango reported a failure, such as memory running out.
    case drawingFailed(String)
}
