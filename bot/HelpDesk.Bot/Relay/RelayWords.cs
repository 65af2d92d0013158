using System.Collections.Immutable;
using HelpDesk.Bot.Dialogs;
using HelpDesk.Bot.Handoffs;
using HelpDesk.Bot.Resources;
using HelpDesk.Handoff.Policy;
using HelpDesk.Handoff.Tickets;
using Reply = HelpDesk.Bot.Dialogs.Reply;

namespace HelpDesk.Bot.Relay;

/// <summary>What is known when events of a ticket are told.</summary>
/// <param name="Ticket">As it is by now.</param>
/// <param name="Name">What an agent is called.</param>
/// <param name="Other">With whom else the person is talking; null for nobody.</param>
/// <param name="IsAside">The person has left the talk: what they write goes to the bot.</param>
internal sealed record RelayView(Ticket Ticket, Telling Telling, DeskPolicy Policy, Func<AgentId?, string> Name, string? Other, bool IsAside)
{
    public Texts Texts => Telling.Texts;
}

/// <summary>What happened to a ticket in words for its person. What they did themselves was answered in their own turn. Pure.</summary>
internal static class RelayWords
{
    /// <summary>Stored names of the events that are told at all.</summary>
    private static readonly ImmutableHashSet<string> Told =
    [
        "ticket.queued", "ticket.accepted", "ticket.replied", "ticket.message-amended", "ticket.paused", "ticket.escalated", "ticket.transferred",
        "ticket.reprioritised", "ticket.merged", "ticket.resolved", "ticket.reopened", "ticket.closed", "ticket.cancelled", "ticket.returned-to-queue",
    ];

    public static bool IsTold(string type) => Told.Contains(type);

    public static ImmutableArray<Reply> Of(TicketEvent happened, RelayView view) => happened switch
    {
        TicketEvent.Accepted e => Joined(e, view),
        TicketEvent.Paused e => Say(Paused(e, view)),
        TicketEvent.Transferred e => Say(view.Texts.ChatHandedOn(view.Ticket.Number, TeamOf(e.Queue, view))),
        TicketEvent.Escalated { Kind: EscalationKind.Functional } e => Say(view.Texts.ChatHandedOn(view.Ticket.Number, TeamOf(e.Queue, view))),
        TicketEvent.ReturnedToQueue e => Say(view.Texts.ChatReturned(view.Name(e.Agent), view.Ticket.Number)),
        TicketEvent.Reprioritised e when e.To < e.From => Say(view.Texts.Reprioritised(view.Ticket.Number, e.To.ToString())),
        _ => Ending(happened, view),
    };

    private static ImmutableArray<Reply> Ending(TicketEvent happened, RelayView view) => happened switch
    {
        TicketEvent.Resolved e => [Resolved(e, view)],
        TicketEvent.Closed { By.Kind: not ActorKind.Person } e => Closed(e, view),
        TicketEvent.Reopened { By.Kind: not ActorKind.Person } e => Say(view.Texts.ReopenedByDesk(view.Ticket.Number, e.Reason)),
        TicketEvent.Cancelled { By.Kind: not ActorKind.Person } e => Say(view.Texts.CancelledByDesk(view.Ticket.Number, e.Why)),
        TicketEvent.MergedInto => Say(view.Texts.MergedInto(view.Ticket.Number)),
        _ => [],
    };

    private static ImmutableArray<Reply> Joined(TicketEvent.Accepted e, RelayView view)
    {
        var agent = view.Name(e.Agent);
        if (view.Other is { } other)
            return [new Reply.Choose(view.Texts.ChatAlsoJoined(agent, view.Ticket.Number, other), [SwitchTo(agent, view)])];
        return Say(e.How == AcceptedBy.TakeOver ? view.Texts.ChatTakenOver(agent, view.Ticket.Number) : view.Texts.ChatJoined(agent, view.Ticket.Number));
    }

    public static Option SwitchTo(string agent, RelayView view) =>
        new(view.Texts.OptionSwitch(agent, view.Ticket.Number), Said.Press.Of(PressKind.Switch, view.Ticket.Id.ToString()));

    private static string Paused(TicketEvent.Paused e, RelayView view)
    {
        var (agent, number) = (view.Name(e.By.Agent ?? view.Ticket.LastAgent), view.Ticket.Number);
        return e.Until is { } until ? view.Texts.PausedUntil(agent, number, view.Telling.At(until))
            : e.Reason == PauseReason.User ? view.Texts.PausedForYou(agent, number)
            : view.Texts.PausedForVendor(agent, number);
    }

    private static Reply.Choose Resolved(TicketEvent.Resolved e, RelayView view)
    {
        var when = view.Telling.At(e.At + view.Policy.Desk.AutoClose);
        var options = (Option[])[HandoffWords.Button(PressKind.Fixed, view.Ticket, view.Texts) with { Primary = true }, HandoffWords.Button(PressKind.NotFixed, view.Ticket, view.Texts)];
        return new Reply.Choose(view.Texts.ResolvedAsk(view.Ticket.Number, e.Note, when), [.. options]);
    }

    private static ImmutableArray<Reply> Closed(TicketEvent.Closed e, RelayView view)
    {
        var until = view.Telling.At((view.Ticket.Resolution?.At ?? e.At) + view.Policy.Desk.Reopen);
        var words = e.Automatic ? view.Texts.ClosedAuto(view.Ticket.Number, until) : view.Texts.ClosedByStaff(view.Ticket.Number, until);
        var reopen = HandoffWords.Button(PressKind.NotFixed, view.Ticket, view.Texts) with { Title = view.Texts.OptionReopen };
        return [new Reply.Choose(words, [reopen]), new Reply.Rate(view.Texts.RateIt, view.Ticket.Id.ToString())];
    }

    private static string TeamOf(QueueId? queue, RelayView view) => queue is { } id && view.Policy.Queue(id) is { } known ? known.Title : view.Texts.Colleague;

    private static ImmutableArray<Reply> Say(string words) => [new Reply.Say(words)];
}
