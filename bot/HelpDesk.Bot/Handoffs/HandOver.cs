using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HelpDesk.Bot.Conversations;
using HelpDesk.Bot.Dialogs;
using HelpDesk.Bot.Hosting;
using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Turns;
using HelpDesk.Handoff.Policy;
using HelpDesk.Handoff.Service.Outlooks;
using HelpDesk.Handoff.Service.Writing;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Handoff.Triage;
using HelpDesk.Knowledge.Deflection;
using HelpDesk.Storage;
using Microsoft.Extensions.Options;
using NodaTime;
using Reply = HelpDesk.Bot.Dialogs.Reply;

namespace HelpDesk.Bot.Handoffs;

/// <summary>What is handed over.</summary>
/// <param name="Words">What it is about, as the person put it.</param>
/// <param name="Question">The question that the bot could not solve; null where none was asked.</param>
internal sealed record Matter(string Words, Question? Question)
{
    /// <summary>Another team that must know; what is said to the person is said already.</summary>
    public ScopePath? Path { get; init; }

    /// <summary>The ticket that can no longer be reopened.</summary>
    public Ticket? Follows { get; init; }
}

/// <summary>
/// Hands a talk to people: a ticket with all that was said and shown, and words to the person that promise nothing unknown. Its id follows from the
/// activity, so that a turn that is taken again finds the ticket that it opened.
/// </summary>
internal sealed class HandOver(
    TicketDesk desk, PolicyBook policies, OutlookDesk outlooks, PersonTalks talks, OwnRooms rooms, IStore store, IOptions<DeskOptions> options)
{
    private const string Asked = "asked";
    private const string Scope = "scope";
    private const int LongestSubject = 200;

    public async Task<Taken> OpenAsync(Speaking speaking, Matter matter, CancellationToken ct)
    {
        var texts = speaking.Facts.Texts;
        if (policies.Current.Desk.CustomerOfTenant(speaking.Asker.Tenant) is not { } customer) return speaking.Say(texts.UnknownCustomer);
        var here = speaking.Turn.Conversation;
        var place = speaking.Facts.InGroup ? await rooms.FindAsync(here, speaking.Turn.Activity, ct) : here;
        if (place is null) return await ReportAsync(speaking, matter, customer, ct);
        var id = IdOf(here, speaking.Facts.ActivityId, matter);
        await talks.ChangeAsync(speaking.Asker.Id, talk => (talk ?? PersonTalk.At(place.Value, speaking.Turn.Activity.Locale)).Moved(place.Value, speaking.Turn.Activity.Locale).With(id), ct);
        TalkLink link = new(speaking.Asker.Id.Value, 0, false, speaking.Facts.InGroup ? matter.Words : null, []);
        if (await OpenedAsync(speaking, matter, customer, id, link, ct) is not { } opened) return speaking.Say(texts.Refused(texts.UnknownCustomer));
        var telling = new Telling(texts, customer.Zone, speaking.Facts.Now, options.Value.Contact);
        var reply = speaking.Facts.InGroup ? new Reply.Say(texts.InOwnChat) : await TellAsync(opened, matter, telling, ct);
        var state = speaking.State with { Misses = 0, Guide = null, Desk = matter.Path is { } path ? new DeskTalk(Scope: path.Id) : null };
        if (matter.Question is { } question) state = state.With(question with { Stage = QuestionStage.HandedOff });
        return new Taken(state, StepResult.Saying(state, reply).After(FactOf(speaking, matter, id))) { Writes = [TalkLinks.Put(id, link with { IsSaid = true })] };
    }

    /// <summary>There is no chat of the two: what cannot wait is reported all the same, and everything else is asked for in private.</summary>
    private async Task<Taken> ReportAsync(Speaking speaking, Matter matter, Customer customer, CancellationToken ct)
    {
        var texts = speaking.Facts.Texts;
        var id = IdOf(speaking.Turn.Conversation, speaking.Facts.ActivityId, matter);
        if (matter.Path is null || await OpenedAsync(speaking, matter, customer, id, null, ct) is not { } ticket) return speaking.Say(texts.PrivateMatter);
        var told = new Reply.Say($"{texts.ScopeTicket(ticket.Number, ticket.Priority?.ToString() ?? "")} {texts.PrivateMatter}");
        return new Taken(speaking.State, StepResult.Saying(speaking.State, told).After(FactOf(speaking, matter, id)));
    }

    private static DeflectionFact.HandedOff FactOf(Speaking speaking, Matter matter, TicketId id) =>
        new(matter.Question?.Id ?? speaking.Facts.ActivityId, id.ToString(), matter.Path is null ? Asked : Scope, speaking.Facts.Now);

    private async Task<Reply> TellAsync(Ticket ticket, Matter matter, Telling telling, CancellationToken ct)
    {
        var outlook = await outlooks.OfAsync(ticket, ct);
        if (matter.Path is null && matter.Follows is null) return HandoffWords.Opened(ticket, outlook, telling);
        var first = matter.Follows is { } earlier ? telling.Texts.ReopenTooLate(earlier.Number) : telling.Texts.ScopeTicket(ticket.Number, ticket.Priority?.ToString() ?? "");
        return new Reply.Choose($"{first} {HandoffWords.Line(outlook, telling)}\n\n{telling.Texts.WaitOrLeave}", HandoffWords.WaitingOptions(ticket, telling.Texts));
    }

    private async Task<Ticket?> OpenedAsync(Speaking speaking, Matter matter, Customer customer, TicketId id, TalkLink? link, CancellationToken ct)
    {
        if (await desk.LoadAsync(id, ct) is { } earlier) return earlier.Ticket;
        var order = await OrderAsync(speaking, matter, customer, ct) with { Id = id };
        return await desk.OpenAsync(order, new WriteTerms { Writes = link is null ? [] : [TalkLinks.Put(id, link)] }, ct) switch
        {
            TicketOutcome.Done done => done.Ticket.Ticket,
            TicketOutcome.AlreadySo so => so.Ticket.Ticket,
            _ => null,
        };
    }

    private async Task<OpenOrder> OrderAsync(Speaking speaking, Matter matter, Customer customer, CancellationToken ct)
    {
        var activity = speaking.Turn.Activity;
        var channel = speaking.Turn.Conversation.Channel == ChannelIds.Teams ? TicketChannel.Teams : TicketChannel.WebChat;
        return new OpenOrder(KindOf(matter.Words), channel, speaking.Asker.Id, customer.Id, SubjectOf(matter, speaking.Facts), matter.Words, Actor.Bot)
        {
            Message = matter.Question is { Id.Length: > 0 } question ? new MessageId(question.Id) : speaking.Message,
            Before = speaking.Facts.InGroup ? null : HandoverNote.Of(await Transcript.ReadAsync(store, speaking.Turn.Conversation, ct), speaking.Facts.ActivityId),
            Language = activity.Locale?.Split('-')[0].ToLowerInvariant() is { Length: > 0 and <= 10 } language ? language : null,
            Transcript = new TranscriptReference(speaking.Turn.Conversation.ToString(), activity.Id),
            Articles = [.. ArticlesOf(matter.Question, speaking.Facts)],
            Follows = matter.Follows?.Id,
            Beside = true,
        };
    }

    private static string SubjectOf(Matter matter, TurnFacts facts)
    {
        var line = matter.Words.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault() ?? facts.Texts.SubjectUnsaid;
        return Cards.Fitting.Cut(line, LongestSubject);
    }

    private TicketKind KindOf(string words) =>
        Deciding.Decide(policies.Current.Triage, new TriageInput(words)).Category is { } category && policies.Current.Desk.Category(category) is { } known && known.Kind != TicketKind.Problem
            ? known.Kind
            : TicketKind.Incident;

    /// <summary>What was said of the last one follows from where the question stands; each before it was followed by another because it had not helped.</summary>
    private static IEnumerable<ArticleShown> ArticlesOf(Question? question, TurnFacts facts) => (question?.Shown ?? []).Select((id, place) => new ArticleShown(
        new ArticleId(id), facts.TitleOf(id),
        place < question!.Shown.Count - 1 || question.Stage == QuestionStage.Unsolved ? ArticleVerdict.DidNotHelp
            : question.Stage == QuestionStage.Solved ? ArticleVerdict.Helped : ArticleVerdict.Unsaid));

    private static TicketId IdOf(ConversationId conversation, string activity, Matter matter) =>
        new(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{conversation}\n{activity}\n{matter.Path?.Id}"))).AsSpan(0, 16)));
}
