using HelpDesk.Storage.Sqlite;

namespace HelpDesk.Handoff.Service.Projections;

/// <summary>Names as small numbers: queues, categories, customers, agents. A few thousand at most, so all of them are kept.</summary>
internal sealed class ProjectionNames : IDisposable
{
    private readonly Dictionary<string, long> _numbers = new(StringComparer.Ordinal);
    private readonly Statement _all, _add;

    public ProjectionNames(Database database)
    {
        _all = database.Prepare("SELECT name, id FROM names");
        _add = database.Prepare("INSERT INTO names (id, name) VALUES (?1, ?2)");
        Reload();
    }

    /// <summary>What was added by a transaction that did not happen is forgotten.</summary>
    public void Reload()
    {
        _numbers.Clear();
        using var use = _all.Begin();
        while (_all.Step())
            _numbers.Add(_all.Text(0), _all.Int64(1));
    }

    /// <summary>Adds what is new; call it inside a transaction.</summary>
    public long Number(string name)
    {
        if (_numbers.TryGetValue(name, out var known)) return known;
        var number = _numbers.Count + 1;
        using var use = _add.Begin();
        _add.Bind(1, number).Bind(2, name).Step();
        _numbers.Add(name, number);
        return number;
    }

    public long? Number(object? id) => id?.ToString() is { } name ? Number(name) : null;

    public void Dispose()
    {
        _all.Dispose();
        _add.Dispose();
    }
}
