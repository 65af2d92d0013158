using System.Globalization;
using HelpDesk.Bot.Dialogs;
using HelpDesk.Handoff.Policy;
using HelpDesk.Handoff.Service.Outlooks;
using HelpDesk.Handoff.Service.Writing;
using HelpDesk.Handoff.Tickets;
using Reply = HelpDesk.Bot.Dialogs.Reply;

namespace HelpDesk.Bot.Handoffs;

/// <summary>What a person says in a ticket, and whether they stay in it: passed on, added, changed, left, taken up again.</summary>
internal sealed class TicketTalk(TicketDesk desk, PersonTalks talks, PersonFiles files, AgentNames names, OutlookDesk outlooks, TicketTellings tellings)
{
    // The desk keeps no longer ones; what is cut off is said.
    private const int LongestMessage = 60_000;

    public async Task<Taken> TakeAsync(Intent intent, Room room, Speaking speaking, CancellationToken ct) => intent switch
    {
        Intent.Pass pass => await WriteAsync(speaking, pass.Ticket, pass.Words, t => PassedToAsync(t, room, speaking, ct), ct),
        Intent.Add add => await WriteAsync(speaking, add.Ticket, add.Words, t => AddedAsync(t, room, speaking, ct), ct),
        Intent.Amend amend => await AmendAsync(speaking, amend, ct),
        Intent.HowLong how => speaking.Say($"{speaking.Facts.Texts.AlreadyInLine} {await LineAsync(how.Ticket, speaking, ct)}"),
        Intent.Wait wait => await WaitAsync(speaking, wait.Ticket, ct),
        Intent.GoAside { Ticket: var ticket } when Room.IsHeld(ticket) => await EndChatAsync(speaking, ticket, ct),
        Intent.GoAside aside => await AsideAsync(speaking, aside.Ticket, ct),
        Intent.EndChat end when Room.IsHeld(end.Ticket) => await EndChatAsync(speaking, end.Ticket, ct),
        Intent.EndChat end => await AsideAsync(speaking, end.Ticket, ct),
        Intent.Switch change => await SwitchAsync(speaking, change.Ticket, ct),
        _ => throw new ArgumentOutOfRangeException(nameof(intent), intent.GetType().Name, "An intent that nobody takes."),
    };

    /// <summary>The message under the activity's own id: taken again, it is the same one.</summary>
    private async Task<Taken> WriteAsync(Speaking speaking, Ticket ticket, string? words, Func<Ticket, Task<string?>> told, CancellationToken ct)
    {
        var texts = speaking.Facts.Texts;
        var taken = await files.TakeAsync(speaking.Turn, texts, ct);
        var said = words ?? SpokenText.Of(speaking.Turn.Activity);
        var notes = taken.Problems.ToList();
        if (said.Length > LongestMessage) notes.Add(texts.CutMessage);
        if (said.Length > LongestMessage) said = Cards.Fitting.Cut(said, LongestMessage);
        if (said.Length == 0 && taken.Files.Count == 0) return speaking.Say(string.Join("\n\n", notes));
        var outcome = await desk.DoAsync(ticket.Id, new TicketCommand.Write(speaking.Message, said, speaking.Actor) { Attachments = taken.Files }, WriteTerms.None, ct);
        switch (outcome)
        {
            case TicketOutcome.Done { Ticket.Ticket: var after }:
                if (await told(after) is { } note) notes.Insert(0, note);
                break;
            case TicketOutcome.AlreadySo: break;
            case TicketOutcome.Refused refused: return await RefusedAsync(speaking, ticket, refused, ct);
            default: return speaking.Say(texts.TicketUnknown);
        }
        return new Taken(speaking.State, notes.Count == 0 ? StepResult.Quiet(speaking.State) : StepResult.Saying(speaking.State, new Reply.Say(string.Join("\n\n", notes))));
    }

    /// <summary>It ended in this very moment.</summary>
    private async Task<Taken> RefusedAsync(Speaking speaking, Ticket ticket, TicketOutcome.Refused refused, CancellationToken ct) =>
        await desk.LoadAsync(ticket.Id, ct) is { Ticket: { Status: TicketStatus.Closed } closed }
            ? TicketAnswers.Late(speaking, closed)
            : speaking.Say(speaking.Facts.Texts.Refused(refused.Words));

    /// <summary>The bot is silent, unless it is not plain where the words went.</summary>
    private async Task<string?> PassedToAsync(Ticket ticket, Room room, Speaking speaking, CancellationToken ct)
    {
        if (!speaking.IsMoved && room.Talks < 2 && !room.Talk.IsAside(ticket.Id)) return null;
        var agent = await names.OfAsync(ticket.Agent, speaking.Facts.Texts, ct);
        return speaking.IsMoved ? speaking.Facts.Texts.ChatIsHere(agent, ticket.Number) : speaking.Facts.Texts.PassedTo(agent, ticket.Number);
    }

    private async Task<string?> AddedAsync(Ticket ticket, Room room, Speaking speaking, CancellationToken ct) =>
        Room.IsWaiting(ticket) && !room.Talk.IsAside(ticket.Id)
            ? speaking.Facts.Texts.AddedWaiting(ticket.Number, await LineAsync(ticket, speaking, ct))
            : speaking.Facts.Texts.AddedTo(ticket.Number);

    private async Task<Taken> AmendAsync(Speaking speaking, Intent.Amend amend, CancellationToken ct)
    {
        var words = amend.Words is null ? null : SpokenText.Of(speaking.Turn.Activity) is { Length: > 0 } spoken ? spoken : amend.Words;
        await desk.DoAsync(amend.Ticket.Id, new TicketCommand.Amend(new MessageId(amend.Message), words, speaking.Actor), WriteTerms.None, ct);
        return new Taken(speaking.State, StepResult.Quiet(speaking.State));
    }

    private async Task<Taken> WaitAsync(Speaking speaking, Ticket ticket, CancellationToken ct)
    {
        if (!Room.IsWaiting(ticket)) return await tellings.StandAsync(speaking, ticket, ct);
        await talks.ChangeAsync(speaking.Asker.Id, t => Talk(t, speaking).Facing(ticket.Id), ct);
        return speaking.Say($"{speaking.Facts.Texts.WaitingOn} {await LineAsync(ticket, speaking, ct)}");
    }

    private async Task<Taken> AsideAsync(Speaking speaking, Ticket ticket, CancellationToken ct)
    {
        if (!Room.IsWaiting(ticket)) return await tellings.StandAsync(speaking, ticket, ct);
        await talks.ChangeAsync(speaking.Asker.Id, t => Talk(t, speaking).Away(ticket.Id), ct);
        return Taken.Saying(speaking.State, new Reply.Choose(speaking.Facts.Texts.WentAside(ticket.Number), [HandoffWords.Button(PressKind.CancelTicket, ticket, speaking.Facts.Texts)]));
    }

    private async Task<Taken> EndChatAsync(Speaking speaking, Ticket ticket, CancellationToken ct)
    {
        var texts = speaking.Facts.Texts;
        await talks.ChangeAsync(speaking.Asker.Id, t => Talk(t, speaking).Away(ticket.Id), ct);
        await desk.DoAsync(ticket.Id, new TicketCommand.AddNote(new MessageId($"left-{speaking.Facts.ActivityId}"), texts.NoteEndedChat, Actor.Bot), WriteTerms.None, ct);
        var agent = await names.OfAsync(ticket.Agent, texts, ct);
        var options = (Option[])[new(texts.OptionSwitch(agent, ticket.Number), Said.Press.Of(PressKind.Switch, ticket.Id.ToString())), HandoffWords.Button(PressKind.CancelTicket, ticket, texts)];
        return Taken.Saying(speaking.State, new Reply.Choose(texts.ChatEnded(agent, ticket.Number), [.. options]));
    }

    private async Task<Taken> SwitchAsync(Speaking speaking, Ticket ticket, CancellationToken ct)
    {
        if (!Room.IsHeld(ticket)) return await tellings.StandAsync(speaking, ticket, ct);
        await talks.ChangeAsync(speaking.Asker.Id, t => Talk(t, speaking).Facing(ticket.Id), ct);
        return speaking.Say(speaking.Facts.Texts.SwitchedTo(await names.OfAsync(ticket.Agent, speaking.Facts.Texts, ct), ticket.Number));
    }

    private async Task<string> LineAsync(Ticket ticket, Speaking speaking, CancellationToken ct) =>
        HandoffWords.Line(await outlooks.OfAsync(ticket, ct), tellings.Of(ticket, speaking.Facts));

    private static PersonTalk Talk(PersonTalk? talk, Speaking speaking) => talk ?? PersonTalk.At(speaking.Turn.Conversation, speaking.Turn.Activity.Locale);
}
