using NodaTime;

namespace HelpDesk.Handoff.Agents;

/// <summary>Whether an agent may be offered anything at all, apart from what the ticket needs.</summary>
public static class Availability
{
    public static bool TakesOffers(Agent agent, Instant now) => agent.Presence == Presence.Available && IsAtWork(agent, now);

    /// <summary>At work, though perhaps busy: worth keeping his own person waiting a moment for.</summary>
    public static bool IsExpected(Agent agent, Instant now) =>
        agent.Presence is Presence.Available or Presence.Busy or Presence.WrapUp && IsAtWork(agent, now);

    /// <summary>The next instant at which time alone may change what this agent is offered; <see cref="Instant.MaxValue"/> for never.</summary>
    public static Instant NextChange(Agent agent, Instant now)
    {
        var next = agent.Hours(now).Until;
        foreach (var absence in agent.Absences)
            next = Earlier(Earlier(next, absence.From, now), absence.To, now);
        foreach (var grade in agent.Skills.Values)
            if (grade.Expires is { } end)
                next = Earlier(next, end, now);
        return next;
    }

    private static bool IsAtWork(Agent agent, Instant now) =>
        agent.DisconnectedSince is null && agent.AbsenceAt(now) is null && agent.Hours(now).Open;

    private static Instant Earlier(Instant best, Instant candidate, Instant now) => candidate > now && candidate < best ? candidate : best;
}
