using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Connector.Pacing;
using HelpDesk.Channels.Turns;
using Microsoft.Extensions.Options;

namespace HelpDesk.Channels.Connector;

/// <summary>
/// Shows on connector channels that somebody is at work. It says "now": it is never stored, never tried again, and left out where a message
/// is about to come or would have to wait for it.
/// </summary>
public sealed class Typing(ConnectorClient client, References references, Deliveries deliveries, Pace pace, TimeProvider time, IOptions<OutboxOptions> options)
{
    private const int MostAtOnce = 64;
    private int _running;

    /// <summary>Shows it once, now, in a conversation that is known; Direct Line's own conversations are told by <see cref="ConversationSignals"/>.</summary>
    public async Task ShowAsync(ConversationId conversation, CancellationToken ct)
    {
        if (await references.FindAsync(conversation, ct) is { } reference)
            await SendAsync(conversation, Reply.Typing().SentTo(reference), ct);
    }

    /// <summary>Shows it where the turn takes longer than <see cref="OutboxOptions.TypingAfter"/>; dispose the result when the turn is over.</summary>
    internal IDisposable? ShowSoon(ConversationId conversation, Activity incoming) =>
        incoming is { Type: ActivityTypes.Message, ServiceUrl.Length: > 0, DeliveryMode: not Deliverable.ExpectReplies }
            ? time.CreateTimer(_ => _ = SendAsync(conversation, Reply.Typing().InReplyTo(incoming), CancellationToken.None), null, options.Value.TypingAfter, Timeout.InfiniteTimeSpan)
            : null;

    private async Task SendAsync(ConversationId conversation, Activity typing, CancellationToken ct)
    {
        if (deliveries.Contains(conversation) || !pace.TryTakeSpare(conversation, typing))
            return;
        try
        {
            if (Interlocked.Increment(ref _running) <= MostAtOnce)
                await client.SendAsync(typing, ct);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }
}
