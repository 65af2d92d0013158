using HelpDesk.Channels.Connector.Pacing;
using HelpDesk.Channels.Turns;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HelpDesk.Channels.Connector;

/// <summary>Delivers the next activity of a conversation: waits for room, calls the channel, writes what became of it.</summary>
public sealed class Delivery(
    Deliveries deliveries, DeliveryReader reader, DeliverySender sender, DeliveryCommits commits, Pace pace, ServiceHosts hosts,
    OutboxMetrics metrics, TimeProvider time, IOptions<OutboxOptions> options, ILogger<Delivery> log)
{
    // A conversation that is tried this often waits seconds: reading it again costs less than keeping it.
    private const int KeptTries = 2;

    internal async Task<Next> StepAsync(ConversationId conversation, DeliveryLane lane, CancellationToken ct)
    {
        lane.Cursor ??= await reader.CursorAsync(conversation, ct);
        lane.Job ??= await reader.NextAsync(conversation, lane, ct);
        if (lane.Job is not { } job)
        {
            // Everything up to the end was looked at and is dealt with, or is none of the outbox's.
            await commits.CloseAsync(conversation, lane.LookedAt, ct);
            return Next.Nothing;
        }

        if (job.Outcome is null && await TryAsync(conversation, lane, job, lane.Cursor.Value, ct) is { } wait)
            return Next.After(wait);
        return await commits.WriteAsync(conversation, lane) ? Next.More : Next.Nothing;
    }

    // The wait before the next try, or null where the outcome is known.
    private async Task<TimeSpan?> TryAsync(ConversationId conversation, DeliveryLane lane, DeliveryJob job, Cursor cursor, CancellationToken ct)
    {
        if (time.GetUtcNow() - job.Since >= options.Value.GiveUpAfter)
            return GiveUp(conversation, job, new(0, "TooOld"), lane.Tries);
        if (!lane.HasRoom)
        {
            var room = pace.Take(conversation, job.Activity);
            lane.HasRoom = room.IsTaken;
            if (room.Wait > TimeSpan.Zero)
                return room.Wait;
        }

        var service = job.Activity.ServiceUrl!;
        if (!hosts.TryEnter(service, () => deliveries.Yield(conversation, lane)))
            return Timeout.InfiniteTimeSpan;
        lane.HasRoom = false;
        lane.Tries++;
        var answered = false;
        try
        {
            var result = await sender.SendAsync(conversation, job.Activity, cursor, ct);
            answered = result is not ConnectorResult<SentActivity>.Retry { WasAnswered: false };
            return Judge(conversation, lane, job, result);
        }
        finally
        {
            hosts.Leave(service, answered);
        }
    }

    private TimeSpan? Judge(ConversationId conversation, DeliveryLane lane, DeliveryJob job, ConnectorResult<SentActivity> result)
    {
        switch (result)
        {
            case ConnectorResult<SentActivity>.Done done:
                metrics.Sent(conversation.Channel);
                job.Outcome = new(done.Value.Id, null);
                return null;
            case ConnectorResult<SentActivity>.Refused refused:
                return GiveUp(conversation, job, new(refused.Status, refused.Code), lane.Tries);
            default:
                var retry = (ConnectorResult<SentActivity>.Retry)result;
                return Later(conversation, lane, job, retry);
        }
    }

    private TimeSpan Later(ConversationId conversation, DeliveryLane lane, DeliveryJob job, ConnectorResult<SentActivity>.Retry retry)
    {
        metrics.Retried(conversation.Channel, retry.Why);
        var wait = Backoff.Wait(options.Value.FirstWait, options.Value.LongestWait, lane.Tries, retry.After, Random.Shared.NextDouble());
        // Nobody waits longer than until it is given up.
        var left = job.Since + options.Value.GiveUpAfter - time.GetUtcNow();
        wait = wait < left ? wait : left > TimeSpan.Zero ? left : TimeSpan.Zero;
        log.Retried(conversation.Channel, conversation.Id, job.Version, retry.Why, lane.Tries, wait);
        if (lane.Tries > KeptTries)
            lane.Forget();
        return wait;
    }

    private TimeSpan? GiveUp(ConversationId conversation, DeliveryJob job, Refusal refusal, int tries)
    {
        metrics.GivenUp(conversation.Channel, refusal.Code);
        log.GivenUp(conversation.Channel, conversation.Id, job.Version, refusal.Status, refusal.Code, tries);
        job.Outcome = new(null, refusal);
        return null;
    }
}
