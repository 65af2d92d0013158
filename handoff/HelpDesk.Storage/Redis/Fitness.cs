namespace HelpDesk.Storage.Redis;

/// <summary>What INFO says about a Redis, and whether a desk may trust it. Looked at again after every reconnect: it may have come back with other settings.</summary>
internal sealed class Fitness(string info)
{
    private static readonly Version Oldest = new(6, 2);

    private readonly Dictionary<string, string> _facts = info.Split('\n')
        .Select(line => line.TrimEnd('\r').Split(':', 2)).Where(pair => pair.Length == 2)
        .GroupBy(pair => pair[0], StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First()[1], StringComparer.Ordinal);

    public string VersionText => Fact("redis_version");

    public bool Loading => Fact("loading") == "1";

    private bool IsDurable => Fact("aof_enabled") == "1";

    /// <exception cref="StoreException">The first reason why not, with what to change.</exception>
    public void Demand(string where, bool allowLoss)
    {
        if (!Version.TryParse(VersionText, out var version) || version < Oldest)
            throw Unfit($"Redis at {where} is version {VersionText}; {Oldest} is the oldest that works. Update it.");
        if (Fact("cluster_enabled") == "1")
            throw Unfit($"Redis at {where} is a cluster. Name a Redis without cluster mode in Store:Redis.");
        if (Fact("role") is "slave" or "replica")
            throw new StoreException($"Redis at {where} is a read-only replica. Name the primary in Store:Redis, or make this one the primary.", null, StoreTrouble.ReadOnly);
        if (Evicts)
            throw Unfit($"Redis at {where} throws data away when it is full (maxmemory-policy {Fact("maxmemory_policy")}). Set maxmemory-policy noeviction.");
        if (!IsDurable && !allowLoss)
            throw Unfit($"Redis at {where} keeps nothing when it stops (appendonly no). Set appendonly yes and appendfsync always, or accept the loss with Store:AllowLoss=true.");
    }

    /// <summary>Without a limit nothing is thrown away, whatever the policy; a limit may be set at any time, so the policy counts all the same.</summary>
    private bool Evicts => Fact("maxmemory_policy") is not ("noeviction" or "");

    private string Fact(string name) => _facts.GetValueOrDefault(name, "");

    private static StoreException Unfit(string message) => new(message, null, StoreTrouble.Unfit);
}
