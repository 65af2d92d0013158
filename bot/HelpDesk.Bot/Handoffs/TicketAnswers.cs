using HelpDesk.Bot.Conversations;
using HelpDesk.Bot.Dialogs;
using HelpDesk.Handoff.Service.Lists;
using HelpDesk.Handoff.Service.Outlooks;
using HelpDesk.Handoff.Service.Writing;
using HelpDesk.Handoff.Tickets;
using Reply = HelpDesk.Bot.Dialogs.Reply;

namespace HelpDesk.Bot.Handoffs;

/// <summary>What a person asks of tickets, and how tickets end: list, details, confirm, reopen, rate, cancel.</summary>
internal sealed class TicketAnswers(TicketDesk desk, ITicketLists lists, PersonTalks talks, OutlookDesk outlooks, HandOver handOver, TicketTellings tellings)
{
    private const int MostListed = 5;
    private const int GoodFrom = 3;

    public async Task<Taken> ListAsync(Speaking speaking, CancellationToken ct)
    {
        var texts = speaking.Facts.Texts;
        var found = (await lists.FindAsync(new TicketQuery { Person = speaking.Asker.Id, Sort = TicketSort.Changed, Limit = 50 }, ct)).Rows.Select(r => r.Ticket)
            .OrderByDescending(t => t.IsOpen || t.Status == TicketStatus.Resolved).Take(MostListed).ToList();
        if (found.Count == 0) return speaking.Say(texts.NoTickets);
        if (found.Count == 1) return await tellings.StandAsync(speaking, found[0], ct);
        var lines = new List<string> { texts.YourTickets };
        foreach (var ticket in found)
            lines.Add(texts.TicketLine(ticket.Number, HandoffWords.Subject(ticket), await tellings.StateAsync(ticket, speaking.Facts, ct)));
        return Taken.Saying(speaking.State, new Reply.Choose(string.Join("\n\n", lines), [.. found.Select(t => new Option(t.Number, Said.Press.Of(PressKind.Details, t.Id.ToString())))]));
    }

    public Task<Taken> DetailsAsync(Speaking speaking, Ticket ticket, CancellationToken ct) => tellings.StandAsync(speaking, ticket, ct);

    public Taken TooLate(Speaking speaking, Ticket ticket) => Late(speaking, ticket);

    internal static Taken Late(Speaking speaking, Ticket ticket) => ticket.Status == TicketStatus.Closed
        ? Taken.Saying(speaking.State, new Reply.Choose(
            speaking.Facts.Texts.ClosedWrite(ticket.Number), [HandoffWords.Button(PressKind.NotFixed, ticket, speaking.Facts.Texts) with { Title = speaking.Facts.Texts.OptionReopen }]))
        : speaking.Say(speaking.Facts.Texts.CancelledByYou(ticket.Number));

    public async Task<Taken> ConfirmAsync(Speaking speaking, Ticket ticket, CancellationToken ct)
    {
        var texts = speaking.Facts.Texts;
        switch (await desk.DoAsync(ticket.Id, new TicketCommand.Confirm(speaking.Actor), WriteTerms.None, ct))
        {
            case TicketOutcome.Done or TicketOutcome.AlreadySo when ticket.Rating is not null:
                return speaking.Say(texts.RatedBefore);
            case TicketOutcome.Done or TicketOutcome.AlreadySo:
                return Taken.Saying(
                    speaking.State with { Desk = new DeskTalk(DeskQuestion.Rating, ticket.Id.ToString()) }, new Reply.Rate($"{texts.ConfirmedByYou(ticket.Number)} {texts.RateIt}", ticket.Id.ToString()));
            default:
                return await StandsAsync(speaking, ticket, ct);
        }
    }

    public async Task<Taken> ReopenAsync(Speaking speaking, Ticket ticket, string words, CancellationToken ct)
    {
        var texts = speaking.Facts.Texts;
        var reason = words.Length > 0 ? words : texts.NoteNotFixed;
        switch (await desk.DoAsync(ticket.Id, new TicketCommand.Reopen(reason, speaking.Actor), WriteTerms.None, ct))
        {
            case TicketOutcome.Done { Ticket.Ticket: var open }:
                await talks.ChangeAsync(speaking.Asker.Id, t => (t ?? PersonTalk.At(speaking.Turn.Conversation, speaking.Turn.Activity.Locale)).With(ticket.Id).Facing(ticket.Id), ct);
                var line = HandoffWords.Line(await outlooks.OfAsync(open, ct), tellings.Of(open, speaking.Facts));
                return Taken.Saying(speaking.State with { Desk = null }, new Reply.Choose($"{texts.ReopenedByYou(ticket.Number)} {line}", HandoffWords.WaitingOptions(ticket, texts)));
            case TicketOutcome.Refused { Reason: Refusal.ReopenWindowPassed }:
                return await handOver.OpenAsync(speaking, new Matter(texts.SubjectReopened(ticket.Subject), null) { Follows = ticket }, ct);
            default:
                return await StandsAsync(speaking, ticket, ct);
        }
    }

    public async Task<Taken> RateAsync(Speaking speaking, Intent.Rate rate, CancellationToken ct)
    {
        var texts = speaking.Facts.Texts;
        var comment = string.IsNullOrWhiteSpace(rate.Comment) ? null : rate.Comment;
        return await desk.DoAsync(rate.Ticket.Id, new TicketCommand.Survey(rate.Rating, comment, speaking.Actor), WriteTerms.None, ct) switch
        {
            TicketOutcome.Done => speaking.Say(rate.Rating < GoodFrom ? texts.RateSorry : texts.RateThanks),
            TicketOutcome.AlreadySo or TicketOutcome.Refused { Reason: Refusal.AlreadySurveyed } => speaking.Say(texts.RatedBefore),
            TicketOutcome.Refused { Reason: Refusal.BadRating } => speaking.Say(texts.RatingPlain),
            _ => await StandsAsync(speaking, rate.Ticket, ct),
        };
    }

    public async Task<Taken> CancelAsync(Speaking speaking, Ticket ticket, CancellationToken ct)
    {
        var texts = speaking.Facts.Texts;
        var reason = Room.IsWaiting(ticket) ? CancelReason.Left : CancelReason.SolvedItself;
        return await desk.DoAsync(ticket.Id, new TicketCommand.Cancel(reason, "", speaking.Actor), WriteTerms.None, ct) switch
        {
            TicketOutcome.Done or TicketOutcome.AlreadySo => speaking.Say(texts.CancelledByYou(ticket.Number)),
            TicketOutcome.Refused when await desk.LoadAsync(ticket.Id, ct) is { Ticket: var now } =>
                speaking.Say(texts.CannotCancel(ticket.Number, await tellings.StateAsync(now, speaking.Facts, ct))),
            _ => speaking.Say(texts.TicketUnknown),
        };
    }

    /// <summary>An old card: how the ticket stands by now.</summary>
    private async Task<Taken> StandsAsync(Speaking speaking, Ticket ticket, CancellationToken ct) =>
        await tellings.StandAsync(speaking, (await desk.LoadAsync(ticket.Id, ct))?.Ticket ?? ticket, ct);
}
