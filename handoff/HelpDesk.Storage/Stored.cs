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

/// <summary>The store cannot do its work: disk, lock, schema. The message says what to do about it and is safe to print.</summary>
public sealed class StoreException(string message, Exception? inner = null) : Exception(message, inner);
