using System.Text.Json;
using HelpDesk.Channels.Activities;
using HelpDesk.Storage;

namespace HelpDesk.Channels.Turns;

/// <summary>
/// What is told to whoever watches a conversation now. The topic is the stream's name; an empty payload says that the stream has grown, any
/// other payload is an activity that is shown but never stored, such as typing.
/// </summary>
public static class ConversationSignals
{
    public static Task GrewAsync(IStore store, ConversationId conversation, CancellationToken ct) =>
        store.NotifyAsync(new Signal(conversation.Stream.Value, ReadOnlyMemory<byte>.Empty), ct);

    public static Task ShowAsync(IStore store, ConversationId conversation, Activity passing, CancellationToken ct) =>
        store.NotifyAsync(new Signal(conversation.Stream.Value, JsonSerializer.SerializeToUtf8Bytes(passing, ActivityJson.Default.Activity)), ct);

    public static IDisposable Watch(IStore store, ConversationId conversation, Action<Signal> handler) =>
        store.Listen(conversation.Stream.Value, handler);
}
