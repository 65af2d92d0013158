using HelpDesk.Bot.Conversations;
using HelpDesk.Bot.Dialogs;
using HelpDesk.Channels.Turns;
using HelpDesk.Handoff.Service.Live;
using HelpDesk.Handoff.Service.Writing;
using HelpDesk.Handoff.Tickets;
using NodaTime;
using Reply = HelpDesk.Bot.Dialogs.Reply;

namespace HelpDesk.Bot.Handoffs;

/// <summary>
/// The desk's side of a turn. Before the bot looks at what was said: does it belong to a ticket? After it: does the bot want something of the desk?
/// What a ticket is asked for is done under the activity's id before the turn is committed, and a turn that is taken again finds it done.
/// </summary>
internal sealed class PersonDesk(TicketDesk desk, PersonTalks talks, HandOver handOver, TicketTalk tickets, TicketAnswers answers, LiveSignals signals)
{
    /// <summary>A closed ticket can be written about, reopened and rated for this long.</summary>
    private static readonly Duration Remembered = Duration.FromDays(14);

    /// <returns>Null where it is the bot's turn alone.</returns>
    public async Task<Taken?> TakeAsync(Turn turn, Said said, ConversationState state, TurnFacts facts, CancellationToken ct)
    {
        if (said is not (Said.Words or Said.Press or Said.OnlyFiles or Said.Edited or Said.Deleted or Said.Restored) || Asker.Of(turn.Activity) is not { } asker) return null;
        var speaking = new Speaking(turn, asker, state, facts);
        if (facts.InGroup && said is not Said.Press { Ticket: not null }) return null;
        var room = await RoomAsync(speaking, said, ct);
        if (room is null && state.Desk is null && said is not Said.Press { Kind: >= PressKind.Wait }) return null;
        room ??= new Room(PersonTalk.At(turn.Conversation, turn.Activity.Locale), []);
        speaking = speaking with { IsMoved = room.IsMoved };
        return Intents.Of(said, room, state, facts.Texts) is { } intent ? await DoAsync(intent, room, speaking, ct) : Bots(said, state);
    }

    /// <summary>Asks the desk for what the bot's step wants, and says what came of it after the step's own words.</summary>
    public async Task<Taken> GrantAsync(Wish wish, Turn turn, StepResult step, TurnFacts facts, CancellationToken ct)
    {
        if (Asker.Of(turn.Activity) is not { } asker) return new Taken(step.State, step);
        var speaking = new Speaking(turn, asker, step.State, facts);
        var granted = wish switch
        {
            Wish.Report report => await handOver.OpenAsync(speaking, new Matter(report.Words, null) { Path = report.Path }, ct),
            Wish.Person person => await PersonAsync(speaking, person, ct),
            _ when facts.InGroup => speaking.Say(facts.Texts.PrivateMatter),
            _ => await answers.ListAsync(speaking, ct),
        };
        var after = granted.Step!;
        return granted with { Step = after with { Replies = [.. step.Replies, .. after.Replies], Facts = [.. step.Facts, .. after.Facts] } };
    }

    /// <summary>The person types: the agent who is on sees it.</summary>
    public async Task HearTypingAsync(ConversationId conversation, Channels.Activities.Activity typing, CancellationToken ct)
    {
        if (Asker.Of(typing with { ChannelId = typing.ChannelId ?? conversation.Channel }) is not { } asker) return;
        if ((await talks.FindAsync(asker.Id, ct)).Talk is not { } talk || talk.Place != conversation) return;
        if (new Room(talk, await LoadAsync(talk, ct)).Live is { } live) await signals.PersonTypesAsync(live.Id, ct);
    }

    private async Task<Taken> PersonAsync(Speaking speaking, Wish.Person wish, CancellationToken ct)
    {
        var question = speaking.State.Find(wish.Question) ?? speaking.State.Current;
        if (question is { Stage: QuestionStage.HandedOff } && await InLineAsync(speaking, question, ct) is { } line) return line;
        if (question is { Stage: not (QuestionStage.Solved or QuestionStage.HandedOff), Text.Length: > 0 }) return await handOver.OpenAsync(speaking, new Matter(question.Text, question), ct);
        // In a group the question is asked in the chat of the two.
        if (speaking.Facts.InGroup) return await handOver.OpenAsync(speaking, new Matter(speaking.Facts.Texts.SubjectUnsaid, null), ct);
        var asking = speaking.State with { Desk = new DeskTalk(DeskQuestion.Subject) };
        return Taken.Saying(asking, new Reply.Say(speaking.Facts.Texts.WhatIsItAbout));
    }

    /// <summary>The question has a ticket that is open: one is enough.</summary>
    private async Task<Taken?> InLineAsync(Speaking speaking, Question question, CancellationToken ct)
    {
        if ((await talks.FindAsync(speaking.Asker.Id, ct)).Talk is not { } talk) return null;
        var ticket = (await LoadAsync(talk, ct)).LastOrDefault(t => t.IsOpen && t.HasMessage(new MessageId(question.Id)));
        return ticket is null ? null : await tickets.TakeAsync(Room.IsHeld(ticket) ? new Intent.Switch(ticket) : new Intent.Wait(ticket), new Room(talk, [ticket]), speaking, ct);
    }

    /// <summary>Null where this person has no tickets that words could be about.</summary>
    private async Task<Room?> RoomAsync(Speaking speaking, Said said, CancellationToken ct)
    {
        var (talk, _) = await talks.FindAsync(speaking.Asker.Id, ct);
        // A turn that is taken again must not find the ticket that it opened itself.
        var loaded = talk is null ? [] : (await LoadAsync(talk, ct)).Where(t => !IsOpenedBy(speaking.Turn, t)).ToList();
        var past = loaded.Where(t => Room.IsOver(t) || t.ClosedAt + Remembered < speaking.Facts.Now).Select(t => t.Id).ToList();
        var isMoved = false;
        var (here, locale) = (speaking.Turn.Conversation, speaking.Turn.Activity.Locale);
        if (talk is not null && (past.Count > 0 || talk.Place != here || (locale is not null && locale != talk.Locale)) && said is Said.Words or Said.Press or Said.OnlyFiles && !speaking.Facts.InGroup)
        {
            isMoved = talk.Place != here;
            talk = await talks.ChangeAsync(speaking.Asker.Id, t => t!.Moved(here, locale).Without(past), ct);
        }
        // A button may be about a ticket that was opened elsewhere, or long ago.
        if (said is Said.Press { Ticket: { } pressed } && Guid.TryParse(pressed, out var id) && loaded.All(t => t.Id.Value != id)
            && await desk.LoadAsync(new TicketId(id), ct) is { Ticket: var other } && other.Concerns(speaking.Asker.Id))
            loaded.Add(other);
        return talk is null && loaded.Count == 0 ? null : new Room(talk ?? PersonTalk.At(here, locale), loaded) { IsMoved = isMoved };
    }

    private static bool IsOpenedBy(Turn turn, Ticket ticket) =>
        ticket.Transcript is { } from && from.LastActivity == turn.Activity.Id && from.Conversation == turn.Conversation.ToString();

    private async Task<IReadOnlyList<Ticket>> LoadAsync(PersonTalk talk, CancellationToken ct)
    {
        var loaded = new List<Ticket>();
        foreach (var id in talk.Tickets)
            if (await desk.LoadAsync(new TicketId(id), ct) is { } found)
                loaded.Add(found.Ticket);
        return loaded;
    }

    private async Task<Taken?> DoAsync(Intent intent, Room room, Speaking speaking, CancellationToken ct)
    {
        // Whatever was asked is answered, or given up, by this turn.
        var at = speaking.State.Desk is { Asked: DeskQuestion.Subject or DeskQuestion.Comment or DeskQuestion.Rating }
            ? speaking with { State = speaking.State with { Desk = null } }
            : speaking;
        return intent switch
        {
            Intent.Drop drop => new Taken(at.State with { Desk = new DeskTalk(DeskQuestion.Dropped, Intents.MarkOf(drop.Ticket)) }, null),
            Intent.Subject subject => await SubjectAsync(at, subject.Words, ct),
            Intent.Unknown => at.Say(at.Facts.Texts.TicketUnknown),
            Intent.List => await answers.ListAsync(at, ct),
            Intent.Details details => await answers.DetailsAsync(at, details.Ticket, ct),
            Intent.AskComment ask when ask.Ticket.Status >= TicketStatus.Closed => answers.TooLate(at, ask.Ticket),
            Intent.AskComment ask => Taken.Saying(at.State with { Desk = new DeskTalk(DeskQuestion.Comment, ask.Ticket.Id.ToString()) }, new Reply.Say(at.Facts.Texts.CommentAsked(ask.Ticket.Number))),
            Intent.TooLate late => answers.TooLate(at, late.Ticket),
            Intent.Confirm confirm => await answers.ConfirmAsync(at, confirm.Ticket, ct),
            Intent.Reopen reopen => await answers.ReopenAsync(at, reopen.Ticket, reopen.Words, ct),
            Intent.Rate rate => await answers.RateAsync(at, rate, ct),
            Intent.Cancel cancel => await answers.CancelAsync(at, cancel.Ticket, ct),
            _ => await tickets.TakeAsync(intent, room, at, ct),
        };
    }

    private async Task<Taken> SubjectAsync(Speaking speaking, string words, CancellationToken ct)
    {
        var said = CommandWords.Read(words, speaking.Facts.Texts);
        if (said.Contains(CommandWord.StartOver) || said.Contains(CommandWord.No)) return new Taken(speaking.State, null);
        // Who asks for a person twice has said enough.
        var subject = said.Contains(CommandWord.Person) || Phrases.AsksForPerson(words, speaking.Facts.Texts) ? speaking.Facts.Texts.SubjectUnsaid : words;
        return await handOver.OpenAsync(speaking, new Matter(subject, null), ct);
    }

    /// <summary>What was asked for is given up with the first thing that is no answer to it.</summary>
    private static Taken? Bots(Said said, ConversationState state) =>
        said is Said.Words && state.Desk is { Asked: DeskQuestion.Rating } ? new Taken(state with { Desk = null }, null) : null;
}
