namespace HelpDesk.Storage.Redis;

/// <summary>Which Redis, and which desk in it.</summary>
/// <param name="Connection">StackExchange.Redis's connection string: <c>host:6379,password=…,ssl=true</c>.</param>
/// <param name="Desk">The hash tag of all keys: 1 to 60 letters, digits, dots, dashes and underscores. Desks of one Redis know nothing of each other.</param>
/// <param name="AllowLoss">Accept a Redis that writes nothing to a disk: what it acknowledged dies with it.</param>
public sealed record RedisStoreOptions(string Connection, string Desk = RedisStoreOptions.DefaultDesk, bool AllowLoss = false)
{
    public const string DefaultDesk = "main";

    /// <summary>Host and port, never the password.</summary>
    public string Where => Connection.Split(',').FirstOrDefault(part => !part.Contains('=', StringComparison.Ordinal))?.Trim() ?? "";

    /// <summary>A record would print its password.</summary>
    public override string ToString() => $"{Where}, desk {Desk}";

    /// <summary>How long a commit is tried again while Redis is away. One that was never sent then fails as not written; of one that was sent the outcome is open.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a read is tried again while Redis is away.</summary>
    public TimeSpan ReadPatience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>After this long without an answer a connection is given up and a new one made.</summary>
    public TimeSpan AnswerWithin { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long another node's commit may stay unnoticed when its message was lost.</summary>
    public TimeSpan LookInterval { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How many batches of commits are on their way at once. Each waits for its own answer.</summary>
    public int Lanes { get; init; } = 3;
}
