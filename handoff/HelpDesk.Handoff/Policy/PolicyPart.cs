using HelpDesk.Handoff.Tickets;

namespace HelpDesk.Handoff.Policy;

/// <summary>
/// Reads the files that another part owns, from the same folder (<c>sla.yaml</c>, <c>calendars.yaml</c>, triage's lines). It is given all files
/// and reports what it found, so that one check shows every error of every file.
/// </summary>
public delegate PolicyPart PolicyPartReader(IReadOnlyDictionary<string, string> files);

/// <param name="Errors">What is wrong in the part's files.</param>
public sealed record PolicyPart(Sequence<PolicyError> Errors)
{
    /// <summary>The plans it defines; null where it defines none, and then references to plans are not checked.</summary>
    public Sequence<PlanId>? Plans { get; init; }

    /// <summary>The calendars it defines; null likewise.</summary>
    public Sequence<string>? Calendars { get; init; }
}
