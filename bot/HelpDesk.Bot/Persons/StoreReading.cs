using System.Runtime.CompilerServices;
using HelpDesk.Storage;

namespace HelpDesk.Bot.Persons;

/// <summary>Reads the store from one end to the other, page by page.</summary>
internal static class StoreReading
{
    private const int Page = 1000;

    public static async IAsyncEnumerable<StoredEvent> FeedAsync(this IStore store, [EnumeratorCancellation] CancellationToken ct)
    {
        for (long after = 0; await store.ReadFeedAsync(after, Page, ct) is { Count: > 0 } page; after = page[^1].Position)
            foreach (var stored in page) yield return stored;
    }

    public static async IAsyncEnumerable<StoredEvent> StreamAsync(this IStore store, StreamId stream, [EnumeratorCancellation] CancellationToken ct)
    {
        for (long after = 0; await store.ReadStreamAsync(stream, after, Page, ct) is { Count: > 0 } page; after = page[^1].Version)
            foreach (var stored in page) yield return stored;
    }

    public static async IAsyncEnumerable<StoredDocument> AllAsync(this IStore store, string collection, NodaTime.Instant now, [EnumeratorCancellation] CancellationToken ct)
    {
        for (string? after = null; await store.ListAsync(collection, after, Page, now, ct) is { Count: > 0 } page; after = page[^1].Key.Id)
            foreach (var document in page) yield return document;
    }
}
