using HelpDesk.Storage;
using HelpDesk.Storage.Sqlite;

namespace HelpDesk.Tests.Storage;

public sealed class SqliteStoreTests : StoreContract
{
    private readonly TemporaryFolder _folder = new();

    protected override async Task<IStore> OpenAsync() => await SqliteStore.OpenAsync(_folder.Path, StoreAccess.Host, TimeProvider.System, null, Ct);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }
}
