// What is counted about a request before anybody decides on it.

public import Basics

/// Counts about a request, its list and its requester: how many, never who and never about whom. Each is over a window
/// of days that stands in `Limits` and in `WatchFigure.windows`. Drafts count nowhere; what was filed counts, whatever
/// became of it.
public struct WatchFigures: Hashable, Sendable {
    /// Persons of the list.
    public var persons = 0
    /// The most other requesters that asked for one and the same person of the list.
    public var soughtBy = 0
    /// Persons of the list that some other requester asked for as well.
    public var soughtPersons = 0
    /// Requests of the requester for this service around this one, which is among them, and the persons of all of them.
    public var nearRequests = 0
    public var nearPersons = 0
    /// Persons of each of the requester's requests for this service before this one, the latest
    /// `Limits.usualRequestsMax` of the window.
    public var earlier: [Int] = []
    /// When it was filed, and whether that was a working day.
    public var filedAt: Timestamp
    public var isWorkingDay: Bool
    /// Persons of whom the requester claimed something wrong, in whatever request.
    public var wrongPersons = 0
    /// Persons of the list among them.
    public var wrongHere = 0
    /// Persons of whom nothing more is compared for the requester, since too much was wrong.
    public var stoppedPersons = 0

    public init(filedAt: Timestamp, isWorkingDay: Bool) {
        self.filedAt = filedAt
        self.isWorkingDay = isWorkingDay
    }

    /// The median of the requests before, the lower of two in the middle; `nil` where there are none.
    public var usualPersons: Int? {
        earlier.isEmpty ? nil : earlier.sorted()[(earlier.count - 1) / 2]
    }
}
