using HelpDesk.Channels.Authentication;
using HelpDesk.Channels.Connector;
using HelpDesk.Channels.Nodes;
using HelpDesk.Channels.Turns;
using HelpDesk.Tests.Channels.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HelpDesk.Tests.Channels.Messages;

/// <summary>A bot with a registration: what comes in carries the channel's token, what goes out carries the bot's own.</summary>
public sealed class RegisteredBotTests : IAsyncDisposable
{
    private const string AppId = "11111111-2222-3333-4444-555555555555";
    private const string Issuer = "https://api.botframework.com";
    private const string Token = "Bearer token 1 for https://api.botframework.com/.default";
    private OpenIdServer? _issuers;
    private LoginServer? _login;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_answers_with_its_own_token_at_the_address_that_the_channels_token_names()
    {
        await using var server = await StartAsync();

        var answer = await SayAsync(server, "hello", vouchedFor: server.Connector.Url);
        await server.Connector.UntilAsync(() => server.Connector.Texts("one").Count == 1);

        Assert.Equal(200, answer.Status);
        Assert.Equal("1: hello", Assert.Single(server.Connector.Texts("one")));
        Assert.Equal(Token, Assert.Single(server.Connector.Authorizations));
        Assert.Single(_login!.Logins);
    }

    [Fact]
    public async Task An_address_that_only_the_message_names_is_refused_at_the_door()
    {
        await using var server = await StartAsync();

        var answer = await SayAsync(server, "hello", vouchedFor: "https://smba.example.com/emea/");

        Assert.Equal(401, answer.Status);
        Assert.Equal(0, await server.Store.GetFeedPositionAsync(Ct));
        Assert.Empty(_login!.Logins);
    }

    [Theory]
    [InlineData("https://evil.example/emea/", false)]
    [InlineData("https://smba.example.com/emea/", true)]
    public async Task Where_nobody_vouched_only_the_operators_list_gets_a_token(string address, bool listed)
    {
        await using var server = await StartAsync(options => options.Bot.AllowedServiceUrls = ["https://smba.example.com/emea"]);
        var tokens = server.Services.GetRequiredService<IConnectorTokens>();

        var access = await tokens.AccessAsync(address, new ConversationId("msteams", "never heard of"), fresh: false, Ct);

        Assert.Equal(listed, access is ServiceAccess.Bearer);
        Assert.Equal(listed ? 1 : 0, _login!.Logins.Count);
    }

    [Fact]
    public async Task A_conversation_vouches_for_its_own_address_and_no_other()
    {
        await using var server = await StartAsync();
        await SayAsync(server, "hello", vouchedFor: server.Connector.Url);
        await server.Connector.UntilAsync(() => server.Connector.Texts("one").Count == 1);
        var tokens = server.Services.GetRequiredService<IConnectorTokens>();

        Assert.IsType<ServiceAccess.Untrusted>(await tokens.AccessAsync("https://evil.example/", new ConversationId("msteams", "one"), fresh: false, Ct));
    }

    [Fact]
    public async Task Who_vouched_is_remembered_over_a_restart()
    {
        await using var server = await StartAsync();
        await SayAsync(server, "hello", vouchedFor: server.Connector.Url);
        await server.Connector.UntilAsync(() => server.Connector.Texts("one").Count == 1);

        var afresh = new References(server.Store, server.Services.GetRequiredService<NodeMap>(), TimeProvider.System);
        var target = await afresh.FindTargetAsync(new ConversationId("msteams", "one"), Ct);

        Assert.Equal(new ReplyTarget(server.Connector.Url, ServiceUrlOrigin.Token), target);
    }

    [Fact]
    public async Task A_login_that_is_away_holds_the_answer_back_and_loses_nothing()
    {
        await using var server = await StartAsync(appId: Guid.NewGuid().ToString());
        _login!.Instead = (503, "temporarily_unavailable");
        await SayAsync(server, "hello", vouchedFor: server.Connector.Url);
        await _login.UntilAskedAsync();
        _login.Instead = null;

        await server.Connector.UntilAsync(() => server.Connector.Texts("one").Count == 1);

        Assert.Equal("1: hello", Assert.Single(server.Connector.Texts("one")));
    }

    public async ValueTask DisposeAsync()
    {
        if (_issuers is not null) await _issuers.DisposeAsync();
        if (_login is not null) await _login.DisposeAsync();
    }

    private async Task<BotServer> StartAsync(Action<BotOptions>? more = null, string appId = AppId)
    {
        _issuers = await OpenIdServer.StartAsync();
        _issuers.Publish("channel", TestKey.First.Published(["msteams"]));
        _login = await LoginServer.StartAsync();
        return await BotServer.StartAsync(services =>
        {
            _login.Catch(services);
            services.Configure<BotOptions>(bot =>
            {
                (bot.MicrosoftAppId, bot.MicrosoftAppPassword) = (appId, "secret");
                bot.ToBotFromChannelOpenIdMetadataUrl = _issuers.Metadata("channel");
                bot.ToChannelFromBotLoginUrl = _login.Authority;
                more?.Invoke(bot);
            });
        });
    }

    private static Task<Answer> SayAsync(BotServer server, string text, string vouchedFor)
    {
        var now = DateTimeOffset.UtcNow;
        var audience = server.Services.GetRequiredService<IOptions<BotOptions>>().Value.MicrosoftAppId;
        var token = new Mint().With("iss", Issuer).With("aud", audience).With("serviceurl", vouchedFor)
            .With("nbf", now.AddMinutes(-1).ToUnixTimeSeconds()).With("exp", now.AddHours(1).ToUnixTimeSeconds()).Token();
        server.Http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return server.PostAsync(server.Message("one", text));
    }
}
