using HelpDesk.Bot.Hosting;
using HelpDesk.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace HelpDesk.Bot.Commands;

/// <summary>What a search looks into, which it never changes: the store where there is one, else the configured articles in a folder that goes away again.</summary>
internal sealed class SearchedStore(IConfiguration configuration) : IDisposable
{
    private string? _temporary;

    public async Task<SqliteStore> OpenAsync(CancellationToken ct)
    {
        var folder = configuration.Read<DataOptions>(DataOptions.Section).FullPath;
        if (File.Exists(Path.Combine(folder, SqliteStore.FileName))) return await OpenAsync(folder, ct);
        await Console.Error.WriteLineAsync($"There is no store in {folder} yet; this is what the configured articles answer.");
        _temporary = Directory.CreateTempSubdirectory("helpdesk-search-").FullName;
        var store = await OpenAsync(_temporary, ct);
        var sources = Options.Create(configuration.Read<KnowledgeOptions>(KnowledgeOptions.Section));
        await new KnowledgeStart(store, TimeProvider.System, sources, NullLogger<KnowledgeStart>.Instance).RunAsync(ct);
        return store;
    }

    public void Dispose()
    {
        if (_temporary is not null) Directory.Delete(_temporary, recursive: true);
    }

    private static Task<SqliteStore> OpenAsync(string folder, CancellationToken ct) =>
        SqliteStore.OpenAsync(folder, StoreAccess.Command, TimeProvider.System, null, ct);
}
