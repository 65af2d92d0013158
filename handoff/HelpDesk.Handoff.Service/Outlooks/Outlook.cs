using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Handoff.Service.Outlooks;

/// <summary>What a person who waits may be told, and no more than is known.</summary>
/// <param name="Position">1 for the next to be served; null where it does not wait, or is too far behind to be counted.</param>
/// <param name="Wait">How long others waited lately for their first answer, and at least as long as the queue's oldest waits now; null where too few did to say.</param>
/// <param name="ResponseDue">By when the desk has promised a first answer; null where that is not known or has been given.</param>
public sealed record Outlook(int? Position, Duration? Wait, Staffing Staff, Instant? ResponseDue);

/// <summary>Whether there is anybody who could answer.</summary>
public abstract record Staffing
{
    private Staffing() { }

    /// <summary>The desk has no agent for this queue at all.</summary>
    public sealed record Nobody : Staffing;

    /// <summary>Somebody is there, busy or not.</summary>
    public sealed record Present(int Agents) : Staffing;

    /// <param name="Back">When the next shift begins; null where nobody's hours say it.</param>
    public sealed record Away(Instant? Back) : Staffing;
}

/// <summary>Works an outlook out of what is known. Pure.</summary>
internal static class Forecast
{
    /// <summary>Fewer than this are chance, not experience.</summary>
    private const int FewestWaits = 3;

    private const int MostLooks = 16;

    /// <param name="waits">From opening to the first answer, of tickets that were answered lately.</param>
    /// <param name="oldest">How long the queue's oldest ticket waits by now; zero where nothing else waits.</param>
    public static Duration? Wait(IReadOnlyList<Duration> waits, Duration oldest)
    {
        if (waits.Count < FewestWaits) return null;
        var median = waits.Order().ElementAt(waits.Count / 2);
        return Duration.Max(median, oldest);
    }

    /// <param name="agents">Those who serve the queue.</param>
    public static Staffing Staff(IReadOnlyList<Agents.Agent> agents, Instant now)
    {
        if (agents.Count == 0) return new Staffing.Nobody();
        var present = agents.Count(a => a.Presence != Agents.Presence.Offline && a.DisconnectedSince is null && StartOf(a, now) == now);
        if (present > 0) return new Staffing.Present(present);
        // Whose shift runs already and who is not there has been missed: nobody knows when he comes.
        var starts = agents.Select(a => StartOf(a, now)).Where(start => start > now && start < Instant.MaxValue).ToList();
        return new Staffing.Away(starts.Count == 0 ? null : starts.Min());
    }

    /// <summary>From when on he is at work: now where he is, <see cref="Instant.MaxValue"/> for never.</summary>
    private static Instant StartOf(Agents.Agent agent, Instant now)
    {
        var at = now;
        for (var look = 0; look < MostLooks && at < Instant.MaxValue; look++)
        {
            if (agent.AbsenceAt(at) is { } absence) at = absence.To;
            else if (agent.Hours(at) is { Open: false, Until: var opens }) at = opens;
            else return at;
        }
        return Instant.MaxValue;
    }
}
