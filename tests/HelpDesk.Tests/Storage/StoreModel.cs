using HelpDesk.Storage;
using NodaTime;

namespace HelpDesk.Tests.Storage;

/// <summary>What a store is, without disk, threads or speed: the adapters are compared with it.</summary>
internal sealed class StoreModel
{
    private readonly Dictionary<DocumentKey, (long Version, string Text, Instant? Expires)> _documents = [];

    public List<(StreamId Stream, long Version, string Text)> Feed { get; } = [];

    public CommitResult Commit(Commit commit)
    {
        foreach (var check in commit.Checks)
        {
            var holds = check switch
            {
                Check.StreamAt at => StreamVersion(at.Stream) == at.Version,
                Check.DocumentAt at => (Get(at.Key, commit.Now)?.Version ?? 0) == at.Version,
                _ => throw new InvalidOperationException(),
            };
            if (!holds)
                return new CommitResult.Conflict(check);
        }
        foreach (var write in commit.Writes)
            Apply(write, commit.Now);
        return new CommitResult.Committed(commit.Writes.Any(w => w is Write.Append { Events.Length: > 0 }) ? Feed.Count : 0);
    }

    public long StreamVersion(StreamId stream) => Feed.Count(e => e.Stream == stream);

    public (long Version, string Text, Instant? Expires)? Get(DocumentKey key, Instant now) =>
        _documents.TryGetValue(key, out var document) && !(document.Expires <= now) ? document : null;

    public IEnumerable<(string Id, long Version, string Text)> List(string collection, Instant now) =>
        _documents.Keys.Where(k => k.Collection == collection && Get(k, now) is not null).OrderBy(k => k.Id, StringComparer.Ordinal)
            .Select(k => (k.Id, _documents[k].Version, _documents[k].Text));

    private void Apply(Write write, Instant now)
    {
        switch (write)
        {
            case Write.Append append:
                foreach (var @event in append.Events)
                    Feed.Add((append.Stream, StreamVersion(append.Stream) + 1, StoreContract.Text(@event.Json)));
                break;
            case Write.Put put:
                _documents[put.Key] = ((Get(put.Key, now)?.Version ?? 0) + 1, StoreContract.Text(put.Json), put.Expires);
                break;
            case Write.Redact redact:
                var place = Feed.FindIndex(e => e.Stream == redact.Stream && e.Version == redact.Version);
                if (place >= 0) Feed[place] = Feed[place] with { Text = StoreContract.Text(redact.Json) };
                break;
            case Write.Delete delete:
                _documents.Remove(delete.Key);
                break;
        }
    }
}
