using System.Globalization;
using System.Threading.RateLimiting;
using HelpDesk.Bot.Accounts;
using HelpDesk.Bot.Conversations;
using HelpDesk.Bot.Pages;
using HelpDesk.Bot.Persons;
using HelpDesk.Bot.Relay;
using HelpDesk.Bot.Resources;
using HelpDesk.Channels.DirectLine;
using HelpDesk.Channels.Messages;
using HelpDesk.Channels.Turns;
using HelpDesk.Handoff.Service;
using HelpDesk.Knowledge;
using HelpDesk.Knowledge.Answers;
using HelpDesk.Storage;
using HelpDesk.Storage.Secrets;
using HelpDesk.Storage.Sqlite;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using NodaTime.Extensions;

namespace HelpDesk.Bot.Hosting;

/// <summary>The one process: opens the store, brings the articles in, serves the channels and pages, and says what it is.</summary>
public static class HelpDeskHost
{
    private const int LargestBody = 256 * 1024;
    private const string StoreLog = "HelpDesk.Storage";

    public static Task<int> RunAsync(string[] settings, CancellationToken ct) => RunAsync(settings, TimeProvider.System, ct);

    /// <param name="time">The machine's clock, or one that goes before or after it.</param>
    public static async Task<int> RunAsync(string[] settings, TimeProvider time, CancellationToken ct)
    {
        // Messages of the program itself are English; what people are told follows their own locale.
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
        SettingsCheck.Demand(AppConfiguration.Build(settings));
        var builder = CreateBuilder(settings);
        // The banner says which store it is; the log only what goes wrong with it.
        using var logging = LoggerFactory.Create(log => log.AddConfiguration(builder.Configuration.GetSection("Logging")).AddConsole().AddFilter(StoreLog, LogLevel.Warning));
        var choice = new StoreChoice(builder.Configuration, logging.CreateLogger(StoreLog));
        await using var store = await choice.OpenAsync(StoreAccess.Host, ct);
        AddServices(builder, store, choice.IsShared, OperatorKey.Open(builder.Configuration.Read<SecretOptions>(SecretOptions.Section), choice.Folder, choice.IsShared), time);
        // A failed start is told once, by the caller.
        var started = false;
        foreach (var category in (string[])["Microsoft.Extensions.Hosting", "Microsoft.AspNetCore.Server.Kestrel"])
            builder.Logging.AddFilter(category, level => started && level >= LogLevel.Warning);

        await using var app = builder.Build();
        // Here a wrong value is one plain line; the host itself would write a page of log first.
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        Map(app);
        await app.Services.GetRequiredService<SigningKeys>().OpenAsync(ct);
        await app.Services.GetRequiredService<FirstAdmin>().BootstrapAsync(app.Services.GetRequiredService<IOptions<AccountOptions>>().Value.BootstrapAdmin, time.GetCurrentInstant(), ct);
        await app.Services.GetRequiredService<KnowledgeStart>().RunAsync(ct);
        await app.StartAsync(ct);
        started = true;
        await PrintAsync(app, choice, time.GetCurrentInstant(), ct);
        await app.WaitForShutdownAsync(ct);
        return 0;
    }

    private static WebApplicationBuilder CreateBuilder(string[] settings)
    {
        // Settings files stand beside the program; the caller's folder decides only where relative paths lead.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = settings, ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
        });
        return builder;
    }

    internal static void AddServices(WebApplicationBuilder builder, IStore store, bool isShared, SecretBox box, TimeProvider time)
    {
        var services = builder.Services;
        var configuration = builder.Configuration;
        services.AddSingleton(store).AddSingleton(time).AddSingleton(box).AddStoredKeys();
        services.AddOptions<DeskOptions>().BindConfiguration(DeskOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<DeskOptions>, DeskOptionsValidator>();
        services.AddOptions<KnowledgeOptions>().BindConfiguration(KnowledgeOptions.Section);
        services.AddSingleton(configuration.Read<KnowledgeOptions>(KnowledgeOptions.Section).ReadSynonyms());
        services.AddKnowledge().AddSingleton<KnowledgeStart>();
        services.AddSingleton<ISentIds, ConnectorIds>().AddSingleton<SentMessages>().AddSingleton<ITurnHandler, HelpDeskTurns>();
        services.Configure<TurnOptions>(turns => turns.Apology = Texts.English.Apology);
        services.AddNodes(isShared, works: provider => provider.GetRequiredService<HandoffOptions>().Role != NodeRole.Desk);
        services.Configure<MessagesOptions>(messages => messages.StillWorking = Texts.English.StillWorking);
        services.AddDirectLine(configuration);
        services.AddMessages(configuration).AddConnector(configuration);
        services.AddHandoff(configuration);
        services.AddRelay();
        services.AddPages();
        services.AddAccounts();
        services.AddRetention();
        services.AddRateLimiter(limits =>
        {
            limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limits.AddPolicy(SetupEndpoints.RateLimit, http => RateLimitPartition.GetFixedWindowLimiter(
                http.Connection.RemoteIpAddress?.ToString() ?? "", _ => new FixedWindowRateLimiterOptions { PermitLimit = 20, Window = TimeSpan.FromMinutes(1) }));
            // Hashing a password costs a tenth of a second of a core: an address that tries many must not take them all.
            limits.AddPolicy(AccountEndpoints.RateLimit, http => RateLimitPartition.GetFixedWindowLimiter(
                http.Connection.RemoteIpAddress?.ToString() ?? "", _ => new FixedWindowRateLimiterOptions { PermitLimit = 60, Window = TimeSpan.FromMinutes(1) }));
            // A person types a few letters a second, and an office shares an address; the search itself takes a fraction of a millisecond.
            limits.AddPolicy(SuggestEndpoint.RateLimit, http => RateLimitPartition.GetFixedWindowLimiter(
                http.Connection.RemoteIpAddress?.ToString() ?? "", _ => new FixedWindowRateLimiterOptions { PermitLimit = 500, Window = TimeSpan.FromSeconds(5) }));
        });
    }

    internal static void Map(WebApplication app)
    {
        app.UseResponseHeaders();
        app.UseRouting();
        app.UseLeaving();
        app.UseRateLimiter();
        app.UseCrossSiteCheck();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapHealth();
        app.MapSetup();
        app.MapChoosePassword();
        app.MapAccount();
        app.MapAccountAdmin();
        app.MapSuggest();
        if (app.Services.GetRequiredService<HandoffOptions>().Role != NodeRole.Desk)
        {
            app.MapDirectLine();
            app.MapMessages();
        }

        app.MapHandoff();
        app.MapDeliveries();
        app.MapPages();
        app.MapConsole();
        app.MapArticleSearch();
    }

    private static async Task PrintAsync(WebApplication app, StoreChoice choice, NodaTime.Instant now, CancellationToken ct)
    {
        var url = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First().TrimEnd('/') + "/";
        var local = string.IsNullOrEmpty(app.Configuration["MicrosoftAppId"]);
        var invitation = await app.Services.GetRequiredService<FirstAdmin>().InviteAsync(now, ct);
        var banner = new StartBanner(
            url, local ? "local: anybody who reaches this address may chat; keep it on this machine" : "connected",
            app.Services.GetRequiredService<HandoffOptions>().Role.ToString().ToLowerInvariant(), choice.Describe(), app.Services.GetRequiredService<KnowledgeBase>().Count,
            local ? $"off, there is no MicrosoftAppId; the Agents Playground may call {url}api/messages" : $"and other channels at {url}api/messages", "off, passwords are reset by people", "off, answers come from the articles as they are written",
            app.Services.GetRequiredService<IOptions<DeskOptions>>().Value.Contact, invitation is null ? null : $"{url}setup/{invitation}");
        foreach (var line in banner.Lines()) Console.WriteLine(line);
    }
}
