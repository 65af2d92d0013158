using System.Text.Json;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Storage;

namespace HelpDesk.Handoff.Service.Live;

/// <summary>Typing and looking, across nodes and both ways: the bot tells what the person does, and hears what the agent does.</summary>
public sealed class LiveSignals(IStore store)
{
    private const string Topic = "live";

    /// <summary>The person who asked for help types in the chat of this ticket.</summary>
    public Task PersonTypesAsync(TicketId ticket, CancellationToken ct) => SendAsync(new SentSignal(new LiveSignal("typing", ticket.Value, null), null), ct);

    /// <summary>Hears every signal of every node until disposed; must be quick and must not throw.</summary>
    public IDisposable Listen(Action<LiveSignal> handler) => Hear(sent => handler(sent.Signal));

    internal Task SendAsync(SentSignal sent, CancellationToken ct) =>
        store.NotifyAsync(new Signal(Topic, JsonSerializer.SerializeToUtf8Bytes(sent, LiveJson.Default.SentSignal)), ct);

    internal IDisposable Hear(Action<SentSignal> handler) => store.Listen(Topic, signal =>
    {
        if (TryRead(signal) is { } sent) handler(sent);
    });

    /// <summary>Another version's node may send what this one does not know.</summary>
    private static SentSignal? TryRead(Signal signal)
    {
        try
        {
            return JsonSerializer.Deserialize(signal.Payload.Span, LiveJson.Default.SentSignal) is { Signal: not null } sent ? sent : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
