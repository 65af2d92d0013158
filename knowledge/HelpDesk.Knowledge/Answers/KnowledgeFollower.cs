using HelpDesk.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HelpDesk.Knowledge.Answers;

/// <summary>Loads the articles before the host is ready and follows the feed: at once when it signals, and every second in case a signal was lost.</summary>
public sealed class KnowledgeFollower(KnowledgeBase knowledge, IStore store, TimeProvider clock, ILogger<KnowledgeFollower> log) : BackgroundService
{
    private static readonly TimeSpan PollEvery = TimeSpan.FromSeconds(1);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await knowledge.CatchUpAsync(cancellationToken);
        log.ArticlesLoaded(knowledge.Count);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var moved = new SemaphoreSlim(0);
        using var listening = store.Listen(Signal.FeedTopic, _ => Wake(moved));
        await using var poll = clock.CreateTimer(_ => Wake(moved), null, PollEvery, PollEvery);
        try
        {
            await CountVotesAsync(stoppingToken);
            while (true)
            {
                await moved.WaitAsync(stoppingToken);
                await FollowAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task CountVotesAsync(CancellationToken ct)
    {
        try
        {
            await knowledge.CountVotesAsync(ct);
        }
        catch (StoreException broken)
        {
            log.VotesUnreadable(broken);
        }
    }

    // One waiting wake is enough: following reads all there is. A wake after the end has nobody to wake.
    private static void Wake(SemaphoreSlim moved)
    {
        try
        {
            if (moved.CurrentCount == 0) moved.Release();
        }
        catch (ObjectDisposedException)
        {
            // The last signal came while the host stopped.
        }
    }

    private async Task FollowAsync(CancellationToken ct)
    {
        try
        {
            if (await knowledge.CatchUpAsync(ct) is var changed and > 0) log.ArticlesChanged(changed, knowledge.Position);
        }
        catch (StoreException broken)
        {
            log.FeedUnreadable(broken);
        }
    }
}
