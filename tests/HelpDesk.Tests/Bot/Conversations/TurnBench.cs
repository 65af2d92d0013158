using System.Collections.Immutable;
using System.Text.Json;
using HelpDesk.Bot.Conversations;
using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Turns;
using HelpDesk.Knowledge.Answers;
using HelpDesk.Knowledge.Articles;
using HelpDesk.Knowledge.Deflection;
using HelpDesk.Knowledge.Search.Index;
using HelpDesk.Storage;
using HelpDesk.Tests.Knowledge;
using HelpDesk.Tests.Knowledge.Answers;
using HelpDesk.Tests.Bot.Relay;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace HelpDesk.Tests.Bot.Conversations;

/// <summary>
/// The bot with a store, between a channel and its queue: what comes in is stored, the turn taken, what goes out stored and numbered by the channel
/// as Teams does it.
/// </summary>
internal sealed class TurnBench : ISentIds, IAsyncDisposable
{
    public static readonly ChannelAccount Bot = new() { Id = "28:bot", Name = "IT Help" };
    private static readonly Instant Noon = Instant.FromUtc(2026, 3, 2, 12, 0);

    private readonly Scratch _scratch;
    private readonly WebApplication _app;
    private readonly ITurnHandler _turns;
    private readonly Dictionary<string, string> _ours = new(StringComparer.Ordinal);
    private readonly Dictionary<ConversationId, ReadOnlyMemory<byte>> _states = [];
    private int _given;

    private TurnBench(Scratch scratch, KnowledgeBase knowledge)
    {
        _scratch = scratch;
        _app = TalkDesk.Build(scratch.Store, TimeProvider.System, knowledge, scratch.Data.FullName, services => services.AddSingleton<ISentIds>(this));
        _turns = _app.Services.GetRequiredService<ITurnHandler>();
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public IStore Store => _scratch.Store;

    public TurnOutcome Last { get; private set; } = TurnOutcome.Nothing;

    /// <summary>What the channel calls the messages of the last turn.</summary>
    public IReadOnlyList<string> LastIds { get; private set; } = [];

    public static async Task<TurnBench> CreateAsync(params Article[] more)
    {
        var scratch = await Scratch.CreateAsync();
        var articles = new ArticleStore(scratch.Store, TimeProvider.System);
        foreach (var article in (Article[])[.. Shelf.Articles, .. more]) await articles.SaveAsync(article, 0, Ct);
        var knowledge = new KnowledgeBase(scratch.Store, TimeProvider.System, new MemoryArticleIndex());
        await knowledge.CatchUpAsync(Ct);
        return new TurnBench(scratch, knowledge);
    }

    public static Activity Recorded(string name) =>
        JsonSerializer.Deserialize(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Channels", "recordings", $"to-bot.{name}.json")), ActivityJson.Default.Activity)!;

    public Task<IReadOnlyList<Activity>> SayAsync(string text, string? id = null) => TakeAsync(Teams(ActivityTypes.Message) with { Text = text, Id = id ?? NextId() });

    public static Activity Teams(string type, string conversationType = "personal") => new()
    {
        Type = type,
        Id = Guid.NewGuid().ToString(),
        ChannelId = ChannelIds.Teams,
        From = new() { Id = "29:alex", Name = "Alex Wilber" },
        Recipient = Bot,
        Conversation = new() { Id = $"19:{conversationType}", ConversationType = conversationType, IsGroup = conversationType == "personal" ? null : true },
        Locale = "en-US",
    };

    /// <summary>Answers at once where that is enough, as the endpoint does; takes the turn otherwise.</summary>
    public async Task<IReadOnlyList<Activity>> TakeAsync(Activity activity)
    {
        if (activity.Type == ActivityTypes.Invoke && await _turns.LookUpAsync(activity, Ct) is { } found)
        {
            (Last, LastIds) = (TurnOutcome.Nothing with { Invoke = found }, []);
            return [];
        }
        var conversation = KeyOf(activity);
        await AppendAsync(conversation, ConversationEvents.Received, activity);
        var turn = new Turn(conversation, activity, _states.TryGetValue(conversation, out var state) ? state : (ReadOnlyMemory<byte>?)null, Noon);
        Last = await _turns.HandleAsync(turn, Ct);
        if (Last.State is { } next) _states[conversation] = next;
        if (Last.Writes.Length > 0) await Store.CommitAsync(new Commit(Noon) { Writes = Last.Writes }, Ct);
        LastIds = await SendAsync(conversation, Last.Replies);
        return Last.Replies;
    }

    /// <summary>What would be done, with nothing stored; in a conversation that has a question already.</summary>
    public async Task<TurnOutcome> DecideAsync(Activity activity)
    {
        if (activity.Type == ActivityTypes.Invoke) await _turns.LookUpAsync(activity, Ct);
        var question = new Question("q-1", "vpn drops", QuestionStage.Judging, ["vpn-disconnects"], []);
        var state = JsonSerializer.SerializeToUtf8Bytes(new ConversationState { Questions = [question] }, ConversationJson.Default.ConversationState);
        return await _turns.HandleAsync(new Turn(new("msteams", "odd"), activity, state, Noon), Ct);
    }

    public ConversationState StateOf(Activity activity) =>
        _states.TryGetValue(KeyOf(activity), out var state) ? JsonSerializer.Deserialize(state.Span, ConversationJson.Default.ConversationState)! : new();

    public async Task<IReadOnlyList<DeflectionFact>> FactsAsync(Activity activity)
    {
        var events = await Store.ReadStreamAsync(DeflectionEvents.StreamOf(KeyOf(activity).ToString()), 0, 1000, Ct);
        return [.. events.Select(e => DeflectionEvents.TryRead(e, out var fact) ? fact : throw new InvalidOperationException(e.Type))];
    }

    public async Task<ImmutableArray<TranscriptLine>> TranscriptAsync(Activity activity) => await Transcript.ReadAsync(Store, KeyOf(activity), Ct);

    public static ConversationId KeyOf(Activity activity) => new(activity.ChannelId!, activity.Conversation!.Id!);

    public ValueTask<string?> OursAsync(ConversationId conversation, string channelsId, CancellationToken ct) => ValueTask.FromResult(_ours.GetValueOrDefault(channelsId));

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _scratch.DisposeAsync();
    }

    private async Task<IReadOnlyList<string>> SendAsync(ConversationId conversation, ImmutableArray<Activity> replies)
    {
        var ids = new List<string>();
        foreach (var reply in replies)
        {
            var version = await Store.GetStreamVersionAsync(conversation.Stream, Ct) + 1;
            var ours = ConversationEvents.ActivityIdAt(conversation, version);
            await AppendAsync(conversation, ConversationEvents.Sent, reply with { Id = ours });
            ids.Add(NextId());
            _ours[ids[^1]] = ours;
        }
        return ids;
    }

    private Task<CommitResult> AppendAsync(ConversationId conversation, string type, Activity activity) =>
        Store.CommitAsync(new Commit(Noon) { Writes = [new Write.Append(conversation.Stream, [ConversationEvents.Create(type, activity, Noon)])] }, Ct);

    private string NextId() => $"17953007{++_given:D5}";
}
