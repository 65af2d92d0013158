using HelpDesk.Handoff.Tickets;

namespace HelpDesk.Handoff.Policy.Reading;

/// <summary>What reading has found: errors, the names that files define and those they refer to. References are checked when all is read.</summary>
internal sealed class Findings
{
    private readonly List<PolicyError> _errors = [];
    private readonly List<PolicyError> _warnings = [];
    private readonly Dictionary<string, Dictionary<string, string>> _defined = new(StringComparer.Ordinal);
    private readonly List<(string Kind, string Name, string File, int Line, string Key)> _references = [];

    public void Report(string file, int line, string key, string problem, string fix) => _errors.Add(new(file, line, key, problem, fix));

    public void Report(IEnumerable<PolicyError> errors) => _errors.AddRange(errors);

    public void Warn(string file, int line, string key, string problem, string fix) => _warnings.Add(new(file, line, key, problem, fix));

    public void Define(string kind, string name, string file, int line, string key)
    {
        Open(kind);
        if (!_defined[kind].TryAdd(name, $"{file}:{line}"))
            Report(file, line, key, $"The {kind} '{name}' is there twice, first at {_defined[kind][name]}.", "Give each its own id, or remove one.");
    }

    /// <summary>From here on references to this kind are checked, even if nothing defines one.</summary>
    public void Open(string kind) => _defined.TryAdd(kind, new(StringComparer.Ordinal));

    public void Refer(string kind, string name, string file, int line, string key) => _references.Add((kind, name, file, line, key));

    public bool IsReferredTo(string kind, string name) => _references.Exists(r => r.Kind == kind && r.Name == name);

    /// <summary>Everything wrong, file by file in order of lines.</summary>
    public Sequence<PolicyError> Errors()
    {
        var dangling = _references.Where(r => _defined.TryGetValue(r.Kind, out var names) && !names.ContainsKey(r.Name)).Select(r =>
            new PolicyError(r.File, r.Line, r.Key, $"There is no {r.Kind} '{r.Name}'.", Suggest(r.Name, [.. _defined[r.Kind].Keys])));
        return Sorted(_errors.Concat(dangling));
    }

    public Sequence<PolicyError> Warnings() => Sorted(_warnings);

    public static string Suggest(string name, IReadOnlyCollection<string> known)
    {
        if (Nearest.To(name, known) is { } meant) return $"Did you mean '{meant}'?";
        return known.Count is > 0 and <= 20 ? $"Known: {string.Join(", ", known.Order(StringComparer.Ordinal))}." : "Define it, or remove the reference.";
    }

    private static Sequence<PolicyError> Sorted(IEnumerable<PolicyError> errors) =>
        [.. errors.Distinct().OrderBy(e => e.File, StringComparer.Ordinal).ThenBy(e => e.Line).ThenBy(e => e.Key, StringComparer.Ordinal)];
}
