using HelpDesk.ChannelHost;
using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Connector;
using HelpDesk.Channels.Turns;
using HelpDesk.Storage;
using HelpDesk.Tests.Channels.DirectLine;
using Microsoft.Extensions.DependencyInjection;

namespace HelpDesk.Tests.Channels.Connector;

/// <summary>The echo bot with an outbox, and a connector to which it answers.</summary>
internal sealed class ConnectorTalk : IAsyncDisposable
{
    // Told apart from the other waits of the same clock.
    public static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(16);
    private int _said;

    private ConnectorTalk(TestConnector connector, DirectLineServer server, TimeProvider time) => (Connector, Server, Time) = (connector, server, time);

    public TestConnector Connector { get; }
    public DirectLineServer Server { get; }
    public TimeProvider Time { get; }
    public IStore Store => Server.Store;
    public T Get<T>() where T : notnull => Server.Services.GetRequiredService<T>();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<ConnectorTalk> StartAsync(TimeProvider? time = null, ITurnHandler? handler = null, Action<OutboxOptions>? configure = null)
    {
        time ??= TimeProvider.System;
        var connector = await TestConnector.StartAsync();
        var server = await DirectLineServer.StartAsync(handler ?? new EchoHandler(), time, services => services.AddConnector().Configure<OutboxOptions>(options =>
        {
            options.FirstWait = FirstWait;
            options.LongestWait = TimeSpan.FromHours(1);
            options.TypingAfter = TimeSpan.FromMinutes(1);
            configure?.Invoke(options);
        }));
        return new(connector, server, time);
    }

    /// <summary>A person says something in a personal chat; the turn that answers has not run yet when this returns.</summary>
    public Task<ReceivedActivity> HearAsync(string conversation, string text) => HearAsync(Message(conversation, text));

    public Task<ReceivedActivity> HearAsync(Activity activity) =>
        Get<TurnQueue>().ReceiveAsync(Of(activity.Conversation!.Id!), activity, null, Ct);

    public Activity Message(string conversation, string text) => new()
    {
        Type = ActivityTypes.Message,
        Id = $"in-{Interlocked.Increment(ref _said)}",
        Text = text,
        ChannelId = ChannelIds.Teams,
        ServiceUrl = Connector.ServiceUrl,
        Conversation = new() { Id = conversation, ConversationType = "personal", TenantId = "tenant" },
        From = new() { Id = "user", Name = "Alex", AadObjectId = $"person-of-{conversation}" },
        Recipient = new() { Id = "bot", Name = "Test Bot" },
        Locale = "en-US",
    };

    public static ConversationId Of(string conversation) => new(ChannelIds.Teams, conversation);

    /// <summary>Waits until the conversation has nothing more to deliver.</summary>
    public async Task UntilQuietAsync(string conversation)
    {
        // The outbox's own record is the only place that says so; it changes within milliseconds of the call that was awaited before.
        while (await Store.GetAsync(OutboxDocuments.Waiting(Of(conversation)), NodaTime.Instant.MinValue, Ct) is not null)
            await Task.Yield();
    }

    public async Task<IReadOnlyList<DeadLetter>> LettersAsync() => await Get<DeadLetters>().ListAsync(Ct).ToListAsync(Ct);

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Connector.DisposeAsync();
    }
}
