using HelpDesk.Handoff.Service.Feeds;
using HelpDesk.Handoff.Service.Leases;
using HelpDesk.Storage;
using NodaTime;
using NodaTime.Extensions;

namespace HelpDesk.Handoff.Service.Webhooks;

/// <summary>
/// Tells webhooks what happened, each in the order of the feed, at least once. One that fails is tried again with growing waits and holds up nobody
/// else; after three days it is stopped until somebody resumes it. Runs where the desk's workers run, under the same fence.
/// </summary>
internal sealed class WebhookWorker(IStore store, WebhookBook book, WebhookSender sender, TimeProvider time)
{
    private const int PageSize = 200;
    private static readonly Duration Keep = Duration.FromDays(3);
    private static readonly Duration[] Waits =
    [
        Duration.FromSeconds(1), Duration.FromSeconds(5), Duration.FromSeconds(30), Duration.FromMinutes(2), Duration.FromMinutes(10), Duration.FromMinutes(30), Duration.FromHours(1),
    ];

    private Instant Now => time.GetCurrentInstant();

    /// <summary>Sends what is due now; gives when to come back at the latest.</summary>
    public async Task<Instant> StepAsync(Check fence, CancellationToken ct)
    {
        var next = await Task.WhenAll((await book.ListAsync(ct)).Select(w => TellAsync(w, fence, ct)));
        return next.Length == 0 ? Instant.MaxValue : next.Min();
    }

    private async Task<Instant> TellAsync(Webhook webhook, Check fence, CancellationToken ct)
    {
        var (cursor, version) = await book.CursorAsync(webhook, ct);
        if (cursor.Stopped) return Instant.MaxValue;
        if (cursor.NextTry is { } wait && Now < wait) return wait;
        while (await store.ReadFeedAsync(cursor.Position, PageSize, ct) is { Count: > 0 } page)
        {
            var told = cursor;
            foreach (var stored in page)
            {
                told = await TellAsync(webhook, stored, told, ct);
                if (told.Failures > 0) break;
            }
            if (!await book.MoveAsync(webhook, told, version, fence, ct)) return Instant.MaxValue;
            if (told.Failures > 0) return told.NextTry ?? Instant.MaxValue;
            (cursor, version) = (told, version + 1);
        }
        return Instant.MaxValue;
    }

    private async Task<WebhookCursor> TellAsync(Webhook webhook, StoredEvent stored, WebhookCursor cursor, CancellationToken ct)
    {
        var passed = new WebhookCursor(stored.Position, 0, null, null, Stopped: false);
        if (FeedReader.SubjectOf(stored.Stream) is not { } subject || !Wants(webhook, stored.Type)) return passed;
        var problem = book.SecretOf(webhook) is { } secret ? await sender.SendAsync(webhook, secret, stored, subject, ct) : "its secret cannot be read with this host's keys";
        if (problem is null) return passed;
        var wait = Waits[Math.Min(cursor.Failures, Waits.Length - 1)];
        return cursor with { Failures = cursor.Failures + 1, NextTry = Now + wait, LastProblem = problem, Stopped = Now - stored.At > Keep };
    }

    private static bool Wants(Webhook webhook, string type) =>
        webhook.Events.Count == 0
            ? type.StartsWith("ticket.", StringComparison.Ordinal)
            : webhook.Events.Any(e => e.EndsWith('*') ? type.StartsWith(e[..^1], StringComparison.Ordinal) : type == e);
}

/// <summary>Runs the webhooks beside the workers, so that a slow address delays no offer.</summary>
internal sealed class WebhookLoop(WebhookWorker worker, LeaseKeeper lease, TimeProvider time, Microsoft.Extensions.Logging.ILogger<WebhookWorker> log) : Microsoft.Extensions.Hosting.BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Poll, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (lease.Fence is { } fence) await worker.StepAsync(fence, stoppingToken);
            }
            catch (StoreException failure)
            {
                Workers.Log.WorkersWait(log, failure.Message);
            }
        }
    }
}
