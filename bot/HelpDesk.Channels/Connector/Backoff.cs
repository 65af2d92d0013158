namespace HelpDesk.Channels.Connector;

/// <summary>How long to wait before a send is tried again.</summary>
internal static class Backoff
{
    private const int MostDoublings = 30;

    /// <summary>The channel's own wish, or a wait that doubles with each try; a part is left to chance so that what failed together does not come back together.</summary>
    /// <param name="tries">How often it has been tried, from 1.</param>
    /// <param name="asked">The channel's <c>Retry-After</c>; it is never cut short.</param>
    /// <param name="chance">From 0 to 1.</param>
    public static TimeSpan Wait(TimeSpan first, TimeSpan longest, int tries, TimeSpan? asked, double chance)
    {
        if (asked is { } wish)
            return wish + first * chance;
        var doubled = Math.Min(first.Ticks * Math.Pow(2, Math.Min(tries - 1, MostDoublings)), longest.Ticks);
        return TimeSpan.FromTicks((long)(doubled * (0.5 + chance / 2)));
    }
}
