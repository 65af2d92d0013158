using HelpDesk.Handoff.Policy;
using HelpDesk.Handoff.Tickets.Rules;
using NodaTime;

namespace HelpDesk.Handoff.Tickets;

/// <summary>
/// The desk's rules: a ticket, a command, the policy and the time in; what happened out. Pure. Asked in this order: is it so already
/// (nothing happens), does the status allow it (<see cref="Lifecycle"/>), may this actor do it, is the rest of it right.
/// </summary>
public static class TicketRules
{
    public static Decision Decide(Ticket? ticket, TicketCommand command, DeskPolicy policy, Instant now)
    {
        if (command is TicketCommand.Open open) return Opening.Open(ticket, open, policy, now);
        if (ticket is null) return Decision.Refuse(Refusal.NoTicket);
        if (Repeats.IsAlreadySo(ticket, command)) return Decision.Nothing;
        if (!Lifecycle.Allows(ticket.Status, command)) return Decision.Refuse(Lifecycle.WhyNot(ticket.Status, command));
        return Starting(ticket, command, policy, now)
            ?? Working(ticket, command, policy, now)
            ?? Connecting(ticket, command, policy, now)
            ?? Finishing(ticket, command, policy, now)
            ?? throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, "A command without a rule.");
    }

    private static Decision? Starting(Ticket ticket, TicketCommand command, DeskPolicy policy, Instant now) => command switch
    {
        TicketCommand.Triage c => Opening.Triage(ticket, c, policy, now),
        TicketCommand.Enqueue c => Opening.Queue(ticket, c, policy, now),
        TicketCommand.Offer c => Claiming.Offer(ticket, c, policy, now),
        TicketCommand.DeclineOffer c => Claiming.Decline(ticket, c, now),
        TicketCommand.ExpireOffer c => Claiming.Expire(ticket, c, now),
        TicketCommand.Accept c => Claiming.Accept(ticket, c, policy, now),
        TicketCommand.TakeOver c => Claiming.TakeOver(ticket, c, now),
        TicketCommand.ReturnToQueue c => Claiming.Return(ticket, c, policy, now),
        _ => null,
    };

    private static Decision? Working(Ticket ticket, TicketCommand command, DeskPolicy policy, Instant now) => command switch
    {
        TicketCommand.Reply c => Talking.Reply(ticket, c, now),
        TicketCommand.AddNote c => Talking.Note(c, now),
        TicketCommand.Write c => Talking.Write(ticket, c, now),
        TicketCommand.Amend c => Talking.Amend(ticket, c, now),
        TicketCommand.Pause c => Pausing.Pause(ticket, c, now),
        TicketCommand.Resume c => Pausing.Resume(ticket, c, now),
        TicketCommand.Escalate c => Escalating.Escalate(ticket, c, policy, now),
        TicketCommand.Transfer c => Moving.Transfer(ticket, c, policy, now),
        TicketCommand.Reprioritise c => Moving.Reprioritise(ticket, c, now),
        TicketCommand.ChangePlan c => Moving.ChangePlan(ticket, c, policy, now),
        TicketCommand.ReapplyPolicy c => Moving.Reapply(ticket, c, policy, now),
        TicketCommand.WarnSla c => Clocks.Warn(c, policy, now),
        TicketCommand.BreachSla c => Clocks.Breach(c, now),
        _ => null,
    };

    private static Decision? Connecting(Ticket ticket, TicketCommand command, DeskPolicy policy, Instant now) => command switch
    {
        TicketCommand.Link c => Linking.Link(ticket, c, now),
        TicketCommand.Unlink c => Linking.Unlink(c, now),
        TicketCommand.MergeInto c => Linking.MergeInto(ticket, c, now),
        TicketCommand.AbsorbDuplicate c => Linking.Absorb(ticket, c, now),
        TicketCommand.Follow c => Linking.Follow(ticket, c, now),
        TicketCommand.Unfollow c => Linking.Unfollow(ticket, c, now),
        TicketCommand.OpenVendorCase c => VendorCases.Open(ticket, c, policy, now),
        TicketCommand.UpdateVendorCase c => VendorCases.Update(ticket, c, now),
        TicketCommand.CloseVendorCase c => VendorCases.Close(ticket, c, now),
        TicketCommand.RecordRootCause c => Problems.RootCause(ticket, c, now),
        TicketCommand.RecordKnownError c => Problems.KnownError(ticket, c, now),
        TicketCommand.DeclareMajorIncident c => Problems.DeclareMajor(ticket, c, now),
        TicketCommand.UpdateMajorIncident c => Problems.UpdateMajor(ticket, c, now),
        _ => null,
    };

    private static Decision? Finishing(Ticket ticket, TicketCommand command, DeskPolicy policy, Instant now) => command switch
    {
        TicketCommand.Resolve c => Ending.Resolve(ticket, c, policy, now),
        TicketCommand.Confirm c => Ending.Confirm(ticket, c, now),
        TicketCommand.Reopen c => Ending.Reopen(ticket, c, policy, now),
        TicketCommand.Close c => Ending.Close(ticket, c, policy, now),
        TicketCommand.Cancel c => Ending.Cancel(ticket, c, now),
        TicketCommand.Survey c => Ending.Survey(ticket, c, now),
        _ => null,
    };
}
