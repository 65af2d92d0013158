using System.Collections.Concurrent;
using System.Collections.Immutable;
using HelpDesk.Handoff.Sla.Calendars;
using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Handoff.Sla.Terms;

/// <summary>
/// <c>sla.yaml</c> and <c>calendars.yaml</c>, read and found sound. Immutable; calendars and terms are made on first use and kept, so that
/// asking again costs a look-up.
/// </summary>
public sealed class SlaPolicy
{
    private readonly ConcurrentDictionary<(string Calendar, DateTimeZone Zone), BusinessCalendar> _calendars = new();
    private readonly ConcurrentDictionary<(PlanId Plan, Priority Priority, DateTimeZone Zone), SlaTerms> _terms = new();

    internal SlaPolicy() { }

    /// <summary>As the file states it; a ticket keeps the version that it was opened under.</summary>
    public required string Version { get; init; }

    /// <summary>The zone of the desk, and of customers that name none.</summary>
    public required DateTimeZone Zone { get; init; }

    /// <summary>Percentages of a target at which to warn, rising, each from 1 to 99.</summary>
    public required ImmutableArray<int> WarnAt { get; init; }

    /// <summary>The share of the resolution target that a reopened ticket has at least.</summary>
    public required int ReopenFloorPercent { get; init; }

    public required ImmutableDictionary<PlanId, SlaPlan> Plans { get; init; }

    public required ImmutableDictionary<Priority, PriorityTargets> Targets { get; init; }

    /// <summary>Targets of vendors that have none of their own.</summary>
    public required PartyTargets? DefaultVendor { get; init; }

    public required ImmutableDictionary<VendorId, PartyTargets> Vendors { get; init; }

    /// <summary>What each tier of the desk owes the others (OLA): from getting a ticket to handing it on or resolving it.</summary>
    public required ImmutableDictionary<Tier, PartyTargets> Tiers { get; init; }

    /// <summary>By name; where the zone is the customer's, in the desk's zone.</summary>
    public required ImmutableDictionary<string, CalendarDefinition> Calendars { get; init; }

    /// <summary>Calendars that run in the zone of each customer.</summary>
    public required ImmutableHashSet<string> InCustomerZone { get; init; }

    /// <summary>The terms of a known plan. <paramref name="zone"/> is the customer's, the desk's where null.</summary>
    public SlaTerms Terms(PlanId plan, Priority priority, DateTimeZone? zone) =>
        _terms.GetOrAdd((plan, priority, zone ?? Zone), static (key, policy) => policy.Make(key.Plan, key.Priority, key.Zone), this);

    /// <summary>Null where neither the vendor nor the default has a target for the priority.</summary>
    public SlaTarget? Vendor(VendorId vendor, Priority priority, DateTimeZone? zone) =>
        Party(Vendors.GetValueOrDefault(vendor), priority, zone) ?? Party(DefaultVendor, priority, zone);

    /// <summary>Null where the tier owes nothing for the priority.</summary>
    public SlaTarget? Ola(Tier tier, Priority priority, DateTimeZone? zone) => Party(Tiers.GetValueOrDefault(tier), priority, zone);

    /// <summary>A calendar that the policy names, in a customer's zone where it follows that.</summary>
    public BusinessCalendar Calendar(string name, DateTimeZone? zone)
    {
        var definition = Calendars[name];
        var inZone = InCustomerZone.Contains(name) ? zone ?? Zone : definition.Zone;
        return _calendars.GetOrAdd((name, inZone), static (key, own) => new(own with { Zone = key.Zone }), definition);
    }

    private SlaTerms Make(PlanId id, Priority priority, DateTimeZone zone)
    {
        var plan = Plans[id];
        var calendar = Calendar(plan.Clocks[priority], zone);
        var targets = plan.Targets.GetValueOrDefault(priority) ?? Targets[priority];
        return new(new(targets.Response, calendar), new(targets.NextResponse, calendar), new(targets.Resolution, calendar));
    }

    private SlaTarget? Party(PartyTargets? party, Priority priority, DateTimeZone? zone) =>
        party is not null && party.Targets.TryGetValue(priority, out var target) ? new(target, Calendar(party.Calendar, zone)) : null;
}
