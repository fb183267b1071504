// Why an act was not done: designed refusals, as data.

import Basics
public import Forms

/// A refusal of an act. Nothing was written when one is thrown. `code` is a translation key; no sentence for people is
/// made here.
public enum Rejection: Error, Hashable, Sendable {
    /// The case does not exist, or the actor may not know that it does.
    case notFound
    /// The actor may see the case, but their roles never allow this act.
    case forbidden(act: String)
    /// The act is theirs in general, but not now: somebody was faster, or the case has moved on.
    case conflict(version: Int, stage: Stage)
    /// A rule of the case forbids it, such as four-eyes; `rule` is a translation key under `refusal.`.
    case rule(String)
    /// What was filled in does not do; the same page is shown again with it.
    case invalid([Problem])
    /// The organisation has done as much of it today as it may; tomorrow it can.
    case overQuota(SpentQuota)
    /// The file of the process and the case disagree; an operator must look.
    case process(String)
}
