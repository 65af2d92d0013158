using HelpDesk.Bot.Hosting;
using HelpDesk.Storage;
using HelpDesk.Storage.Sqlite;

namespace HelpDesk.Bot.Commands;

/// <summary>The desk that a command works on, on either store, beside a running host or without one.</summary>
internal sealed record DeskStore(IStore Store, StoreChoice Choice, IConfiguration Configuration)
{
    /// <summary>Who did it, in the audit: whoever may run commands here.</summary>
    public const string Operator = "operator";

    /// <summary>Where people reach the host, without a slash at the end.</summary>
    public string Address => (Configuration["DirectLine:PublicUrl"] ?? Configuration["Urls"]?.Split(';')[0] ?? "http://localhost:3978").TrimEnd('/');

    /// <summary>Opens what the settings name; an error where there is no desk yet.</summary>
    public static Task<int> RunAsync(string[] settings, Func<DeskStore, Task<int>> run, CancellationToken ct) => ErrorReport.GuardAsync(async () =>
    {
        var configuration = AppConfiguration.Build(settings);
        SettingsCheck.Demand(configuration);
        var choice = new StoreChoice(configuration);
        if (!choice.Exists)
            return ErrorReport.Fail($"There is no store in {choice.Folder}. Start the host once, run this where it runs, or name its folder with --Data:Path or its Redis with --Store:Redis.");
        await using var store = await choice.OpenAsync(StoreAccess.Command, ct);
        return await run(new(store, choice, configuration));
    });
}
