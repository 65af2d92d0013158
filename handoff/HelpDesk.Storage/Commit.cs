using System.Collections.Immutable;
using NodaTime;

namespace HelpDesk.Storage;

/// <summary>Checks and writes that stand or fall together. <paramref name="Now"/> is the caller's clock: an expired document counts as absent.</summary>
public sealed record Commit(Instant Now)
{
    public ImmutableArray<Check> Checks { get; init; } = [];

    /// <summary>Applied in order. Several appends to one stream are allowed; a document may be written once.</summary>
    public ImmutableArray<Write> Writes { get; init; } = [];
}

/// <summary>What must be true of the store at the moment of the commit.</summary>
public abstract record Check
{
    private Check() { }

    /// <summary>The stream's newest version is exactly this; 0 means that it has no events.</summary>
    public sealed record StreamAt(StreamId Stream, long Version) : Check;

    /// <summary>The document's version is exactly this; 0 means that there is none (or it has expired).</summary>
    public sealed record DocumentAt(DocumentKey Key, long Version) : Check;
}

public abstract record Write
{
    private Write() { }

    /// <summary>Appends at the end of a stream, whatever its version; add a <see cref="Check.StreamAt"/> to demand one.</summary>
    public sealed record Append(StreamId Stream, ImmutableArray<NewEvent> Events) : Write;

    /// <summary>Creates or replaces a document; its version grows by 1 and starts again at 1 after a delete or an expiry.</summary>
    public sealed record Put(DocumentKey Key, ReadOnlyMemory<byte> Json, Instant? Expires = null) : Write;

    /// <summary>Removes a document; no error where there is none.</summary>
    public sealed record Delete(DocumentKey Key) : Write;

    /// <summary>
    /// Replaces the JSON of one event; its type, schema, time, version and position stay, and everybody who reads it from now on reads the new form. Nothing
    /// happens where the stream is shorter. The feed does not move: where readers keep copies, an event in the same commit tells them.
    /// </summary>
    /// <param name="Version">From 1.</param>
    public sealed record Redact(StreamId Stream, long Version, ReadOnlyMemory<byte> Json) : Write;
}

public abstract record CommitResult
{
    private CommitResult() { }

    /// <summary>Everything was written and survives a crash. <paramref name="Position"/> is that of the last event appended, 0 where none was.</summary>
    public sealed record Committed(long Position) : CommitResult;

    /// <summary>Nothing was written because <paramref name="Failed"/> did not hold.</summary>
    public sealed record Conflict(Check Failed) : CommitResult;
}
