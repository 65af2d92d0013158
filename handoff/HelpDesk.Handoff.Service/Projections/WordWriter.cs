using HelpDesk.Storage.Sqlite;

namespace HelpDesk.Handoff.Service.Projections;

/// <summary>Keeps each ticket's distinct words, in <c>bodies</c> to add to and in the index to search.</summary>
internal sealed class WordWriter : IDisposable
{
    private readonly Statement _known, _keep, _index, _unindex;
    private readonly HashSet<string> _words = new(StringComparer.Ordinal);

    public WordWriter(Database database)
    {
        _known = database.Prepare("SELECT words FROM bodies WHERE row = ?1");
        _keep = database.Prepare("UPDATE bodies SET words = ?2 WHERE row = ?1");
        _index = database.Prepare("INSERT INTO words (rowid, said) VALUES (?1, ?2)");
        _unindex = database.Prepare("DELETE FROM words WHERE rowid = ?1");
    }

    /// <summary>Adds what was said to the words of the ticket; gives all of them.</summary>
    public string Write(Sheet sheet)
    {
        _words.Clear();
        var isNew = sheet.Written is null;
        var known = isNew ? "" : Known(sheet.Row);
        foreach (var range in known.AsSpan().Split(' '))
            if (known[range] is { Length: > 0 } word)
                _words.Add(word);
        var before = _words.Count;
        foreach (var text in sheet.Texts)
            _words.UnionWith(SearchWords.Of(text));
        if (_words.Count == before) return known;
        var all = string.Join(' ', _words);
        if (!isNew) Replace(sheet.Row, all);
        Run(_index, sheet.Row, all);
        return all;
    }

    public void Dispose()
    {
        foreach (var statement in new[] { _known, _keep, _index, _unindex })
            statement.Dispose();
    }

    private void Replace(long row, string all)
    {
        using (_unindex.Begin())
            _unindex.Bind(1, row).Step();
        Run(_keep, row, all);
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
