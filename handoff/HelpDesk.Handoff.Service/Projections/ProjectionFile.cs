using HelpDesk.Storage;
using HelpDesk.Storage.Sqlite;

namespace HelpDesk.Handoff.Service.Projections;

/// <summary>One file of the projection, open: one connection that writes, a few that read.</summary>
internal sealed class ProjectionFile : IAsyncDisposable
{
    public const string Name = "tickets.db";
    private readonly ReaderPool<ProjectionReader> _readers;
    private volatile bool _isDamaged;

    private ProjectionFile(string path)
    {
        Writer = new ProjectionWriter(Database.OpenOrCreate(path), Database.OpenForReading(path));
        _readers = new ReaderPool<ProjectionReader>(typeof(ProjectionFile), () => new ProjectionReader(Database.OpenForReading(path)));
    }

    public ProjectionWriter Writer { get; }

    /// <summary>Something that was read from it made no sense.</summary>
    public bool IsDamaged => _isDamaged || Writer.IsDamaged;

    /// <summary>The file as it is, or a new one where there is none, where it is another version's, or where it is no such file at all.</summary>
    public static ProjectionFile OpenOrCreate(string folder)
    {
        var path = Path.Combine(folder, Name);
        if (File.Exists(path) && TryOpen(path) is { } open) return open;
        Delete(path);
        using (var database = Database.OpenOrCreate(path))
        {
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            database.Execute("PRAGMA journal_mode = WAL");
            database.Execute($"BEGIN IMMEDIATE; {ProjectionSchema.Sql} PRAGMA application_id = {ProjectionSchema.ApplicationId}; PRAGMA user_version = {ProjectionSchema.Version}; COMMIT");
        }
        return new ProjectionFile(path);
    }

    public Task<T> ReadAsync<TArgument, T>(TArgument argument, Func<ProjectionReader, TArgument, T> read, CancellationToken ct) =>
        _readers.ReadAsync((Pool: this, argument, read), static (reader, a) => a.Pool.Watch(reader, a.argument, a.read), ct);

    public static void Delete(string path)
    {
        foreach (var ending in new[] { "", "-wal", "-shm" })
            File.Delete(path + ending);
    }

    public async ValueTask DisposeAsync()
    {
        await _readers.DisposeAsync();
        Writer.Dispose();
    }

    private T Watch<TArgument, T>(ProjectionReader reader, TArgument argument, Func<ProjectionReader, TArgument, T> read)
    {
        try
        {
            return read(reader, argument);
        }
        finally
        {
            if (reader.IsDamaged) _isDamaged = true;
        }
    }

    private static ProjectionFile? TryOpen(string path)
    {
        try
        {
            using (var database = Database.OpenOrCreate(path))
                if (database.QueryInt64("PRAGMA application_id") != ProjectionSchema.ApplicationId || database.QueryInt64("PRAGMA user_version") != ProjectionSchema.Version)
                    return null;
            return new ProjectionFile(path);
        }
        catch (StoreException)
        {
            return null; // Whatever is wrong with it, a new one is as good.
        }
    }
}
