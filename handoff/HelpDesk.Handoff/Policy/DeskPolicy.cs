using HelpDesk.Handoff.Tickets;

namespace HelpDesk.Handoff.Policy;

/// <summary>
/// What a help desk decides, read from the files of <c>policy/</c>; every reference inside it is known to exist.
/// <paramref name="Version"/> is the hash of the files: the same text is the same version on every node.
/// </summary>
public sealed record DeskPolicy(string Version, DeskSettings Desk)
{
    public required Sequence<Customer> Customers { get; init; }
    public required Sequence<Category> Categories { get; init; }
    public required Sequence<Skill> Skills { get; init; }
    public required Sequence<TierSettings> Tiers { get; init; }
    public required Sequence<Queue> Queues { get; init; }
    public required Priorities Priorities { get; init; }
    public required Sequence<ScopePath> Scope { get; init; }
    public required Sequence<Vendor> Vendors { get; init; }
    public required Sequence<RequestForm> Requests { get; init; }
    public required Sequence<CannedReply> Canned { get; init; }

    /// <summary>The plans that <c>sla.yaml</c> defines; empty where no part has read it, and then any plan is taken as known.</summary>
    public Sequence<PlanId> Plans { get; init; } = [];

    /// <summary>Percentages of a target at which <c>sla.yaml</c> warns; the usual ones where no part has read it.</summary>
    public Sequence<int> WarnAtPercent { get; init; } = [50, 75, 90];

    public Customer? Customer(CustomerId id) => Customers.FirstOrDefault(c => c.Id == id);

    /// <summary>The customer of a verified tenant; where only one is served, an unverified talk is his.</summary>
    public Customer? CustomerOfTenant(Guid? tenant) =>
        (tenant is { } known ? Customers.FirstOrDefault(c => c.Tenant == known) : null) ?? (Customers is [{ Tenant: null } only] || (tenant is null && Customers.Count == 1) ? Customers[0] : null);

    public Category? Category(CategoryId id) => Categories.FirstOrDefault(c => c.Id == id);
    public Queue? Queue(QueueId id) => Queues.FirstOrDefault(q => q.Id == id);
    public Vendor? Vendor(VendorId id) => Vendors.FirstOrDefault(v => v.Id == id);
    public bool KnowsPlan(PlanId id) => Plans.Count == 0 || Plans.Contains(id);

    /// <summary>The first skill that the policy does not name, null where it names them all.</summary>
    public SkillId? UnknownSkill(IEnumerable<SkillNeed> needs) =>
        needs.Select(n => (SkillId?)n.Skill).FirstOrDefault(s => Skills.All(k => k.Id != s));

    /// <summary>Does a plan include the work of a tier?</summary>
    public bool Covers(PlanId plan, Tier tier) =>
        Tiers.FirstOrDefault(t => t.Tier == tier) is not { Plans.Count: > 0 } settings || settings.Plans.Contains(plan);

    /// <summary>Tier and skills for a category and priority; the service desk and no skill where neither says more.</summary>
    public Route RouteFor(CategoryId? category, Priority? priority) =>
        (category is { } id ? Category(id) : null)?.RouteFor(priority) ?? new Route(Tier.ServiceDesk, []);

    /// <summary>The queue where such a ticket waits: one of the route's tier that takes the category, else the tier's, else the desk's own.</summary>
    public Queue QueueFor(CategoryId? category, Priority? priority)
    {
        var tier = RouteFor(category, priority).Tier;
        var ofTier = Queues.Where(q => q.Tier == tier).ToList();
        return ofTier.Find(q => category is { } id && q.Categories.Contains(id))
            ?? ofTier.Find(q => q.Categories.Count == 0)
            ?? Queues.First(q => q.Id == Desk.DefaultQueue);
    }
}
