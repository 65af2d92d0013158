using System.Collections.Immutable;
using HelpDesk.Bot.Cards;
using HelpDesk.Bot.Conversations;
using HelpDesk.Bot.Handoffs;
using HelpDesk.Bot.Resources;
using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Connector;
using HelpDesk.Channels.Nodes;
using HelpDesk.Channels.Turns;
using HelpDesk.Handoff.Service.Outlooks;
using HelpDesk.Handoff.Service.Writing;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Handoff.Tickets.Stored;
using HelpDesk.Storage;
using NodaTime;
using Reply = HelpDesk.Bot.Dialogs.Reply;

namespace HelpDesk.Bot.Relay;

/// <summary>
/// Tells a ticket's person what has happened since they were told last. What is said, and how far that goes, is one commit: of two nodes at the same talk
/// one is refused, and a crash leaves all of it to be said or none. The node at home goes first; others look a little later whether it did.
/// </summary>
internal sealed class RelayStep(
    TicketDesk desk, PolicyBook policies, TalkLinks links, PersonTalks talks, OutlookDesk outlooks, TicketTellings tellings, AgentNames names, RelayFiles files,
    Outbox outbox, Typing typing, NodeMap nodes, IStore store, TimeProvider time, ILogger<RelayStep> log)
{
    private const int Page = 64;
    private static readonly TimeSpan Elsewhere = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Unreachable = TimeSpan.FromMinutes(1);

    /// <returns>The wait before the next look; null where all is said.</returns>
    public async Task<TimeSpan?> TakeAsync(TicketId ticket, int tries, CancellationToken ct)
    {
        if (await links.FindAsync(ticket, ct) is not { } link) return null;
        // The turn that opened it has the first word.
        if (!link.Link.IsSaid) return RelayLoop.WaitAfter(Math.Min(tries, 5));
        var events = await store.ReadStreamAsync(new StreamId(TicketEvents.StreamOf(ticket)), link.Link.Relayed, Page, ct);
        if (events.Count == 0) return null;
        var person = new PersonId(link.Link.Person);
        var (talk, talkVersion) = await talks.FindAsync(person, ct);
        if (talk is null || await desk.LoadAsync(ticket, ct) is not { Ticket: var now }) return null;
        if (tries == 0 && !nodes.IsHome(talk.Place.ToString())) return Elsewhere;
        var scene = new RelayScene(now, person, talk, talkVersion, link, events[^1].Version, Happened(events));
        var said = await SaidAsync(scene, ct);
        if (said.Activities.Length == 0) return await SkipAsync(scene, events.Count == Page, ct);
        if (await store.GetAsync(Departure.KeyOf(talk.Place), Now(), ct) is not null) return Unreachable;
        return await SendAsync(scene, said, ct) ? await TakeAsync(ticket, 0, ct) : await LostAsync(scene, tries, ct);
    }

    /// <summary>The agent of the ticket types.</summary>
    public async Task TypeAsync(TicketId ticket, CancellationToken ct)
    {
        if (await links.FindAsync(ticket, ct) is not { Link.IsSaid: true, IsEnded: false } link || (await talks.FindAsync(new PersonId(link.Link.Person), ct)).Talk is not { } talk) return;
        if (talk.IsAside(ticket) || !nodes.IsHome(talk.Place.ToString())) return;
        var shown = Channels.Activities.Reply.Typing() with { Id = $"{talk.Place.Id}|typing-{Guid.CreateVersion7():N}", Timestamp = time.GetUtcNow(), From = new() { Role = "bot" } };
        await ConversationSignals.ShowAsync(store, talk.Place, shown, ct);
        await typing.ShowAsync(talk.Place, ct);
    }

    private static ImmutableArray<TicketEvent> Happened(IReadOnlyList<StoredEvent> events) =>
        [.. events.Select(e => TicketEvents.TryRead(e.Type, e.Schema, e.Json.Span, out var happened) ? happened : null).OfType<TicketEvent>()];

    private async Task<RelayedWords> SaidAsync(RelayScene scene, CancellationToken ct)
    {
        var texts = Texts.For(scene.Talk.Locale);
        var speaker = new RelaySpeaker(await ViewAsync(scene, texts, ct), Surface.Of(scene.Talk.Channel), scene.Link.Link, scene.Talk.Place, files);
        if (scene.Link.Link.Group is { } asked)
            speaker.Say(new Reply.Say(texts.CameFrom(Fitting.Cut(asked, 200))), HandoffWords.Opened(scene.Ticket, await outlooks.OfAsync(scene.Ticket, ct), tellings.Of(scene.Ticket, texts, Now())));
        foreach (var happened in scene.Events)
            await speaker.TellAsync(happened, ct);
        return speaker.Done();
    }

    private async Task<RelayView> ViewAsync(RelayScene scene, Texts texts, CancellationToken ct)
    {
        var called = new Dictionary<AgentId, string>();
        foreach (var agent in scene.Events.Select(AgentOf).Append(scene.Ticket.LastAgent).OfType<AgentId>().Distinct())
            called[agent] = await names.OfAsync(agent, texts, ct);
        var other = scene.Events.Any(e => e is TicketEvent.Accepted or TicketEvent.Replied) ? await OtherAsync(scene, ct) : null;
        return new RelayView(
            scene.Ticket, tellings.Of(scene.Ticket, texts, Now()), policies.Current.Desk, agent => agent is { } id ? called.GetValueOrDefault(id, texts.Colleague) : texts.Colleague,
            other is null ? null : await names.OfAsync(other, texts, ct), scene.Talk.IsAside(scene.Ticket.Id));
    }

    /// <summary>The agent of another ticket to whom the person's words go.</summary>
    private async Task<AgentId?> OtherAsync(RelayScene scene, CancellationToken ct)
    {
        foreach (var id in scene.Talk.Tickets.Where(t => t != scene.Ticket.Id.Value && !scene.Talk.Aside.Contains(t)))
            if (await desk.LoadAsync(new TicketId(id), ct) is { Ticket: var ticket } && Room.IsHeld(ticket))
                return ticket.Agent;
        return null;
    }

    private static AgentId? AgentOf(TicketEvent happened) => happened switch
    {
        TicketEvent.Accepted e => e.Agent,
        TicketEvent.Replied e => e.Agent,
        TicketEvent.ReturnedToQueue e => e.Agent,
        TicketEvent.Paused e => e.By.Agent,
        TicketEvent.Amended e => e.By.Agent,
        _ => null,
    };

    private async Task<bool> SendAsync(RelayScene scene, RelayedWords said, CancellationToken ct)
    {
        var place = scene.Talk.Place;
        return await outbox.SendAsync(place, said.Activities, ids => scene.Commit(links, [.. said.Messages.Select((m, i) => (m, i)).Where(x => x.m is not null).Select(x => new SentReply(x.m!, place.Channel, place.Id, ids[x.i]))]), ct) is not null;
    }

    /// <summary>Nothing of it is told. How far it was looked at is written only where that saves reading, or where the talk ended or came back.</summary>
    private async Task<TimeSpan?> SkipAsync(RelayScene scene, bool isMore, CancellationToken ct)
    {
        if (!isMore && scene.IsEnded == scene.Link.IsEnded) return null;
        await store.CommitAsync(scene.Commit(links, []) with { Now = Now() }, ct);
        return isMore ? TimeSpan.Zero : null;
    }

    /// <summary>Another node said it, the person moved on in this moment, or the place is not known.</summary>
    private async Task<TimeSpan?> LostAsync(RelayScene scene, int tries, CancellationToken ct)
    {
        var isOvertaken = await links.FindAsync(scene.Ticket.Id, ct) is { } link && link.Version != scene.Link.Version || (await talks.FindAsync(scene.Person, ct)).Version != scene.TalkVersion;
        if (isOvertaken) return TimeSpan.Zero;
        log.Unreachable(scene.Ticket.Id.Value, scene.Talk.Channel);
        return RelayLoop.WaitAfter(tries + 4);
    }

    private Instant Now() => Instant.FromDateTimeOffset(time.GetUtcNow());
}
