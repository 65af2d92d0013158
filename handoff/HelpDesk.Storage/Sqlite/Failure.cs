using SQLitePCL;

namespace HelpDesk.Storage.Sqlite;

/// <summary>Turns SQLite's result codes into what an operator can act on.</summary>
internal static class Failure
{
    private const int PrimaryMask = 0xFF;

    public static StoreException Of(int code, string? detail, string path) =>
        new(Explain(code & PrimaryMask, path) + $" (SQLite {code}: {detail})", null, Trouble(code & PrimaryMask));

    private static StoreTrouble Trouble(int code) => code switch
    {
        raw.SQLITE_FULL => StoreTrouble.Full,
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => StoreTrouble.Unreachable,
        raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_AUTH or raw.SQLITE_CANTOPEN => StoreTrouble.ReadOnly,
        _ => StoreTrouble.Broken,
    };

    private static string Explain(int code, string path) => code switch
    {
        raw.SQLITE_FULL => $"The disk that holds {path} is full. Free some space; nothing of this commit was written.",
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED =>
            $"Another process has been writing to {path} for over {Database.BusyTimeout.TotalSeconds:0} seconds. Wait for it to finish, or end it.",
        raw.SQLITE_NOTADB => $"{path} is not a HelpDesk store. Move it away, or set Data:Path to another folder.",
        raw.SQLITE_CORRUPT => $"{path} is damaged. Restore the newest backup.",
        raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_AUTH or raw.SQLITE_CANTOPEN =>
            $"{path} cannot be opened for writing. Give the account that runs HelpDesk write access to the file and its folder.",
        raw.SQLITE_IOERR => $"Reading or writing {path} failed. Check the disk; whether this commit was written is known after the next start.",
        _ => $"{path} could not be used.",
    };
}
