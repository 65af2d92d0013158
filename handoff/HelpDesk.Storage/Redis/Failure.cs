using StackExchange.Redis;

namespace HelpDesk.Storage.Redis;

/// <summary>Turns what Redis and its client say into what an operator can act on.</summary>
internal static class Failure
{
    private const string DocsHint = "docs/operator.md tells the settings.";

    public static AttemptFailedException Of(RedisServerException e, string where)
    {
        var (trouble, passes, text) = Explain(e.Message, where);
        return new AttemptFailedException(new StoreException($"{text} (Redis: {FirstLine(e.Message)})", e, trouble), mayHaveArrived: false, passes);
    }

    public static AttemptFailedException Of(RedisConnectionException e, string where)
    {
        if (IsRefusedPassword(e)) return new AttemptFailedException(Password(e, where), mayHaveArrived: false, passes: false);
        var neverSent = e.FailureType is ConnectionFailureType.UnableToResolvePhysicalConnection or ConnectionFailureType.UnableToConnect;
        return new AttemptFailedException(Unreachable(where, e), mayHaveArrived: !neverSent, passes: true);
    }

    public static AttemptFailedException NoAnswer(string where, TimeSpan within, Exception e) =>
        new(new StoreException($"Redis at {where} did not answer within {within.TotalSeconds:0.#} seconds. Check the network and the load of Redis.", e, StoreTrouble.Unreachable), mayHaveArrived: true, passes: true);

    public static StoreException Unreachable(string where, Exception? e) =>
        new($"Redis at {where} cannot be reached. Start it, or correct Store:Redis (host:port,password=…,ssl=true).", e, StoreTrouble.Unreachable);

    /// <summary>It was sent and no answer came until the patience ended.</summary>
    public static StoreException Open(StoreException last) =>
        new($"{last.Message} Whether this commit was written is not known.", last, last.Trouble);

    private static StoreException Password(Exception e, string where) =>
        new($"Redis at {where} refuses the password, or with ssl=true its certificate is not trusted. Correct password=… in Store:Redis (leave it out where Redis has none), or trust the certificate's authority on this machine.", e, StoreTrouble.AccessDenied);

    /// <summary>The client tells it in the text alone, its own or that of what caused it.</summary>
    private static bool IsRefusedPassword(Exception? e)
    {
        for (; e is not null; e = e.InnerException)
        {
            if (e is RedisConnectionException { FailureType: ConnectionFailureType.AuthenticationFailure } || IsAbout(e.Message, "AuthenticationFailure", "NOAUTH", "WRONGPASS"))
                return true;
        }
        return false;
    }

    private static (StoreTrouble Trouble, bool Passes, string Text) Explain(string error, string where) => error switch
    {
        _ when IsAbout(error, "OOM") => (StoreTrouble.Full, false, $"Redis at {where} is full. Raise its maxmemory, or free some; nothing of this commit was written."),
        _ when IsAbout(error, "MISCONF") => (StoreTrouble.Full, false, $"Redis at {where} cannot write to its disk. Free some space or mend the disk; nothing of this commit was written."),
        _ when IsAbout(error, "READONLY") => (StoreTrouble.ReadOnly, false, $"Redis at {where} is a read-only replica. Name the primary in Store:Redis, or make this one the primary."),
        _ when IsAbout(error, "NOAUTH", "WRONGPASS") => (StoreTrouble.AccessDenied, false, $"Redis at {where} refuses the password. Correct password=… in Store:Redis."),
        _ when IsAbout(error, "NOPERM") => (StoreTrouble.AccessDenied, false, $"Redis at {where} does not allow this account all it needs. {DocsHint}"),
        _ when IsAbout(error, "RESTORING") => (StoreTrouble.Restoring, false, $"A backup is being restored into this desk of Redis at {where}, or such a restore broke off. Wait for it, or run it again with --replace."),
        _ when IsAbout(error, "CLUSTERDOWN", "CROSSSLOT", "MOVED") => (StoreTrouble.Unfit, false, $"Redis at {where} is a cluster. Name a Redis without cluster mode in Store:Redis."),
        _ when IsAbout(error, "LOADING") => (StoreTrouble.Unreachable, true, $"Redis at {where} is still loading its data. Wait for it."),
        _ when IsAbout(error, "BUSY", "MASTERDOWN", "NOREPLICAS", "TRYAGAIN") => (StoreTrouble.Unreachable, true, $"Redis at {where} cannot take commits at the moment. Look at its log."),
        _ => (StoreTrouble.Broken, false, $"Redis at {where} could not do this."),
    };

    /// <summary>Redis begins errors with a code; inside a script's error, older ones have it after a dash.</summary>
    private static bool IsAbout(string error, params ReadOnlySpan<string> codes)
    {
        foreach (var code in codes)
        {
            if (error.StartsWith(code, StringComparison.Ordinal) || error.Contains(" " + code, StringComparison.Ordinal) || error.Contains("-" + code, StringComparison.Ordinal))
                return true;
        }
        return false;
    }

    private static string FirstLine(string text) => text.Split('\r', '\n')[0];
}
