using System.Text;

namespace HelpDesk.Storage;

/// <summary>What every adapter accepts. A breach is a bug of the caller and throws <see cref="ArgumentException"/>; that a payload is well-formed JSON is taken on trust.</summary>
public static class CommitRules
{
    public const int MaxIdCharacters = 400;
    public const int MaxNameCharacters = 100;
    public const int MaxJsonBytes = 8 * 1024 * 1024;

    /// <summary>Refuses a commit with an id, name or payload outside the limits, or with two writes of one document.</summary>
    /// <exception cref="ArgumentException">Names the field.</exception>
    public static void Demand(Commit commit)
    {
        ArgumentNullException.ThrowIfNull(commit);
        DemandArray(commit.Checks.IsDefault, nameof(commit.Checks));
        DemandArray(commit.Writes.IsDefault, nameof(commit.Writes));
        foreach (var check in commit.Checks)
            Demand(check);
        foreach (var write in commit.Writes)
            Demand(write);
        DemandEachDocumentOnce(commit);
    }

    public static void Demand(StreamId stream) => DemandText(stream.Value, MaxIdCharacters, nameof(StreamId));

    public static void Demand(DocumentKey key)
    {
        DemandCollection(key.Collection);
        DemandText(key.Id, MaxIdCharacters, nameof(DocumentKey.Id));
    }

    public static void DemandCollection(string collection) => DemandText(collection, MaxNameCharacters, nameof(DocumentKey.Collection));

    private static void Demand(Check check)
    {
        switch (check)
        {
            case Check.StreamAt at: Demand(at.Stream); break;
            case Check.DocumentAt at: Demand(at.Key); break;
            default: throw new ArgumentException("A check is missing.", nameof(check));
        }
    }

    private static void Demand(Write write)
    {
        switch (write)
        {
            case Write.Append append: DemandEvents(append); break;
            case Write.Put put: Demand(put.Key); DemandJson(put.Json); break;
            case Write.Delete delete: Demand(delete.Key); break;
            case Write.Redact redact: DemandRedact(redact); break;
            default: throw new ArgumentException("A write is missing.", nameof(write));
        }
    }

    private static void DemandEvents(Write.Append append)
    {
        Demand(append.Stream);
        DemandArray(append.Events.IsDefault, nameof(append.Events));
        foreach (var @event in append.Events)
        {
            DemandText(@event.Type, MaxNameCharacters, nameof(@event.Type));
            DemandJson(@event.Json);
        }
    }

    private static void DemandRedact(Write.Redact redact)
    {
        Demand(redact.Stream);
        if (redact.Version < 1) throw new ArgumentException("A stream's versions start at 1.", nameof(redact));
        DemandJson(redact.Json);
    }

    private static void DemandEachDocumentOnce(Commit commit)
    {
        HashSet<DocumentKey>? seen = null;
        foreach (var write in commit.Writes)
        {
            var key = write switch { Write.Put put => put.Key, Write.Delete delete => delete.Key, _ => default };
            if (key.Id is not null && !(seen ??= []).Add(key))
                throw new ArgumentException("A commit may write a document only once.", nameof(commit));
        }
    }

    private static void DemandText(string? text, int max, string field)
    {
        if (string.IsNullOrEmpty(text) || text.Length > max)
            throw new ArgumentException($"{field} must have 1 to {max} characters.", field);
        if (text.Contains('\0', StringComparison.Ordinal))
            throw new ArgumentException($"{field} must not contain a NUL character.", field);
        if (text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') && !IsWellFormed(text))
            throw new ArgumentException($"{field} must not contain half a surrogate pair: in UTF-8 two such ids would become one.", field);
    }

    private static bool IsWellFormed(string text)
    {
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var length) != System.Buffers.OperationStatus.Done)
                return false;
            rest = rest[length..];
        }
        return true;
    }

    private static void DemandJson(ReadOnlyMemory<byte> json)
    {
        if (json.IsEmpty || json.Length > MaxJsonBytes)
            throw new ArgumentException($"Json must have 1 to {MaxJsonBytes} bytes.", nameof(json));
    }

    private static void DemandArray(bool isDefault, string field)
    {
        if (isDefault)
            throw new ArgumentException($"{field} must not be a default array.", field);
    }
}
