namespace HelpDesk.Storage.Sqlite;

/// <summary>How a process opens the store.</summary>
public enum StoreAccess
{
    /// <summary>The one long-running process of a folder; a second one is refused.</summary>
    Host,

    /// <summary>A short-lived process that reads and writes, beside a running host or without one.</summary>
    Command,
}
