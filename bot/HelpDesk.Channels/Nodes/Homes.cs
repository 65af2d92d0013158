namespace HelpDesk.Channels.Nodes;

/// <summary>Which of several nodes a key is at home on: the one with the highest hash of both (rendezvous hashing), so that a node that comes or goes moves only its own share.</summary>
internal static class Homes
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    /// <summary>The home among <paramref name="nodes"/>; null where there are none. The same in every process.</summary>
    public static string? Of(string key, IReadOnlyList<string> nodes)
    {
        if (nodes.Count <= 1)
            return nodes.Count == 0 ? null : nodes[0];
        var start = Hash(Offset, key);
        string? home = null;
        ulong highest = 0;
        foreach (var node in nodes)
        {
            var weight = Mixed(Hash(start, node));
            if (home is not null && (weight < highest || (weight == highest && string.CompareOrdinal(node, home) > 0)))
                continue;
            (home, highest) = (node, weight);
        }

        return home;
    }

    // FNV-1a; the framework's own string hash differs from process to process.
    private static ulong Hash(ulong hash, string text)
    {
        foreach (var letter in text.AsSpan())
        {
            hash = (hash ^ (byte)letter) * Prime;
            hash = (hash ^ (byte)(letter >> 8)) * Prime;
        }

        return hash;
    }

    // The last letters of FNV reach the high bits only weakly; without this the nodes' shares would be uneven.
    private static ulong Mixed(ulong hash)
    {
        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
        hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53;
        return hash ^ (hash >> 33);
    }
}
