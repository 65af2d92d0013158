using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HelpDesk.Channels.Turns;
using HelpDesk.Storage;
using HelpDesk.Tests.Channels.DirectLine;
using Microsoft.Extensions.DependencyInjection;

namespace HelpDesk.Tests.Channels.Messages;

/// <summary>What the bot answered to a post.</summary>
internal sealed record Answer(int Status, string Body, HttpResponseMessage Response)
{
    public JsonElement Json => JsonElement.Parse(Body);
}

/// <summary>The real endpoint on a port of its own, with a channel that takes the replies.</summary>
internal sealed class BotServer : IAsyncDisposable
{
    private readonly DirectLineServer _server;

    private BotServer(DirectLineServer server, FakeConnector connector) => (_server, Connector) = (server, connector);

    public FakeConnector Connector { get; }
    public CountingBot Bot => (CountingBot)_server.Handler;
    public HttpClient Http => _server.Http;
    public IStore Store => _server.Store;
    public IServiceProvider Services => _server.Services;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<BotServer> StartAsync(Action<IServiceCollection>? configure = null)
    {
        var connector = await FakeConnector.StartAsync();
        return new(await DirectLineServer.StartAsync(new CountingBot(), configure: configure), connector);
    }

    public JsonObject Message(string conversation, string text) => new()
    {
        ["type"] = "message",
        ["id"] = Guid.NewGuid().ToString(),
        ["timestamp"] = "2026-11-21T22:39:18.153Z",
        ["localTimestamp"] = $"2026-11-21T22:39:{Random.Shared.Next(10, 59)}.{Random.Shared.Next(1_000_000, 9_999_999)}+00:00",
        ["channelId"] = "msteams",
        ["serviceUrl"] = Connector.Url,
        ["from"] = new JsonObject { ["id"] = "user-1", ["name"] = "Alex" },
        ["recipient"] = new JsonObject { ["id"] = "bot-1", ["name"] = "Bot" },
        ["conversation"] = new JsonObject { ["id"] = conversation, ["conversationType"] = "personal", ["tenantId"] = "00000000-0000-0000-0000-000000000001" },
        ["text"] = text,
    };

    public static JsonObject Waiting(JsonObject activity)
    {
        activity["deliveryMode"] = "expectReplies";
        return activity;
    }

    public Task<Answer> PostAsync(JsonNode activity, CancellationToken ct = default) => PostAsync(Encoding.UTF8.GetBytes(activity.ToJsonString()), ct);

    public async Task<Answer> PostAsync(byte[] body, CancellationToken ct = default)
    {
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } };
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, Ct);
        var response = await Http.PostAsync(new Uri("/api/messages", UriKind.Relative), content, either.Token);
        return new((int)response.StatusCode, await response.Content.ReadAsStringAsync(either.Token), response);
    }

    /// <summary>How many turns a conversation has had, once everything that was posted before has been dealt with: the turn that asks is not counted.</summary>
    public async Task<int> TurnsAsync(JsonObject like)
    {
        var probe = Waiting(Message("", "how many"));
        probe["conversation"] = like["conversation"]!.DeepClone();
        probe["channelId"] = like["channelId"]!.DeepClone();
        var answer = await PostAsync(probe);
        var text = answer.Json.GetProperty("activities")[0].GetProperty("text").GetString()!;
        return int.Parse(text.Split(':')[0], System.Globalization.CultureInfo.InvariantCulture) - 1;
    }

    public async Task<IReadOnlyList<StoredEvent>> EventsAsync(ConversationId conversation) => await Store.ReadStreamAsync(conversation.Stream, 0, 1000, Ct);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await Connector.DisposeAsync();
    }
}
