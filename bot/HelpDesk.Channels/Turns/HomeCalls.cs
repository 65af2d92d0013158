using System.Text;
using HelpDesk.Channels.Nodes;
using HelpDesk.Storage;

namespace HelpDesk.Channels.Turns;

/// <summary>
/// Tells the home of a conversation that it has something to do: here at once, another node by a signal. A signal may be lost, and the home may
/// be about to change; then its sweep finds the work in the store.
/// </summary>
public sealed class HomeCalls(NodeMap map, IStore store)
{
    internal Task WakeAsync<TLane>(Lanes<TLane> lanes, ConversationId conversation, CancellationToken ct) where TLane : Lane, new()
    {
        var name = conversation.ToString();
        var home = map.IsShared ? map.HomeOf(name) : map.Self;
        if (home is not null && !string.Equals(home, map.Self, StringComparison.Ordinal))
            return store.NotifyAsync(new Signal(Topic(home, lanes.Work), Encoding.UTF8.GetBytes(name)), ct);
        if (home is not null && map.Works)
            lanes.Wake(conversation);
        return Task.CompletedTask;
    }

    /// <summary>Wakes what other nodes call for, until disposed.</summary>
    internal IDisposable Answer<TLane>(Lanes<TLane> lanes) where TLane : Lane, new() =>
        store.Listen(Topic(map.Self, lanes.Work), signal => lanes.Wake(TurnDocuments.ConversationOf(new("", Encoding.UTF8.GetString(signal.Payload.Span)))));

    private static string Topic(string node, string work) => $"node/{node}/{work}";
}
