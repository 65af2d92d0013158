using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using HelpDesk.Benchmarks.Storage;
using HelpDesk.Bot.Handoffs;
using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Turns;
using HelpDesk.Handoff.Service.Writing;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Storage;
using Activity = HelpDesk.Channels.Activities.Activity;

namespace HelpDesk.Benchmarks.Relay;

/// <summary>
/// Live chats in which both sides write. A message counts from the call that a channel or the desk's API would make, stored and durable, until the other
/// side reads it: the person in the conversation's stream, woken by its signal; the agent in the desk's feed.
/// </summary>
internal static class RelayLoad
{
    private const int Agents = 250;
    private const int Opening = 64;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task RunAsync(string parent, int chats, TimeSpan length, double every, TextWriter output, CancellationToken ct)
    {
        await using var host = await RelayHost.StartAsync(parent, ct);
        var agents = await host.HireAsync(Agents, ct);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var live = new LiveChat[chats];
        var clock = Stopwatch.StartNew();
        await Parallel.ForEachAsync(Enumerable.Range(0, chats), new ParallelOptions { MaxDegreeOfParallelism = Opening, CancellationToken = ct }, async (n, token) => live[n] = await OpenAsync(host, n, agents[n % Agents], token));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{chats:N0} chats handed over and accepted in {clock.Elapsed.TotalSeconds:0.0} s"));
        var after = GC.GetTotalMemory(forceFullCollection: true);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"memory per chat: {(after - before) / 1024.0 / chats:0.0} KiB, of which the driver's own bookkeeping is a part"));
        await TalkAsync(host, live, length, every, output, ct);
    }

    private static async Task<LiveChat> OpenAsync(RelayHost host, int number, AgentId agent, CancellationToken ct)
    {
        var chat = new LiveChat(host, number, agent);
        await chat.SayAsync("agent", $"open-{number}", ct);
        await chat.SayAsync($"my docking station number {number} blinks", $"subject-{number}", ct);
        await chat.AcceptAsync(ct);
        return chat;
    }

    private static async Task TalkAsync(RelayHost host, LiveChat[] live, TimeSpan length, double every, TextWriter output, CancellationToken ct)
    {
        var (toPerson, toAgent) = (new Arrivals(), new Arrivals());
        var watches = live.Select(chat => chat.Watch(toPerson)).ToList();
        using var desk = new FeedWatch(host.Store, toAgent, await host.Store.GetFeedPositionAsync(ct));
        var total = (int)(live.Length / every * length.TotalSeconds);
        var (clock, sending) = (Stopwatch.StartNew(), new List<Task>());
        for (var n = 0; n < total; n++)
        {
            var due = TimeSpan.FromSeconds(n * every / live.Length);
            if (due > clock.Elapsed) await Task.Delay(due - clock.Elapsed, ct);
            // Both sides at once, in different chats.
            var (one, other, id) = (live[n % live.Length], live[(n + live.Length / 2) % live.Length], n.ToString(CultureInfo.InvariantCulture));
            toPerson.Sent($"a{id}");
            sending.Add(Task.Run(async () => { await one.ReplyAsync($"a{id}", ct); toPerson.Stored($"a{id}"); }, ct));
            toAgent.Sent($"p{id}");
            sending.Add(Task.Run(async () => { await other.SayAsync($"p{id}", $"p{id}", ct); toAgent.Stored($"p{id}"); }, ct));
        }
        await Task.WhenAll(sending);
        var waited = Stopwatch.StartNew();
        while (waited.Elapsed < Patience && toPerson.Missing + toAgent.Missing > 0) await Task.Delay(50, ct);
        foreach (var watch in watches) watch.Dispose();
        output.WriteLine($"agent -> person: {total:N0} sent, {toPerson.Missing} lost, {toPerson.Doubles} twice, {toPerson.FiguresOf(clock.Elapsed)}");
        output.WriteLine($"person -> agent: {total:N0} sent, {toAgent.Missing} lost, {toAgent.Doubles} twice, {toAgent.FiguresOf(clock.Elapsed)}");
    }
}

/// <summary>When messages were sent, and when they were read on the other side.</summary>
internal sealed class Arrivals
{
    private readonly ConcurrentDictionary<string, long> _sent = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, double> _took = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, double> _stored = new(StringComparer.Ordinal);
    private int _doubles;

    public int Missing => _sent.Count - _took.Count;
    public int Doubles => _doubles;

    public void Sent(string id) => _sent[id] = Stopwatch.GetTimestamp();

    /// <summary>The writer has been told that it is stored.</summary>
    public void Stored(string id) => _stored[id] = Stopwatch.GetElapsedTime(_sent[id]).TotalMilliseconds;

    public void Arrived(string id)
    {
        if (!_sent.TryGetValue(id, out var at)) return;
        if (!_took.TryAdd(id, Stopwatch.GetElapsedTime(at).TotalMilliseconds)) Interlocked.Increment(ref _doubles);
    }

    public string FiguresOf(TimeSpan took) => $"{new Figures(_took.Values, took)}   (the first commit alone:{new Figures(_stored.Values, took)})";
}

/// <summary>One person in one conversation, and the agent who is on.</summary>
internal sealed class LiveChat(RelayHost host, int number, AgentId agent)
{
    private readonly ConversationId _place = new(ChannelIds.WebChat, $"chat-{number}");
    private readonly string _user = $"user-{number}";
    private readonly SemaphoreSlim _reading = new(1, 1);
    private TicketId _ticket;
    private long _read;

    public Task SayAsync(string text, string id, CancellationToken ct) => host.Get<TurnQueue>().ReceiveAsync(_place, new Activity
    {
        Type = ActivityTypes.Message, Id = id, ChannelId = _place.Channel, Text = text, Conversation = new() { Id = _place.Id }, From = new() { Id = _user }, Recipient = new() { Id = "helpdesk" },
    }, null, ct);

    public Task ReplyAsync(string text, CancellationToken ct) => host.Get<TicketDesk>().DoAsync(_ticket, new TicketCommand.Reply(new(text), text, Actor.Of(agent)), WriteTerms.None, ct);

    public async Task AcceptAsync(CancellationToken ct)
    {
        var person = new PersonId($"{_place.Channel}/{_user}");
        while (true)
        {
            if ((await host.Get<PersonTalks>().FindAsync(person, ct)).Talk is { Tickets: [var id, ..] } && await host.Get<TicketDesk>().LoadAsync(_ticket = new TicketId(id), ct) is { Ticket.Status: TicketStatus.Queued }) break;
            await Task.Delay(5, ct);
        }
        await host.Get<TicketDesk>().DoAsync(_ticket, new TicketCommand.Accept(Actor.Of(agent)), WriteTerms.None, ct);
    }

    /// <summary>Reads as an open stream of the web chat does: woken by the signal, from the store.</summary>
    public IDisposable Watch(Arrivals arrivals) => ConversationSignals.Watch(host.Store, _place, signal => { if (signal.Payload.IsEmpty) _ = ReadAsync(arrivals); });

    private async Task ReadAsync(Arrivals arrivals)
    {
        await _reading.WaitAsync();
        try
        {
            foreach (var stored in await host.Store.ReadStreamAsync(_place.Stream, _read, 100, CancellationToken.None))
            {
                _read = stored.Version;
                if (stored.Type == ConversationEvents.Sent && ConversationEvents.Read(stored).Text is { } text && text.LastIndexOf(' ') is var at and > 0) arrivals.Arrived(text[(at + 1)..]);
            }
        }
        finally
        {
            _reading.Release();
        }
    }
}

/// <summary>What consoles hear: the desk's feed.</summary>
internal sealed class FeedWatch : IDisposable
{
    private readonly IStore _store;
    private readonly Arrivals _arrivals;
    private readonly SemaphoreSlim _reading = new(1, 1);
    private readonly IDisposable _listening;
    private long _position;

    public FeedWatch(IStore store, Arrivals arrivals, long position)
    {
        (_store, _arrivals, _position) = (store, arrivals, position);
        _listening = store.Listen(Signal.FeedTopic, signal => { _ = Task.Run(ReadAsync); });
    }

    public void Dispose()
    {
        _listening.Dispose();
        _reading.Dispose();
    }

    private async Task ReadAsync()
    {
        await _reading.WaitAsync();
        try
        {
            while (await _store.ReadFeedAsync(_position, 500, CancellationToken.None) is { Count: > 0 } page)
            {
                foreach (var stored in page)
                    if (stored.Type == "ticket.customer-wrote") _arrivals.Arrived(System.Text.Json.JsonElement.Parse(stored.Json.Span).GetProperty("message").GetString()!);
                _position = page[^1].Position;
            }
        }
        finally
        {
            _reading.Release();
        }
    }
}
