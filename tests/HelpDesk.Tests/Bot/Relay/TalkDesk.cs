using HelpDesk.Bot.Conversations;
using HelpDesk.Bot.Hosting;
using HelpDesk.Bot.Relay;
using HelpDesk.ChannelHost;
using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Connector;
using HelpDesk.Channels.Turns;
using HelpDesk.Handoff.Agents;
using HelpDesk.Handoff.Service.Staff;
using HelpDesk.Handoff.Service.Workers;
using HelpDesk.Handoff.Service.Writing;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Knowledge.Answers;
using HelpDesk.Knowledge.Articles;
using HelpDesk.Knowledge.Deflection;
using HelpDesk.Knowledge.Search.Index;
using HelpDesk.Storage;
using HelpDesk.Storage.Sqlite;
using HelpDesk.Tests.Handoff.Policy;
using HelpDesk.Tests.Knowledge.Answers;
using HelpDesk.Tests.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HelpDesk.Tests.Bot.Relay;

/// <summary>
/// The bot, the desk and the relay in this process on one store, with a clock that stands still: turns, the desk's workers and the relay act when a test
/// says something, one after the other.
/// </summary>
internal sealed class TalkDesk : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TemporaryFolder _folder;

    private TalkDesk(WebApplication app, IStore store, TestClock clock, TemporaryFolder folder) => (_app, Store, Clock, _folder) = (app, store, clock, folder);

    public IStore Store { get; }
    public TestClock Clock { get; }
    public TicketDesk Desk => Get<TicketDesk>();
    public StaffDesk Staff => Get<StaffDesk>();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public T Get<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    public static async Task<TalkDesk> StartAsync(Action<IServiceCollection>? configure = null, params (string Key, string Value)[] settings)
    {
        var (clock, folder) = (new TestClock(), new TemporaryFolder());
        var store = await SqliteStore.OpenAsync(folder.Path, StoreAccess.Host, clock, null, Ct);
        return new TalkDesk(Build(store, clock, await KnowAsync(store, clock), folder.Path, configure, settings), store, clock, folder);
    }

    /// <summary>The services of a host without its hosted ones: nothing runs by itself.</summary>
    public static WebApplication Build(
        IStore store, TimeProvider time, KnowledgeBase knowledge, string data, Action<IServiceCollection>? configure = null, params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Configuration["Data:Path"] = data;
        builder.Configuration["DirectLine:PublicUrl"] = "https://help.example.com";
        foreach (var (key, value) in settings) builder.Configuration[key] = value;
        var services = builder.Services;
        services.AddSingleton(store).AddSingleton(time).AddSingleton(EchoHost.Box).AddSingleton(knowledge).AddSingleton(new PolicyBook(ShippedFiles.Policy, ShippedFiles.All()));
        services.AddOptions<DeskOptions>().BindConfiguration(DeskOptions.Section);
        services.AddSingleton<ISentIds, ConnectorIds>().AddSingleton<SentMessages>().AddSingleton<ITurnHandler, HelpDeskTurns>();
        services.AddDirectLine(builder.Configuration);
        services.AddMessages(builder.Configuration).AddConnector(builder.Configuration);
        services.AddHandoff(builder.Configuration).AddRelay();
        services.AddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>();
        services.RemoveAll<IHostedService>();
        configure?.Invoke(services);
        return builder.Build();
    }

    /// <summary>An agent who is there, for every tier and skill.</summary>
    public async Task<AgentId> ArriveAsync(string name, AgentShifts? shifts = null, Presence presence = Presence.Available)
    {
        var agent = new AgentId(Guid.CreateVersion7());
        var skills = ShippedFiles.Policy.Desk.Skills.Select(s => new AgentSkill(s.Id.Value, 5, null));
        await Staff.SetProfileAsync(agent, new AgentProfile(name, $"{name.Split(' ')[0].ToLowerInvariant()}@example.com", [1, 2, 3], [.. skills], ["en", "de"], null, null, shifts, []), "test", Ct);
        await Staff.SetPresenceAsync(agent, presence, "test", Ct);
        return agent;
    }

    public TalkPerson Person(string user = "dl_alex", string? conversation = null) => new(this, conversation ?? $"talk-{user}", user);

    /// <summary>A command to a ticket in an agent's name; what it leads to is passed on.</summary>
    public async Task<Ticket> DoAsync(TicketCommand command, TicketId ticket)
    {
        var outcome = await Desk.DoAsync(ticket, command, WriteTerms.None, Ct);
        var after = outcome switch { TicketOutcome.Done done => done.Ticket.Ticket, TicketOutcome.AlreadySo so => so.Ticket.Ticket, _ => throw new InvalidOperationException(outcome.ToString()) };
        await RelayAsync();
        return after;
    }

    public async Task<Ticket> ReadAsync(TicketId ticket) => (await Desk.LoadAsync(ticket, Ct))!.Ticket;

    public async Task<IReadOnlyList<T>> HistoryAsync<T>(TicketId ticket) where T : TicketEvent => [.. (await Desk.HistoryAsync(ticket, Ct)).OfType<T>()];

    /// <summary>The desk's own work: offers, silent agents, closing.</summary>
    public async Task WorkAsync()
    {
        await Get<DeskWorker>().StepAsync(Ct);
        await RelayAsync();
    }

    /// <summary>Everything of every ticket that is to be told.</summary>
    public async Task RelayAsync()
    {
        var tickets = (await Store.ReadFeedAsync(0, 10_000, Ct)).Where(e => e.Stream.Value.StartsWith("ticket/", StringComparison.Ordinal)).Select(e => Guid.Parse(e.Stream.Value["ticket/".Length..])).Distinct();
        foreach (var ticket in tickets)
            while (await Get<RelayStep>().TakeAsync(new TicketId(ticket), 1, Ct) == TimeSpan.Zero)
                Assert.False(Ct.IsCancellationRequested);
    }

    public async Task RunTurnsAsync(ConversationId conversation)
    {
        var lane = new TurnLane();
        while (await Get<TurnProcessor>().StepAsync(conversation, lane, Ct) is Step.Done)
            Assert.False(Ct.IsCancellationRequested);
        await RelayAsync();
    }

    public async Task<IReadOnlyList<DeflectionFact>> FactsAsync(ConversationId conversation) =>
        [.. (await Store.ReadStreamAsync(DeflectionEvents.StreamOf(conversation.ToString()), 0, 1000, Ct)).Select(e => DeflectionEvents.TryRead(e, out var fact) ? fact : throw new InvalidOperationException(e.Type))];

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await Store.DisposeAsync();
        _folder.Dispose();
    }

    private static async Task<KnowledgeBase> KnowAsync(IStore store, TimeProvider time)
    {
        var articles = new ArticleStore(store, time);
        foreach (var article in Shelf.Articles) await articles.SaveAsync(article, 0, Ct);
        var knowledge = new KnowledgeBase(store, time, new MemoryArticleIndex());
        await knowledge.CatchUpAsync(Ct);
        return knowledge;
    }
}
