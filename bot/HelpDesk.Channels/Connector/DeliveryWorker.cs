using System.Text.Json;
using HelpDesk.Channels.Connector.Pacing;
using HelpDesk.Channels.Nodes;
using HelpDesk.Channels.Turns;
using HelpDesk.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HelpDesk.Channels.Connector;

/// <summary>Brings to their channels what conversations hold as sent, in order within one, in parallel across them.</summary>
public sealed class DeliveryWorker(
    Delivery delivery, Deliveries deliveries, Pace pace, ServiceHosts hosts, NodeMap map, HomeCalls calls, IStore store, TimeProvider time, IOptions<OutboxOptions> options,
    ILogger<DeliveryWorker> log)
    : ConversationWorker<DeliveryLane>(deliveries, map, calls, store, time, PatternOf(options.Value), log)
{
    internal override async Task<Next> StepAsync(ConversationId conversation, DeliveryLane lane, CancellationToken abort)
    {
        var next = await delivery.StepAsync(conversation, lane, abort);
        lane.Failures = lane.Outages = 0;
        return next;
    }

    internal override async Task SweepAsync(Sweep sweep, CancellationToken stopping)
    {
        await WakeAllAsync(OutboxDocuments.WaitingCollection, static waiting => TurnDocuments.ConversationOf(waiting.Key), (conversation, _) => deliveries.Wake(conversation), stopping);
        await WakeAllAsync(OutboxDocuments.AskedCollection, ConversationOf, (conversation, asked) => deliveries.Wake(conversation, lane => lane.Ask(asked.Key.Id)), stopping);
        pace.Forget();
        hosts.TellWaiting();
    }

    internal override void LogFailure(ConversationId conversation, DeliveryLane lane, Exception failure) =>
        log.DeliveryFailed(conversation.Channel, conversation.Id, failure.GetType().Name, failure.StackTrace);

    private static ConversationId ConversationOf(StoredDocument asked) =>
        TurnDocuments.ConversationOf(new(asked.Key.Collection, JsonSerializer.Deserialize(asked.Json.Span, OutboxJson.Default.AskedRecord)!.Conversation));

    private static Pattern PatternOf(OutboxOptions options) => new(options.Parallel, options.FirstWait, options.LongestWait, options.SweepInterval);
}
