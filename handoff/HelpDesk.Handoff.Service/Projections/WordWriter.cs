using HelpDesk.Storage.Sqlite;

namespace HelpDesk.Handoff.Service.Projections;

/// <summary>Keeps each ticket's distinct words, in <c>said</c> to add to and to look through, and in the index to search.</summary>
internal sealed class WordWriter : IDisposable
{
    private readonly Statement _known, _keep, _index, _unindex;
    private readonly Database _database;
    private readonly HashSet<string> _words = new(StringComparer.Ordinal);

    public WordWriter(Database database)
    {
        _database = database;
        _known = database.Prepare("SELECT words FROM said WHERE row = ?1");
        _keep = database.Prepare("INSERT INTO said (row, words) VALUES (?1, ?2) ON CONFLICT (row) DO UPDATE SET words = excluded.words");
        _index = database.Prepare("INSERT INTO words (rowid, said) VALUES (?1, ?2)");
        _unindex = database.Prepare("DELETE FROM words WHERE rowid = ?1");
    }

    /// <summary>Adds what was said to the words of the ticket; or, where it is anew, it has only these.</summary>
    public void Write(long row, bool isNew, bool isAnew, IReadOnlyList<string> texts)
    {
        _words.Clear();
        var known = isNew || isAnew ? "" : Known(row);
        foreach (var range in known.AsSpan().Split(' '))
            if (known[range] is { Length: > 0 } word)
                _words.Add(word);
        var before = _words.Count;
        foreach (var text in texts)
            _words.UnionWith(SearchWords.Of(text));
        if (_words.Count == before && !isAnew) return;
        // Framed by spaces, so that a whole word is found by its spaces.
        var all = $" {string.Join(' ', _words)} ";
        if (!isNew) Unindex(row);
        Run(_keep, row, all);
        Run(_index, row, all);
    }

    /// <summary>Deleted rows only count as deleted in the index, until its parts are merged; then their words are gone.</summary>
    public void Purge() => _database.Execute("INSERT INTO words (words) VALUES ('optimize')");

    public void Dispose()
    {
        foreach (var statement in new[] { _known, _keep, _index, _unindex })
            statement.Dispose();
    }

    private void Unindex(long row)
    {
        using var use = _unindex.Begin();
        _unindex.Bind(1, row).Step();
    }

    private string Known(long row)
    {
        using var use = _known.Begin();
        return _known.Bind(1, row).Step() ? _known.Text(0) : "";
    }

    private static void Run(Statement statement, long row, string words)
    {
        using var use = statement.Begin();
        statement.Bind(1, row).Bind(2, words).Step();
    }
}
