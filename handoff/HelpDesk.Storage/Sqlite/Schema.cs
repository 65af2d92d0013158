namespace HelpDesk.Storage.Sqlite;

/// <summary>The tables, and the steps from one version to the next. Text is UTF-8 compared byte by byte, which is code point order.</summary>
internal static class Schema
{
    public const int Version = 1;

    /// <summary>"HDSK", in the file's header: tells our files from other programs'.</summary>
    private const int ApplicationId = 0x4844534B;

    private const string Tables = """
        CREATE TABLE streams (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            version INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE events (
            position INTEGER PRIMARY KEY,
            stream INTEGER NOT NULL,
            version INTEGER NOT NULL,
            type TEXT NOT NULL,
            schema INTEGER NOT NULL,
            at INTEGER NOT NULL,
            json BLOB NOT NULL,
            UNIQUE (stream, version)
        ) STRICT;
        CREATE TABLE documents (
            collection TEXT NOT NULL,
            id TEXT NOT NULL,
            version INTEGER NOT NULL,
            expires INTEGER,
            json BLOB NOT NULL,
            UNIQUE (collection, id)
        ) STRICT;
        CREATE INDEX documents_by_expiry ON documents (expires) WHERE expires IS NOT NULL;
        """;

    /// <summary>Opens the file and creates it when missing; refuses what is not ours or newer than this program.</summary>
    public static Database Open(string path)
    {
        if (!File.Exists(path))
            CreateAside(path);
        var database = Database.OpenOrCreate(path);
        try
        {
            if (Found(database) == 0)
                Create(database);
            return database;
        }
        catch (StoreException)
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Makes the file under another name and renames it when it is whole. Processes that start together would otherwise meet while one
    /// switches the file to the write-ahead log, and SQLite refuses the others at once instead of letting them wait.
    /// </summary>
    private static void CreateAside(string path)
    {
        var aside = $"{path}.{Guid.NewGuid():N}.new";
        try
        {
            using (var database = Database.OpenOrCreate(aside))
                Create(database);
            File.Move(aside, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another process was first, or something else has the name: opening it will tell.
        }
        finally
        {
            File.Delete(aside);
        }
    }

    private static void Create(Database database)
    {
        RestrictToOwner(database.Path);
        database.Execute("PRAGMA journal_mode = WAL");
        database.Execute($"BEGIN IMMEDIATE; {Tables} PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Version}; COMMIT");
    }

    private static long Found(Database database)
    {
        var version = database.QueryInt64("PRAGMA user_version");
        var application = database.QueryInt64("PRAGMA application_id");
        var empty = database.QueryInt64("SELECT count(*) FROM sqlite_schema") == 0;
        if (!empty && application != ApplicationId)
            throw new StoreException($"{database.Path} belongs to another program. Move it away, or set Data:Path to another folder.");
        if (version > Version)
            throw new StoreException($"{database.Path} was written by a newer HelpDesk (schema {version}; this one knows {Version}). Run the newer one, or restore a backup of the time before.");
        return version;
    }

    private static void RestrictToOwner(string path)
    {
        // By name, not by handle: closing any handle of the file would drop SQLite's locks on it. The log files inherit the mode.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
