// The bounds of looking for cases by words.

extension Limits {
    /// Characters of a search for cases: a name, a code and some words of a subject.
    public static let searchCharactersMax = 200
    /// Characters of a word that is searched: no syllable, number or code is longer.
    public static let wordCharactersMax = 64
    /// Characters of a word from which it is looked for as the beginning of others too: fewer are the beginning of so
    /// many words that a database takes a second to put them together.
    public static let beginningCharactersMin = 3
    /// Bytes of the words by which one case is found: a database takes a megabyte of them. The names of a hundred
    /// thousand persons are some thousand words; of their numbers the first seventy thousand have room.
    public static let caseWordsBytesMax = 900_000
    /// Lines of a list that a search goes through one by one; of a longer one it asks the index of words, which is
    /// quicker where much is found.
    public static let searchedLinesMax = 2_000
    /// What a search finds is counted as far: PostgreSQL reads all cases that have a word to count one more than are
    /// among the newest.
    public static let foundRowsCountedMax = 100
    /// Rows that PostgreSQL looks at along the key before it asks its index of words, which has no order: they take it
    /// ten milliseconds, and have a page of any word that the index would take longer for.
    public static let glancedRows = 10_000
    /// Cases whose words are written in one turn of the worker, between which other work is looked for.
    public static let indexedAtOnce = 50
}
