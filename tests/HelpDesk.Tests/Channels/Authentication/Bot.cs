using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Authentication;
using HelpDesk.Tests.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HelpDesk.Tests.Channels.Authentication;

/// <summary>A bot that is registered, its issuers on this machine, and a clock that stands still.</summary>
internal sealed class Bot : IAsyncDisposable
{
    public const string AppId = "11111111-2222-3333-4444-555555555555";
    public const string OtherBot = "99999999-2222-3333-4444-555555555555";
    public const string Tenant = "aaaaaaaa-2222-3333-4444-555555555555";
    public const string ChannelIssuer = "https://api.botframework.com";
    public const string EntraIssuer = "https://login.microsoftonline.com/d6d49420-f39b-4df7-a1dc-d59a935871db/v2.0";
    public const string EntraIssuerV1 = "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/";
    public const string ServiceUrl = "https://smba.example.com/emea/";

    public static readonly ConnectionFacts Afar = new(Loopback: false, Forwarded: true, FromPage: false);

    private readonly ServiceProvider _services;

    private Bot(OpenIdServer issuers, ServiceProvider services)
    {
        Issuers = issuers;
        _services = services;
        Check = services.GetRequiredService<InboundCheck>();
    }

    public OpenIdServer Issuers { get; }
    public InboundCheck Check { get; }
    public IServiceProvider Services => _services;
    public TestClock Clock => (TestClock)_services.GetRequiredService<TimeProvider>();
    public LogLines Log => _services.GetRequiredService<LogLines>();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<Bot> StartAsync(params (string Key, string? Value)[] settings)
    {
        var issuers = await OpenIdServer.StartAsync();
        issuers.Publish("channel", TestKey.First.Published(["msteams", "webchat"]), TestKey.Second.Published(null));
        issuers.Publish("entra", TestKey.First.Published(null, "https://login.microsoftonline.com/{tenantid}/v2.0"));
        (string, string?)[] defaults =
        [
            ("MicrosoftAppId", AppId), ("MicrosoftAppPassword", "secret"),
            ("ToBotFromChannelOpenIdMetadataUrl", issuers.Metadata("channel")), ("ToBotFromEmulatorOpenIdMetadataUrl", issuers.Metadata("entra")),
        ];
        return new Bot(issuers, Provider([.. defaults, .. settings]));
    }

    public static ServiceProvider Provider(params IEnumerable<(string Key, string? Value)> settings)
    {
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in settings) values[key] = value;
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(new TestClock()).AddSingleton<LogLines>();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Debug)).AddSingleton<ILoggerProvider>(provider => provider.GetRequiredService<LogLines>());
        services.AddChannelAuthentication(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
        return services.BuildServiceProvider();
    }

    /// <summary>A channel token that is good for an hour from now.</summary>
    public Mint ChannelToken() => Timed(new Mint().With("iss", ChannelIssuer).With("aud", AppId).With("serviceurl", ServiceUrl));

    /// <summary>A token of the Emulator: this bot's own, from Entra ID.</summary>
    public Mint EmulatorToken() => Timed(new Mint().With("iss", EntraIssuer).With("aud", AppId).With("ver", "2.0").With("azp", AppId));

    /// <summary>A token of another bot, made for this one.</summary>
    public Mint SkillToken() => EmulatorToken().With("azp", OtherBot);

    public Task<InboundVerdict> AskAsync(Mint token, Activity? activity = null) => AskAsync($"Bearer {token.Token()}", activity);

    public async Task<InboundVerdict> AskAsync(string? header, Activity? activity = null, ConnectionFacts? connection = null) =>
        await Check.CheckAsync(header, activity ?? TeamsMessage(), connection ?? Afar, Ct);

    public static Activity TeamsMessage(string? serviceUrl = ServiceUrl, string? channelId = ChannelIds.Teams) => new()
    {
        Type = ActivityTypes.Message,
        Id = "1",
        ChannelId = channelId,
        ServiceUrl = serviceUrl,
        Conversation = new() { Id = "a:1", TenantId = Tenant },
        From = new() { Id = "29:1" },
        Text = "vpn drops",
    };

    public long At(TimeSpan fromNow) => (Clock.GetUtcNow() + fromNow).ToUnixTimeSeconds();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Issuers.DisposeAsync();
    }

    private Mint Timed(Mint mint) => mint.With("nbf", At(TimeSpan.FromMinutes(-1))).With("exp", At(TimeSpan.FromHours(1)));
}
