using NodaTime;

namespace HelpDesk.Storage;

/// <summary>A stream's name, such as <c>conversation/webchat/abc</c>; compared ordinally, 1 to 400 characters, no NUL.</summary>
public readonly record struct StreamId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>A document's collection and id; both compared ordinally; the collection has 1 to 100 characters, the id 1 to 400, no NUL.</summary>
public readonly record struct DocumentKey(string Collection, string Id)
{
    public override string ToString() => $"{Collection}/{Id}";
}

/// <summary>An event to append. <paramref name="Type"/> is a stored name that never follows a class name; <paramref name="Json"/> is UTF-8 JSON of at most 8 MiB.</summary>
public sealed record NewEvent(string Type, int Schema, ReadOnlyMemory<byte> Json, Instant At);

public sealed record StoredEvent(long Position, StreamId Stream, long Version, string Type, int Schema, ReadOnlyMemory<byte> Json, Instant At);

public sealed record StoredDocument(DocumentKey Key, long Version, ReadOnlyMemory<byte> Json, Instant? Expires);

/// <summary>An unstored, lossy message to whoever listens now: typing, presence, "something new in this stream".</summary>
public sealed record Signal(string Topic, ReadOnlyMemory<byte> Payload)
{
    /// <summary>Sent by every store after commits that appended events, here or in another process; the payload is the feed's newest position in ASCII digits.</summary>
    public const string FeedTopic = "feed";
}

/// <summary>What keeps a store from its work, for whoever watches it; the exception's message says what to do.</summary>
public enum StoreTrouble
{
    /// <summary>Something else: a damaged file, a schema of another program, a bug.</summary>
    Broken,

    /// <summary>Nobody answers, or not in time.</summary>
    Unreachable,

    /// <summary>No memory or disk is left for a write; reads may still work.</summary>
    Full,

    /// <summary>Reads work, writes are not allowed: a replica, or a file without write access.</summary>
    ReadOnly,

    /// <summary>The password or the rights are wrong.</summary>
    AccessDenied,

    /// <summary>It is set so that it would lose what it acknowledged, or it is too old.</summary>
    Unfit,

    /// <summary>A backup is being restored into it, or such a restore broke off.</summary>
    Restoring,
}

/// <summary>The store cannot do its work: disk, network, lock, schema. The message says what to do about it and is safe to print.</summary>
public sealed class StoreException(string message, Exception? inner = null, StoreTrouble trouble = StoreTrouble.Broken) : Exception(message, inner)
{
    public StoreTrouble Trouble => trouble;
}
