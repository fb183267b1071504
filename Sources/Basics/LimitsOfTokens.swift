// Bounds of signed tokens, the servers that call with them, and what they may ask.

extension Limits {
    /// Calls that one grant allows: a provider of the whole country for a year, some three a second.
    public static let grantedCallsMax = 100_000_000

    /// A client's assertion: ten times the usual one, and so little that reading it costs less than its signature.
    public static let clientAssertionBytesMax = 8 * 1024
    /// Objects and lists in one another in a token or a set of keys: three are usual, and reading them is recursive.
    public static let jsonDepthMax = 16
    /// The id of a token or of a key, in bytes: a UUID, a thumbprint or an address of the web. Ids of tokens are
    /// remembered until they expire.
    public static let tokenIDBytesMax = 256
    /// How far ahead a client's assertion may expire: it is made for one call, and its id is remembered for so long.
    public static let assertionSecondsMax = 5 * 60
    /// By how much a client's clock may differ: one that a time service sets differs by less than a second.
    public static let assertionLeewaySeconds = 30
    /// The keys of one client as they come in: ten with a chain of certificates each, which nobody reads.
    public static let clientKeysBytesMax = 64 * 1024
    /// Keys of one client: the present one, the next and some older ones; without an id all would have to be tried.
    public static let clientKeysMax = 10
    /// A secret of the server for codes: as long as what HMAC-SHA-256 gives (RFC 2104 section 3).
    public static let secretBytesMin = 32
    /// How long a client may call with one access token; then it proves again who it is.
    public static let accessTokenSeconds = 10 * 60
    /// An access token as it comes in: five times ours.
    public static let accessTokenBytesMax = 1_024
    /// For how long an assertion of the server is to be believed: it says how things were at one moment.
    public static let assertionSeconds = 5 * 60
    /// What a client sends to be known: its assertion, form-encoded, and little else.
    public static let tokenRequestBytesMax = 32 * 1024
    /// What one call asks: three keys, some claims, a purpose.
    public static let callBytesMax = 16 * 1024
    /// Characters of what a client calls one call by: a UUID or 256 bits as base64url and more. Fewer could be guessed.
    public static let nonceCharacters = 16...128
    /// Characters of the purpose of one call.
    public static let callPurposeCharactersMax = 500
    /// A key signs from so long after it was published on, so that who keeps a copy of the set has it by then.
    public static let signingKeyWaitSeconds = 24 * 3600
    /// The folder of the signing keys is looked into again after so long.
    public static let signingKeysReadSeconds: Int64 = 10

    /// Keys that an organisation ever handed in, in all: two a month for a decade.
    public static let clientKeysEverMax = 240
}
