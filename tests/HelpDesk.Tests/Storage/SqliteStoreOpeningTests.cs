using HelpDesk.Storage;
using HelpDesk.Storage.Sqlite;

namespace HelpDesk.Tests.Storage;

public sealed class SqliteStoreOpeningTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_missing_folder_is_created_for_its_owner_alone()
    {
        var folder = Path.Combine(_folder.Path, "new", "data");
        await using var store = await OpenAsync(folder);

        Assert.Equal(0, await store.GetFeedPositionAsync(Ct));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, SqliteStore.FileName)));
        }
    }

    [Fact]
    public async Task A_file_in_the_place_of_the_folder_is_named_with_what_to_do()
    {
        var file = Path.Combine(_folder.Path, "data");
        await File.WriteAllTextAsync(file, "in the way", Ct);

        Assert.Contains($"The folder {file} cannot be created", await RefusalAsync(file), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("host.lock", "cannot be written")]
    [InlineData(SqliteStore.FileName, "cannot be opened for writing")]
    public async Task A_folder_in_the_place_of_a_file_is_named_with_what_to_do(string name, string expected)
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, name));

        Assert.Contains(expected, await RefusalAsync(_folder.Path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_and_left_as_it_was()
    {
        var path = Path.Combine(_folder.Path, SqliteStore.FileName);
        var text = string.Concat(Enumerable.Repeat("my holiday photos ", 500));
        await File.WriteAllTextAsync(path, text, Ct);

        Assert.Contains("is not a HelpDesk store", await RefusalAsync(_folder.Path), StringComparison.Ordinal);
        Assert.Equal(text, await File.ReadAllTextAsync(path, Ct));
    }

    [Fact]
    public async Task Another_programs_database_is_refused_and_left_as_it_was()
    {
        using (var other = new RawDatabase(_folder.Path))
            other.Execute("CREATE TABLE photos (id INTEGER)");

        Assert.Contains("belongs to another program", await RefusalAsync(_folder.Path), StringComparison.Ordinal);
        using var after = new RawDatabase(_folder.Path);
        Assert.Equal("photos delete", after.Query("SELECT group_concat(name) || ' ' || (SELECT * FROM pragma_journal_mode) FROM sqlite_schema"));
    }

    [Fact]
    public async Task A_store_of_a_newer_program_is_refused_with_both_versions()
    {
        await (await OpenAsync(_folder.Path)).DisposeAsync();
        using (var newer = new RawDatabase(_folder.Path))
            newer.Execute("PRAGMA user_version = 99");

        Assert.Contains("written by a newer HelpDesk (schema 99; this one knows 1)", await RefusalAsync(_folder.Path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_opening_leaves_the_folder_free()
    {
        var path = Path.Combine(_folder.Path, SqliteStore.FileName);
        await File.WriteAllTextAsync(path, new string('x', 9000), Ct);
        await RefusalAsync(_folder.Path);
        File.Delete(path);

        await using var store = await OpenAsync(_folder.Path);
        Assert.Equal(0, await store.GetFeedPositionAsync(Ct));
    }

    [Fact]
    public async Task A_second_host_of_the_same_process_is_refused_until_the_first_has_closed()
    {
        await using (await OpenAsync(_folder.Path))
            Assert.Contains($"already running on {_folder.Path} (process {Environment.ProcessId})", await RefusalAsync(_folder.Path), StringComparison.Ordinal);

        await using var next = await OpenAsync(_folder.Path);
        Assert.Equal(0, await next.GetFeedPositionAsync(Ct));
    }

    [Fact]
    public async Task Many_commands_that_create_the_store_at_once_all_succeed()
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => OpenAsync(_folder.Path, StoreAccess.Command)));

        foreach (var store in stores)
            await store.DisposeAsync();
        using var after = new RawDatabase(_folder.Path);
        Assert.Equal("ok", after.Query("PRAGMA integrity_check"));
    }

    private static async Task<IStore> OpenAsync(string folder, StoreAccess access = StoreAccess.Host) =>
        await SqliteStore.OpenAsync(folder, access, TimeProvider.System, null, Ct);

    private static async Task<string> RefusalAsync(string folder) =>
        (await Assert.ThrowsAsync<StoreException>(() => OpenAsync(folder))).Message;
}
