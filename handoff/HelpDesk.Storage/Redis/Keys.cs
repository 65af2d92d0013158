using StackExchange.Redis;

namespace HelpDesk.Storage.Redis;

/// <summary>The keys of one desk. Its name stands in braces, so that a cluster would keep all of them in one slot. The scripts build the same names.</summary>
internal sealed class Keys(string desk)
{
    /// <summary>Events to a key of the feed; the scripts have the same number.</summary>
    public const int Chunk = 1024;

    public string Prefix { get; } = $"helpdesk:{{{desk}}}:";

    /// <summary>The version of the layout.</summary>
    public RedisKey Layout => Prefix + "layout";

    /// <summary>The position of the feed's newest event.</summary>
    public RedisKey Position => Prefix + "position";

    /// <summary>What the newest batch of a lane was answered; forgotten a day later.</summary>
    public RedisKey Lane(string id) => Prefix + "lane:" + id;

    /// <summary>A list of events; the feed's position of its first is <c>number * Chunk + 1</c>.</summary>
    public RedisKey Events(long number) => Prefix + "events:" + number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A list of the feed's positions; its length is the stream's version.</summary>
    public RedisKey Stream(StreamId stream) => Prefix + "stream:" + stream.Value;

    /// <summary>A hash from id to version, expiry and JSON.</summary>
    public RedisKey Documents(string collection) => Prefix + "documents:" + collection;

    /// <summary>A sorted set without scores: the ids of a collection in byte order.</summary>
    public RedisKey Ids(string collection) => Prefix + "ids:" + collection;

    /// <summary>A set of the names of all collections.</summary>
    public RedisKey Collections => Prefix + "collections";

    /// <summary>The documents that expire, by second.</summary>
    public RedisKey Expiry => Prefix + "expiry";

    /// <summary>There while a backup reads; dies a while after a backup that broke off.</summary>
    public RedisKey Copying => Prefix + "copying";

    /// <summary>What documents were before they were written while a backup reads.</summary>
    public RedisKey Undo => Prefix + "undo";

    /// <summary>There while a backup is restored into this desk; commits are refused.</summary>
    public RedisKey Restoring => Prefix + "restoring";

    /// <summary>Written by health checks.</summary>
    public RedisKey Probe => Prefix + "probe";

    /// <summary>A channel: the feed's newest position.</summary>
    public string FeedChannel => Prefix + "feed";

    /// <summary>A channel: signals of every topic.</summary>
    public string SignalChannel => Prefix + "signals";
}
