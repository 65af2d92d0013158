using System.Globalization;
using NodaTime;
using StackExchange.Redis;

namespace HelpDesk.Storage.Redis;

/// <summary>Commits as the arguments of <c>commit.lua</c>, which describes them.</summary>
internal sealed class BatchArguments(string prefix)
{
    private const int AgainIndex = 2;

    /// <summary>Documents that expired are cleared away this long after, for callers whose clocks are behind; reads and checks never wait for it.</summary>
    private static readonly Duration KeptAfterExpiry = Duration.FromDays(1);

    /// <summary>After this many documents that expire, up to twice as many expired ones go: the number at rest stays bounded without a timer.</summary>
    private const int PutsPerSweep = 64;

    private readonly List<RedisValue> _values = new(1024);
    private int _expiring;

    public RedisValue[] Build(long number, IReadOnlyList<PendingCommit> batch)
    {
        _values.Clear();
        _values.Add(prefix);
        _values.Add(number);
        _values.Add("0");
        foreach (var pending in batch)
            Add(pending.Commit);
        return [.. _values];
    }

    /// <summary>Says that a first copy may have arrived or may still arrive.</summary>
    public static void MarkSentBefore(RedisValue[] values) => values[AgainIndex] = "1";

    private void Add(Commit commit)
    {
        _values.Add(Records.Bytes(commit.Now));
        _values.Add(commit.Checks.Length);
        foreach (var check in commit.Checks)
            Add(check);
        var count = _values.Count;
        _values.Add(commit.Writes.Length);
        foreach (var write in commit.Writes)
            Add(write);
        if (_expiring < PutsPerSweep || commit.Now < Instant.MinValue + KeptAfterExpiry)
            return;
        _expiring = 0;
        _values[count] = commit.Writes.Length + 1;
        _values.Add("e");
        _values.Add((commit.Now - KeptAfterExpiry).ToUnixTimeSeconds());
    }

    private void Add(Check check)
    {
        switch (check)
        {
            case Check.StreamAt at:
                _values.Add("s");
                _values.Add(at.Stream.Value);
                _values.Add(at.Version);
                break;
            case Check.DocumentAt at:
                _values.Add("d");
                _values.Add(at.Key.Collection);
                _values.Add(at.Key.Id);
                _values.Add(at.Version);
                break;
        }
    }

    private void Add(Write write)
    {
        switch (write)
        {
            case Write.Append append:
                _values.Add("a");
                _values.Add(append.Stream.Value);
                _values.Add(append.Events.Length);
                foreach (var @event in append.Events)
                    _values.Add(Records.Event(@event, append.Stream));
                break;
            case Write.Put put:
                _values.Add("p");
                _values.Add(put.Key.Collection);
                _values.Add(put.Key.Id);
                _values.Add(Records.Document(put.Json, put.Expires));
                _values.Add(put.Expires is { } expires ? Seconds(expires) : "");
                _expiring += put.Expires is null ? 0 : 1;
                break;
            case Write.Delete delete:
                _values.Add("x");
                _values.Add(delete.Key.Collection);
                _values.Add(delete.Key.Id);
                break;
            case Write.Redact redact:
                _values.Add("r");
                _values.Add(redact.Stream.Value);
                _values.Add(redact.Version);
                _values.Add(redact.Json.ToArray());
                break;
        }
    }

    private static string Seconds(Instant time) => time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
