using NodaTime;

namespace HelpDesk.Handoff.Agents;

/// <summary>A holiday, sick leave, training: no offers from <paramref name="From"/> until before <paramref name="To"/>.</summary>
public sealed record Absence(Instant From, Instant To)
{
    public bool Covers(Instant now) => From <= now && now < To;
}
