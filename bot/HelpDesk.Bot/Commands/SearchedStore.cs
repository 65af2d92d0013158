using HelpDesk.Bot.Hosting;
using HelpDesk.Storage;
using HelpDesk.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace HelpDesk.Bot.Commands;

/// <summary>What a search looks into, which it never changes: the store where there is one, else the configured articles in a folder that goes away again.</summary>
internal sealed class SearchedStore(IConfiguration configuration) : IDisposable
{
    private string? _temporary;

    public async Task<IStore> OpenAsync(CancellationToken ct)
    {
        var choice = new StoreChoice(configuration);
        if (choice.Exists) return await choice.OpenAsync(StoreAccess.Command, ct);
        await Console.Error.WriteLineAsync($"There is no store in {choice.Folder} yet; this is what the configured articles answer.");
        _temporary = Directory.CreateTempSubdirectory("helpdesk-search-").FullName;
        var store = await SqliteStore.OpenAsync(_temporary, StoreAccess.Command, TimeProvider.System, null, ct);
        var sources = Options.Create(configuration.Read<KnowledgeOptions>(KnowledgeOptions.Section));
        await new KnowledgeStart(store, TimeProvider.System, sources, NullLogger<KnowledgeStart>.Instance).RunAsync(ct);
        return store;
    }

    public void Dispose()
    {
        if (_temporary is not null) Directory.Delete(_temporary, recursive: true);
    }
}
