using System.Text.Json;
using HelpDesk.Storage;
using NodaTime;

namespace HelpDesk.Channels.Turns;

/// <summary>
/// What a receipt checks and remembers of its ways to be recognised. The checks are those of the commit itself: no read beforehand, and no
/// second process in between.
/// </summary>
internal sealed class SeenActivities
{
    public static readonly SeenActivities None = new();
    private readonly List<Entry> _entries = [];

    public SeenActivities(IncomingTurn incoming, Duration window)
    {
        foreach (var same in incoming.SameAs)
            _entries.Add(new(TurnDocuments.Seen(incoming.Conversation, same.Key), same.Window ?? window, same.Apart));
    }

    private SeenActivities() { }

    public IEnumerable<Check> Checks => _entries.Select(entry => new Check.DocumentAt(entry.Key, entry.Version));

    public IEnumerable<Write> Writes(string id, long version, Instant now)
    {
        if (_entries.Count == 0)
            return [];
        var record = JsonSerializer.SerializeToUtf8Bytes(new SeenRecord(id, version, now.ToUnixTimeMilliseconds()), TurnJson.Default.SeenRecord);
        return _entries.Select(entry => new Write.Put(entry.Key, record, now + entry.Window));
    }

    /// <summary>What came earlier, where this is the same; null where it only looks so, and may be stored over it.</summary>
    public ReceivedActivity? Repeats(StoredDocument earlier, Instant now)
    {
        var at = _entries.FindIndex(entry => entry.Key == earlier.Key);
        if (at < 0)
            return null;
        var record = JsonSerializer.Deserialize(earlier.Json.Span, TurnJson.Default.SeenRecord)!;
        if (_entries[at].Apart == Duration.Zero || now - Instant.FromUnixTimeMilliseconds(record.At) >= _entries[at].Apart)
            return new(record.Id, record.Version, Repeated: true);
        _entries[at] = _entries[at] with { Version = earlier.Version };
        return null;
    }

    /// <param name="Version">Of the document that may be written over; 0 where there must be none.</param>
    private sealed record Entry(DocumentKey Key, Duration Window, Duration Apart, long Version = 0);
}
