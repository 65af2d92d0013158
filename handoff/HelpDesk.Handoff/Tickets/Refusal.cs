namespace HelpDesk.Handoff.Tickets;

/// <summary>Why a command was refused.</summary>
public enum Refusal
{
    /// <summary>There is no such ticket.</summary>
    NoTicket,
    AlreadyOpened,
    UnknownCustomer,
    UnknownPlan,
    UnknownCategory,
    UnknownQueue,
    UnknownSkill,
    UnknownVendor,
    UnknownCode,
    /// <summary>A text that is needed is empty.</summary>
    WordsMissing,
    WordsTooLong,
    /// <summary>Not among the latest messages of the ticket.</summary>
    MessageNotFound,
    NotTriaged,
    NotQueued,
    AlreadyQueued,
    AlreadyOffered,
    NotOffered,
    OfferExpired,
    OfferStillOpen,
    PullNotAllowed,
    NotAssigned,
    AlreadyAssigned,
    /// <summary>Another agent has it: note, or take over knowingly.</summary>
    NotYours,
    /// <summary>It changed hands since the actor looked.</summary>
    AgentChanged,
    NotAllowed,
    NotPaused,
    BadTime,
    NotHigherTier,
    TierNotInPlan,
    AlreadyAtTop,
    NotCritical,
    ToItself,
    TooEarly,
    ReopenWindowPassed,
    NotResolved,
    NotClosed,
    AlreadyResolved,
    AlreadyClosed,
    AlreadyCancelled,
    AlreadyMerged,
    AlreadySurveyed,
    BadRating,
    BadPercent,
    VendorCaseNotFound,
    VendorCaseExists,
    VendorCaseClosed,
    NotAProblem,
    NotAMajorIncident,
}
