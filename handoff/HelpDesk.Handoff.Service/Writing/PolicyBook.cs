using System.Collections.Concurrent;
using HelpDesk.Handoff.Policy;
using HelpDesk.Handoff.Service.Storing;
using HelpDesk.Storage;
using NodaTime;

namespace HelpDesk.Handoff.Service.Writing;

/// <summary>
/// Today's policy, and every version that a ticket was opened under. The files of each version are kept in the store, so that any node can tell
/// when an older ticket is due.
/// </summary>
public sealed class PolicyBook
{
    private readonly ConcurrentDictionary<string, HelpDeskPolicy> _versions = new(StringComparer.Ordinal);
    private readonly IReadOnlyDictionary<string, string> _files;

    public PolicyBook(HelpDeskPolicy current, IReadOnlyDictionary<string, string> files)
    {
        (Current, _files) = (current, files);
        _versions[current.Version] = current;
    }

    public HelpDeskPolicy Current { get; }

    /// <summary>The version where it is known to this node, else today's.</summary>
    public HelpDeskPolicy Of(string version) => _versions.GetValueOrDefault(version, Current);

    /// <summary>Keeps today's files under their version.</summary>
    internal async Task KeepAsync(IStore store, Instant now, CancellationToken ct)
    {
        var key = Documents.Policy(Current.Version);
        await store.CommitAsync(new Commit(now)
        {
            // Another node with the same files may have been first: the same version is the same content.
            Checks = [new Check.DocumentAt(key, 0)],
            Writes = [Documents.Put(key, new Dictionary<string, string>(_files, StringComparer.Ordinal), StoredJson.Default.PolicyFiles)],
        }, ct);
    }

    /// <summary>Learns a version from the store; nothing happens where the store has none, or where its files are no policy any more.</summary>
    internal async Task LearnAsync(IStore store, string version, Instant now, CancellationToken ct)
    {
        if (_versions.ContainsKey(version)) return;
        var (files, _) = await store.ReadAsync(Documents.Policy(version), StoredJson.Default.PolicyFiles, now, ct);
        _versions[version] = files is not null && HelpDeskPolicy.Read(files).Policy is { } read ? read : Current;
    }
}
