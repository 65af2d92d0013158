using Cmd = HelpDesk.Handoff.Tickets.TicketCommand;

namespace HelpDesk.Handoff.Tickets.Rules;

/// <summary>
/// Commands that ask for what is already so: the second click, the message that the channel delivered again, the timer of another node.
/// They are answered with nothing, before any rule could call them an error.
/// </summary>
internal static class Repeats
{
    public static bool IsAlreadySo(Ticket ticket, Cmd command) =>
        InQueue(ticket, command) ?? InWork(ticket, command) ?? InCompany(ticket, command) ?? AtEnd(ticket, command);

    private static bool? InQueue(Ticket t, Cmd command) => command switch
    {
        Cmd.Triage c => t.Category == c.Category && t.Impact == c.Impact && t.Urgency == c.Urgency && (c.Priority ?? t.Priority) == t.Priority && t.Priority is not null,
        Cmd.Enqueue c => t.Status == TicketStatus.Queued && t.Queue == c.To,
        Cmd.Offer c => t.Status == TicketStatus.Offered && t.Offer?.Agent == c.Agent,
        Cmd.DeclineOffer c => t.Status != TicketStatus.Offered && c.By.Agent is { } agent && t.PassedBy.Contains(agent),
        // A timer whose offer is gone has nothing left to do.
        Cmd.ExpireOffer c => t.Status != TicketStatus.Offered || t.Offer?.Agent != c.Agent,
        Cmd.Accept c => IsHeldBy(t, c.By),
        Cmd.TakeOver c => IsHeldBy(t, c.By),
        Cmd.ReturnToQueue c => t.Status != TicketStatus.Assigned || t.Agent != c.Agent,
        _ => null,
    };

    private static bool? InWork(Ticket t, Cmd command) => command switch
    {
        Cmd.Reply c => t.HasMessage(c.Message),
        Cmd.AddNote c => t.HasMessage(c.Message),
        Cmd.Write c => t.HasMessage(c.Message),
        Cmd.Pause c => t.Pause is { } pause && pause.Reason == c.Reason && pause.Until == c.Until,
        Cmd.Resume => t.Status == TicketStatus.Assigned,
        Cmd.Transfer c => IsHandedOn(t, c),
        Cmd.Escalate { Kind: EscalationKind.Emergency } => t.IsMajorIncident && t.Escalations.Contains(EscalationKind.Emergency),
        // A lead is told of the risk once; what is at risk now is in the wallboard.
        Cmd.Escalate { Kind: EscalationKind.Hierarchical } => t.Escalations.Contains(EscalationKind.Hierarchical),
        Cmd.Escalate { Kind: EscalationKind.Functional } c => t.Status == TicketStatus.Queued && c.Queue is { } queue && t.Queue == queue,
        Cmd.Escalate { Kind: EscalationKind.Vendor, Case: { } c } => IsSameCase(t, c),
        Cmd.Reprioritise c => t.Priority == c.To && (c.Impact ?? t.Impact) == t.Impact && (c.Urgency ?? t.Urgency) == t.Urgency,
        Cmd.ChangePlan c => t.Plan == c.To,
        Cmd.WarnSla c => !t.IsOpen || t.Marks.Any(m => m.Clock == c.Clock && m.Due == c.Due && (m.WarnedPercent >= c.Percent || m.Breached)),
        Cmd.BreachSla c => !t.IsOpen || t.Marks.Any(m => m.Clock == c.Clock && m.Due == c.Due && m.Breached),
        _ => null,
    };

    private static bool? InCompany(Ticket t, Cmd command) => command switch
    {
        Cmd.Link c => t.Links.Contains(new(c.Kind, c.To)),
        Cmd.Unlink c => t.IsAlive && !t.Links.Contains(new(c.Kind, c.To)),
        Cmd.MergeInto c => t.MergedInto == c.Into,
        Cmd.AbsorbDuplicate c => t.Absorbed.Contains(c.From),
        Cmd.Follow c => t.Followers.Contains(new(c.Person, c.Kind)),
        Cmd.Unfollow c => !t.Followers.Contains(new(c.Person, c.Kind)),
        Cmd.OpenVendorCase c => IsSameCase(t, c),
        Cmd.UpdateVendorCase c => t.Case(c.Vendor, c.Reference) is { IsOpen: true } found && found.LastUpdate == c.Update,
        Cmd.CloseVendorCase c => t.Case(c.Vendor, c.Reference) is { IsOpen: false },
        Cmd.RecordRootCause c => t.RootCause == c.Cause,
        Cmd.RecordKnownError c => t.KnownError == c.Error,
        Cmd.DeclareMajorIncident => t.IsMajorIncident,
        Cmd.UpdateMajorIncident c => t.Major?.Statement == c.Statement,
        _ => null,
    };

    private static bool AtEnd(Ticket t, Cmd command) => command switch
    {
        Cmd.Resolve c => t.Status == TicketStatus.Resolved && t.Resolution?.By == c.By && t.Resolution.Note == c.Note,
        Cmd.Confirm => t.Status == TicketStatus.Closed && t.ConfirmedAt is not null,
        Cmd.Reopen => t.Reopens > 0 && t.IsOpen,
        Cmd.Close => t.Status == TicketStatus.Closed,
        Cmd.Cancel c => t.Status == TicketStatus.Cancelled && t.CancelReason == c.Reason,
        Cmd.Survey c => t.Rating == c.Rating,
        _ => false,
    };

    private static bool IsHeldBy(Ticket ticket, Actor actor) => ticket.Agent is { } agent && agent == actor.Agent;

    /// <summary>Offered to that colleague, or waiting in that queue, with those demands.</summary>
    private static bool IsHandedOn(Ticket t, Cmd.Transfer c)
    {
        if ((c.Queue ?? t.Queue) != t.Queue || (c.Skills.Count > 0 && !c.Skills.Equals(t.Skills))) return false;
        return c.Agent is { } agent ? t.Status == TicketStatus.Offered && t.Offer?.Agent == agent : t.Status == TicketStatus.Queued;
    }

    private static bool IsSameCase(Ticket ticket, Cmd.OpenVendorCase opened) => ticket.Case(opened.Vendor, opened.Reference) is { IsOpen: true };
}
