using HelpDesk.Storage;
using HelpDesk.Storage.Sqlite;
using HelpDesk.Tests.Storage;

namespace HelpDesk.Tests.Bot.Persons;

public sealed class SqlitePersonTests : PersonContract
{
    private readonly TemporaryFolder _folder = new();

    private protected override async Task<IStore> OpenAsync(TimeProvider time) => await SqliteStore.OpenAsync(_folder.Path, StoreAccess.Host, time, null, Ct);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }
}
