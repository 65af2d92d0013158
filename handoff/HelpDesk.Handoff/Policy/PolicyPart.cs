using HelpDesk.Handoff.Tickets;

namespace HelpDesk.Handoff.Policy;

/// <summary>
/// Reads the files that another part owns, from the same folder (<c>sla.yaml</c>, <c>calendars.yaml</c>, triage's lines). It is given all files
/// and reports what it found, so that one check shows every error of every file.
/// </summary>
/// <param name="read">The desk's own files as far as they could be read, to check names against; it may hold stand-ins for what is wrong.</param>
public delegate PolicyPart PolicyPartReader(IReadOnlyDictionary<string, string> files, DeskPolicy read);

/// <param name="Errors">What is wrong in the part's files.</param>
public sealed record PolicyPart(Sequence<PolicyError> Errors)
{
    /// <summary>The plans it defines; null where it defines none, and then references to plans are not checked.</summary>
    public Sequence<PlanId>? Plans { get; init; }

    /// <summary>Percentages at which its clocks warn; null where it has none.</summary>
    public Sequence<int>? WarnAtPercent { get; init; }
}
