using System.Globalization;
using HelpDesk.Storage.Sqlite;

namespace HelpDesk.Handoff.Service.Projections;

/// <summary>Values for the numbered places of a statement.</summary>
internal sealed class Bindings
{
    private readonly List<Action<Statement, int>> _values = [];

    /// <summary>Its place, as SQL names it.</summary>
    public string Add(long value) => Add((statement, place) => statement.Bind(place, value));

    public string Add(string value) => Add((statement, place) => statement.Bind(place, value));

    public string Add(byte[] value) => Add((statement, place) => statement.Bind(place, value));

    public void Bind(Statement statement)
    {
        for (var i = 0; i < _values.Count; i++)
            _values[i](statement, i + 1);
    }

    private string Add(Action<Statement, int> value)
    {
        _values.Add(value);
        return string.Create(CultureInfo.InvariantCulture, $"?{_values.Count}");
    }
}
