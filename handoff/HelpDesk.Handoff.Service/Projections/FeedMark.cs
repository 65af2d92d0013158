using System.Globalization;
using HelpDesk.Storage;
using HelpDesk.Storage.Sqlite;

namespace HelpDesk.Handoff.Service.Projections;

/// <summary>How far the feed was folded, and which event was there: another store, or one restored from a copy, has another one at that position.</summary>
internal readonly record struct FeedMark(long Position, string Event)
{
    public static readonly FeedMark Start = new(0, "");

    public static FeedMark Of(StoredEvent stored) => new(stored.Position, string.Create(
        CultureInfo.InvariantCulture, $"{stored.Stream.Value}#{stored.Version} {stored.Type} {stored.At.ToUnixTimeTicks()}"));

    /// <summary>Does this store's feed go on from here?</summary>
    public async Task<bool> IsOfAsync(IStore store, CancellationToken ct)
    {
        if (Position == 0) return true;
        var there = await store.ReadFeedAsync(Position - 1, 1, ct);
        return there.Count == 1 && Of(there[0]) == this;
    }
}

internal static class Checkpoints
{
    public static FeedMark Read(Database database)
    {
        using var statement = database.Prepare("SELECT position, mark FROM checkpoint");
        using var use = statement.Begin();
        return statement.Step() ? new(statement.Int64(0), statement.Text(1)) : FeedMark.Start;
    }
}
