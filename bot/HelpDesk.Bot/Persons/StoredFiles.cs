using HelpDesk.Channels.Persons;
using HelpDesk.Handoff.Service.Persons;
using HelpDesk.Storage;

namespace HelpDesk.Bot.Persons;

/// <summary>The folder of uploaded files, each under the hash of its content. A file goes only when nothing that stays names it: two people may have sent the same.</summary>
internal sealed class StoredFiles(IStore store, string folder)
{
    public static IReadOnlyList<(string Hash, string Name)> NamedBy(StoredEvent stored) => [.. ConversationEraser.FilesOf(stored), .. TicketEraser.FilesOf(stored)];

    /// <summary>Null where it is not there.</summary>
    public FileInfo? Find(string hash)
    {
        if (hash.Length != 64 || !hash.All(char.IsAsciiHexDigitLower)) return null;
        var file = new FileInfo(Path.Combine(folder, hash[..2], hash));
        return file.Exists ? file : null;
    }

    /// <summary>
    /// Deletes the files that only what is about to be redacted names. Before the redaction, not after: were it broken off in between, nobody would know any more
    /// which files they were.
    /// </summary>
    /// <param name="wanted">Hashes of the files that the redacted events name.</param>
    /// <param name="rewrite">What becomes of each event; null where it stays as it is.</param>
    /// <param name="ct">Ends it early.</param>
    /// <returns>How many files were deleted.</returns>
    public async Task<int> DeleteAsync(IReadOnlySet<string> wanted, Func<StoredEvent, byte[]?> rewrite, CancellationToken ct)
    {
        var gone = new HashSet<string>(wanted.Where(hash => Find(hash) is not null), StringComparer.Ordinal);
        if (gone.Count == 0) return 0;
        await foreach (var stored in store.FeedAsync(ct))
        {
            if (NamedBy(stored) is not { Count: > 0 } named) continue;
            var after = rewrite(stored) is { } json ? NamedBy(stored with { Json = json }) : named;
            gone.ExceptWith(after.Select(f => f.Hash));
        }
        foreach (var hash in gone) Find(hash)?.Delete();
        return gone.Count;
    }
}
