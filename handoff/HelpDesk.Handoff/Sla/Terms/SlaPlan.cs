using System.Collections.Immutable;
using HelpDesk.Handoff.Tickets;

namespace HelpDesk.Handoff.Sla.Terms;

/// <summary>A plan that customers buy.</summary>
/// <param name="Hours">Its calendar: when the plan's people are there at all.</param>
/// <param name="Clocks">The calendar that each priority's clocks run on.</param>
/// <param name="Targets">Its own targets where they differ from the desk's.</param>
public sealed record SlaPlan(
    PlanId Id, string Name, string Hours,
    ImmutableDictionary<Priority, string> Clocks, ImmutableDictionary<Priority, PriorityTargets> Targets);

/// <summary>Time per priority that a vendor, or a tier of the desk, has.</summary>
public sealed record PartyTargets(string Calendar, ImmutableDictionary<Priority, NodaTime.Duration> Targets);
