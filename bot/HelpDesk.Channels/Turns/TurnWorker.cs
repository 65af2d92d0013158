using HelpDesk.Channels.Nodes;
using HelpDesk.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HelpDesk.Channels.Turns;

/// <summary>Runs the turns that wait.</summary>
public sealed class TurnWorker(
    TurnProcessor processor, ReadyConversations ready, NodeMap map, HomeCalls calls, IStore store, TimeProvider time, IOptions<TurnOptions> options, ILogger<TurnWorker> log)
    : ConversationWorker<TurnLane>(ready, map, calls, store, time, PatternOf(options.Value), log)
{
    internal override async Task<Next> StepAsync(ConversationId conversation, TurnLane lane, CancellationToken abort)
    {
        switch (await processor.StepAsync(conversation, lane, abort))
        {
            case Step.Nothing:
                return Next.Nothing;
            case Step.NotNow:
                return Next.After(options.Value.FirstWait);
            case Step.LastDone:
                lane.Failures = 0;
                return Next.Nothing;
            default:
                lane.Failures = 0;
                return Next.More;
        }
    }

    internal override Task SweepAsync(Sweep sweep, CancellationToken stopping) => WakeAllAsync(
        TurnDocuments.PendingCollection, static pending => TurnDocuments.ConversationOf(pending.Key), (conversation, _) => Wake(conversation, sweep), stopping);

    // What came from another node, and is not one's own already, may have been what that node died of.
    private bool Wake(ConversationId conversation, Sweep sweep) =>
        ready.Wake(conversation, sweep == Sweep.First || (sweep == Sweep.Moved && !ready.Contains(conversation)) ? static lane => lane.IsLeft = true : null);

    internal override void LogFailure(ConversationId conversation, TurnLane lane, Exception failure) =>
        log.TurnFailed(conversation.Channel, conversation.Id, lane.Failures, failure.GetType().Name, failure.StackTrace);

    private static Pattern PatternOf(TurnOptions options) => new(options.Parallel, options.FirstWait, options.LongestWait, options.SweepInterval);
}
