namespace HelpDesk.Handoff.Tickets;

/// <summary>Each refusal in plain words, in English; another language keys on the reason.</summary>
public static class RefusalWords
{
    public static string Of(Refusal reason) => Starting(reason) ?? Claiming(reason) ?? Working(reason) ?? Ending(reason)
        ?? throw new ArgumentOutOfRangeException(nameof(reason), reason, "A refusal without words.");

    private static string? Starting(Refusal reason) => reason switch
    {
        Refusal.NoTicket => "There is no such ticket.",
        Refusal.AlreadyOpened => "This ticket is open already.",
        Refusal.UnknownCustomer => "This desk does not serve that customer.",
        Refusal.UnknownPlan => "There is no such plan.",
        Refusal.UnknownCategory => "There is no such category.",
        Refusal.UnknownQueue => "There is no such queue.",
        Refusal.UnknownSkill => "There is no such skill.",
        Refusal.UnknownVendor => "That vendor is not in the directory.",
        Refusal.UnknownCode => "That is not one of the desk's resolution codes.",
        Refusal.WordsMissing => "Please write something first.",
        Refusal.WordsTooLong => "That text is too long.",
        Refusal.NotTriaged => "Give the ticket a category and a priority first.",
        _ => null,
    };

    private static string? Claiming(Refusal reason) => reason switch
    {
        Refusal.NotQueued => "The ticket is not waiting in a queue.",
        Refusal.AlreadyQueued => "The ticket is in a queue already; transfer it instead.",
        Refusal.AlreadyOffered => "The ticket is being offered to someone else.",
        Refusal.NotOffered => "This ticket was not offered to you.",
        Refusal.OfferExpired => "The offer has run out; the ticket goes to the next agent.",
        Refusal.OfferStillOpen => "The offer has not run out yet.",
        Refusal.PullNotAllowed => "Tickets of this queue are given out by the desk; wait for an offer.",
        Refusal.NotAssigned => "Nobody has taken this ticket yet.",
        Refusal.AlreadyAssigned => "A colleague has taken this ticket.",
        Refusal.NotYours => "A colleague has this ticket. Write a note, or take it over.",
        Refusal.AgentChanged => "The ticket changed hands while you looked. Look again before you take it.",
        Refusal.NotAllowed => "You are not the one who may do this.",
        _ => null,
    };

    private static string? Working(Refusal reason) => reason switch
    {
        Refusal.NotPaused => "The ticket is not paused.",
        Refusal.BadTime => "That time does not fit: a scheduled pause needs a time to come, and nothing begins in the future.",
        Refusal.NotHigherTier => "An escalation goes to a higher tier; use transfer for the same or a lower one.",
        Refusal.TierNotInPlan => "The customer's plan does not include that tier; a lead can decide otherwise.",
        Refusal.AlreadyAtTop => "Tier 4 is the vendor: open a vendor case instead.",
        Refusal.NotCritical => "Only a P1 ticket is an emergency; change its priority first.",
        Refusal.ToItself => "A ticket cannot be linked, merged or given to itself.",
        Refusal.TooEarly => "It is too early for that.",
        Refusal.MessageNotFound => "That message is not among the latest of this ticket.",
        Refusal.VendorCaseNotFound => "This ticket has no such vendor case.",
        Refusal.VendorCaseExists => "That vendor case is on this ticket already.",
        Refusal.VendorCaseClosed => "That vendor case is closed.",
        Refusal.NotAProblem => "Only a problem record keeps a root cause or a known error.",
        Refusal.NotAMajorIncident => "This ticket is not a major incident.",
        _ => null,
    };

    private static string? Ending(Refusal reason) => reason switch
    {
        Refusal.ReopenWindowPassed => "It was resolved too long ago to be reopened. A new ticket is opened and linked to it.",
        Refusal.NotResolved => "The ticket is not resolved.",
        Refusal.NotClosed => "The ticket is not closed yet.",
        Refusal.AlreadyResolved => "The ticket is resolved; reopen it first.",
        Refusal.AlreadyClosed => "The ticket is closed; reopen it first.",
        Refusal.AlreadyCancelled => "The ticket was cancelled.",
        Refusal.AlreadyMerged => "The ticket was merged into another one; go on there.",
        Refusal.AlreadySurveyed => "This ticket has been rated.",
        Refusal.BadRating => "A rating is a number from 1 to 5.",
        Refusal.BadPercent => "Warnings are given at the percentages that the policy names.",
        _ => null,
    };
}
