using System.Collections.Frozen;
using static HelpDesk.Handoff.Tickets.TicketStatus;

namespace HelpDesk.Handoff.Tickets;

/// <summary>
/// The one table of what may be done to a ticket in which status, and where that leads. It says nothing of who may do it.
/// A command that leaves the status as it is has no <see cref="Step.To"/>.
/// </summary>
public static class Lifecycle
{
    /// <param name="From">Where the command is legal.</param>
    /// <param name="To">Statuses that it can lead to, besides staying where it is.</param>
    public sealed record Step(Type Command, Sequence<TicketStatus> From, Sequence<TicketStatus> To);

    private static readonly Sequence<TicketStatus> Open = [New, Queued, Offered, Assigned, Paused];
    private static readonly Sequence<TicketStatus> Held = [Assigned, Paused];
    private static readonly Sequence<TicketStatus> Living = [New, Queued, Offered, Assigned, Paused, Resolved];
    private static readonly Sequence<TicketStatus> Placed = [Queued, Offered, Assigned, Paused];

    public static Sequence<Step> Steps { get; } =
    [
        new(typeof(TicketCommand.Triage), Open, []),
        new(typeof(TicketCommand.Enqueue), [New], [Queued]),
        new(typeof(TicketCommand.Offer), [Queued], [Offered]),
        new(typeof(TicketCommand.DeclineOffer), [Offered], [Queued]),
        new(typeof(TicketCommand.ExpireOffer), [Offered], [Queued]),
        new(typeof(TicketCommand.Accept), [Queued, Offered], [Assigned]),
        new(typeof(TicketCommand.TakeOver), Held, []),
        new(typeof(TicketCommand.Reply), [Assigned, Paused, Resolved], []),
        new(typeof(TicketCommand.AddNote), [New, Queued, Offered, Assigned, Paused, Resolved, Closed, Cancelled], []),
        new(typeof(TicketCommand.Write), Living, [Assigned]),
        new(typeof(TicketCommand.Amend), Living, []),
        new(typeof(TicketCommand.Pause), Held, [Paused]),
        new(typeof(TicketCommand.Resume), [Paused], [Assigned]),
        new(typeof(TicketCommand.Escalate), Placed, [Queued, Paused]),
        new(typeof(TicketCommand.Transfer), Placed, [Queued, Offered]),
        new(typeof(TicketCommand.Reprioritise), Open, []),
        new(typeof(TicketCommand.ChangePlan), Open, []),
        new(typeof(TicketCommand.ReapplyPolicy), Open, []),
        new(typeof(TicketCommand.Link), [New, Queued, Offered, Assigned, Paused, Resolved, Closed], []),
        new(typeof(TicketCommand.Unlink), [New, Queued, Offered, Assigned, Paused, Resolved, Closed], []),
        new(typeof(TicketCommand.MergeInto), Open, [Merged]),
        new(typeof(TicketCommand.AbsorbDuplicate), Living, []),
        new(typeof(TicketCommand.Resolve), Open, [Resolved]),
        new(typeof(TicketCommand.Confirm), [Resolved], [Closed]),
        new(typeof(TicketCommand.Reopen), [Resolved, Closed], [Queued]),
        new(typeof(TicketCommand.Close), [Resolved], [Closed]),
        new(typeof(TicketCommand.Cancel), Open, [Cancelled]),
        new(typeof(TicketCommand.Survey), [Closed], []),
        new(typeof(TicketCommand.WarnSla), Open, []),
        new(typeof(TicketCommand.BreachSla), Open, []),
        new(typeof(TicketCommand.OpenVendorCase), Held, [Paused]),
        new(typeof(TicketCommand.UpdateVendorCase), Placed, []),
        new(typeof(TicketCommand.CloseVendorCase), Placed, [Assigned]),
        new(typeof(TicketCommand.RecordRootCause), [New, Queued, Offered, Assigned, Paused, Resolved, Closed], []),
        new(typeof(TicketCommand.RecordKnownError), [New, Queued, Offered, Assigned, Paused, Resolved, Closed], []),
        new(typeof(TicketCommand.DeclareMajorIncident), Open, []),
        new(typeof(TicketCommand.UpdateMajorIncident), Living, []),
        new(typeof(TicketCommand.ReturnToQueue), [Assigned], [Queued]),
        new(typeof(TicketCommand.Follow), Living, []),
        new(typeof(TicketCommand.Unfollow), Living, []),
    ];

    private static readonly FrozenDictionary<Type, Step> ByCommand = Steps.ToFrozenDictionary(s => s.Command);

    public static bool Allows(TicketStatus status, TicketCommand command) =>
        ByCommand.TryGetValue(command.GetType(), out var step) && step.From.Contains(status);

    /// <summary>Could this command, and no other rule, have led from one status to the other?</summary>
    public static bool Leads(TicketStatus from, TicketCommand command, TicketStatus to) =>
        from == to || (ByCommand.TryGetValue(command.GetType(), out var step) && step.From.Contains(from) && step.To.Contains(to));

    /// <summary>Why a command is not legal in a status, in the words of what is in its way.</summary>
    public static Refusal WhyNot(TicketStatus status, TicketCommand command) => (status, command) switch
    {
        (Merged, _) => Refusal.AlreadyMerged,
        (Cancelled, _) => Refusal.AlreadyCancelled,
        (not Closed, TicketCommand.Survey) => Refusal.NotClosed,
        (not Closed, TicketCommand.Close or TicketCommand.Confirm or TicketCommand.Reopen) => Refusal.NotResolved,
        (Closed, _) => Refusal.AlreadyClosed,
        (Resolved, _) => Refusal.AlreadyResolved,
        (_, TicketCommand.Enqueue) => Refusal.AlreadyQueued,
        (Offered, TicketCommand.Offer) => Refusal.AlreadyOffered,
        (Assigned or Paused, TicketCommand.Offer or TicketCommand.DeclineOffer or TicketCommand.ExpireOffer or TicketCommand.Accept) => Refusal.AlreadyAssigned,
        (_, TicketCommand.DeclineOffer or TicketCommand.ExpireOffer) => Refusal.NotOffered,
        (_, TicketCommand.Resume) => Refusal.NotPaused,
        (New, TicketCommand.Offer or TicketCommand.Accept or TicketCommand.Transfer or TicketCommand.Escalate) => Refusal.NotQueued,
        _ => Refusal.NotAssigned,
    };
}
