using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using FsCheck;
using FsCheck.Fluent;
using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Authentication;
using HelpDesk.Channels.Messages;
using HelpDesk.Channels.Turns;
using HelpDesk.Storage;
using HelpDesk.Storage.Sqlite;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace HelpDesk.Tests.Channels.Messages;

/// <summary>Runs alone: it measures the heap of the whole process.</summary>
[CollectionDefinition(nameof(FuzzTests), DisableParallelization = true)]
public sealed class FuzzAlone;

[Collection(nameof(FuzzTests))]
public sealed class FuzzTests
{
    /// <summary>Set to fuzz the whole way through the store with as many activities.</summary>
    private const string CountVariable = "HELPDESK_FUZZ";

    private const int Batch = 2_000;
    private const int Sample = 100;
    private const int Sizes = 10;
    private const long Growth = 8 * 1024 * 1024;
    private static readonly int[] Statuses = [200, 400, 403, 501, 503];
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_hundred_thousand_fuzzed_activities_break_nothing_and_leave_nothing_in_memory()
    {
        var host = new CarefulHost();
        var services = new ServiceCollection().AddLogging().AddSingleton<ITurnHost>(host).AddMessages(new ConfigurationBuilder().Build());
        await using var provider = services.BuildServiceProvider();

        await FuzzAsync(provider, 100_000);

        Assert.InRange(host.Taken, 30_000, 100_000);
    }

    [Fact]
    public async Task Fuzzed_activities_go_the_whole_way_through_the_store()
    {
        var count = int.Parse(Environment.GetEnvironmentVariable(CountVariable) ?? "4000", CultureInfo.InvariantCulture);
        var folder = Directory.CreateTempSubdirectory("helpdesk-").FullName;
        await using var store = await SqliteStore.OpenAsync(folder, StoreAccess.Host, TimeProvider.System, log: null, Ct);
        var services = new ServiceCollection().AddLogging().AddSingleton<IStore>(_ => store).AddSingleton<ITurnHandler>(new CountingBot());
        services.AddMessages(new ConfigurationBuilder().Build());
        services.AddSingleton<Microsoft.Extensions.Hosting.IHostApplicationLifetime>(new Life());
        await using var provider = services.BuildServiceProvider();
        var workers = provider.GetServices<Microsoft.Extensions.Hosting.IHostedService>().ToArray();
        foreach (var worker in workers)
            await worker.StartAsync(Ct);

        await FuzzAsync(provider, count);
        var ready = provider.GetRequiredService<ReadyConversations>();
        while (ready.Count > 0 || (await store.ListAsync("turn-pending", null, 1, Instant.MinValue, Ct)).Count > 0)
            await Task.Yield();
        foreach (var worker in workers)
            await worker.StopAsync(Ct);

        Assert.Empty(await store.ListAsync("turn-waiting", null, 1, Instant.MinValue, Ct));
        Assert.True(await store.GetFeedPositionAsync(Ct) > count / 3);
    }

    private static async Task FuzzAsync(IServiceProvider provider, int count)
    {
        var endpoint = provider.GetRequiredService<MessagesEndpoint>();
        var answers = new ConcurrentDictionary<int, int>();
        var heap = 0L;
        for (var done = 0; done < count; done += Batch)
        {
            await Parallel.ForEachAsync(Enumerable.Range(0, Batch / Sample), Ct, async (_, _) =>
            {
                foreach (var body in Gen.Sample(Fuzz.Posts, Sample, Sizes))
                    answers.AddOrUpdate(await PostAsync(endpoint, body), 1, (_, so) => so + 1);
            });
            if (done == Batch)
                heap = GC.GetTotalMemory(forceFullCollection: true);
        }

        var grown = GC.GetTotalMemory(forceFullCollection: true) - heap;
        TestContext.Current.TestOutputHelper?.WriteLine($"{string.Join(", ", answers.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}: {pair.Value}"))}; heap {grown / 1024} KiB more");
        Assert.All(answers.Keys, status => Assert.Contains(status, Statuses));
        Assert.True(grown < Growth, $"The heap has grown by {grown} bytes.");
    }

    private static async Task<int> PostAsync(MessagesEndpoint endpoint, byte[] body)
    {
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = IPAddress.Loopback;
        http.Request.Method = "POST";
        http.Request.Host = new("localhost");
        http.Request.ContentType = "application/json";
        http.Request.Body = new MemoryStream(body);
        await endpoint.PostAsync(http);
        return http.Response.StatusCode;
    }

    /// <summary>Does with each activity what can go wrong with it: keys for the store, repeats, writing and reading again.</summary>
    private sealed class CarefulHost : ITurnHost
    {
        private int _taken;

        public int Taken => Volatile.Read(ref _taken);

        public ValueTask<TurnAnswer> ReceiveAsync(InboundActivity inbound, CancellationToken ct)
        {
            Interlocked.Increment(ref _taken);
            var activity = inbound.Activity;
            var same = Sameness.Of(activity, Duration.FromMinutes(1));
            if (ConversationKeys.Of(inbound) is { } conversation)
            {
                CommitRules.Demand(conversation.Stream);
                foreach (var key in same)
                    CommitRules.Demand(TurnDocuments.Seen(conversation, key.Key));
                CommitRules.Demand(TurnDocuments.Waiting(conversation, long.MaxValue));
            }

            var stored = ConversationEvents.Create(ConversationEvents.Received, activity, Instant.MinValue);
            var read = System.Text.Json.JsonSerializer.Deserialize(stored.Json.Span, ActivityJson.Default.Activity)!;
            Assert.Equal(activity.Text, read.Text);
            return new(InlineReply.TakesReplies(activity) ? new TurnAnswer.Replied([read.InReplyTo(activity)]) : TurnAnswer.Accepted.Instance);
        }
    }

    private sealed class Life : Microsoft.Extensions.Hosting.IHostApplicationLifetime
    {
        public CancellationToken ApplicationStarted => default;
        public CancellationToken ApplicationStopping => default;
        public CancellationToken ApplicationStopped => default;
        public void StopApplication() { }
    }
}
