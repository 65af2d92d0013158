using HelpDesk.Handoff.Routing;
using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Handoff.Policy;

/// <param name="Tenant">Entra tenant id; null where the people of this customer are not verified by one.</param>
public sealed record Customer(CustomerId Id, string Name, Guid? Tenant, PlanId Plan, DateTimeZone Zone, Sequence<string> Languages);

/// <param name="Words">What people say who have it; triage's rules match on them.</param>
/// <param name="Routes">By priority; <paramref name="Otherwise"/> for those that have none of their own.</param>
public sealed record Category(
    CategoryId Id, string Title, TicketKind Kind, Sequence<string> Words, Impact Impact, Urgency Urgency, Sequence<PriorityRoute> Routes, Route Otherwise)
{
    public Route RouteFor(Priority? priority) => Routes.FirstOrDefault(r => r.Priority == priority)?.Route ?? Otherwise;
}

public sealed record PriorityRoute(Priority Priority, Route Route);

public sealed record Route(Tier Tier, Sequence<SkillNeed> Skills);

public sealed record Skill(SkillId Id, string Title);

/// <param name="Plans">The plans that include this tier; empty: all.</param>
/// <param name="Share">What part of its tickets a healthy desk has here, to compare with.</param>
public sealed record TierSettings(Tier Tier, string Title, Sequence<PlanId> Plans, ShareRange? Share, string? ShareOf);

/// <summary>From and to, as parts of one: 0.6 to 0.7.</summary>
public sealed record ShareRange(double From, double To);

/// <param name="Pull">Agents may take a waiting ticket themselves.</param>
/// <param name="Categories">Those that wait here and not in the tier's general queue; empty makes it the general queue.</param>
/// <param name="Relax">How skill demands fall with waiting, in order of time.</param>
public sealed record Queue(
    QueueId Id, string Title, Tier Tier, bool Pull, MatchBy Match, Sequence<CategoryId> Categories, Sequence<Relaxation> Relax, Overflow? Overflow);

/// <param name="By">Levels off every demand once the ticket has waited this long; 5 drops the demand.</param>
public sealed record Relaxation(Duration After, int By);

/// <param name="After">A ticket of that priority that has waited this long may go to the other queue's agents too; a priority that is absent never does.</param>
/// <param name="Length">As may those beyond this many waiting; null: never by length.</param>
public sealed record Overflow(QueueId To, Sequence<PriorityWait> After, int? Length);

public sealed record PriorityWait(Priority Priority, Duration After);

/// <summary>What is not the desk's to solve, and the way to who solves it.</summary>
/// <param name="Say">Said to the person at once.</param>
/// <param name="Priority">Where set, a ticket of this priority is opened beside it.</param>
public sealed record ScopePath(string Id, string Title, Sequence<string> Words, string Path, string Say, Priority? Priority, QueueId? Queue);

/// <param name="Hours">When the vendor works, in words, as agreed with him. What he owes is in <c>sla.yaml</c> under his id.</param>
public sealed record Vendor(VendorId Id, string Name, string Contact, string Hours, Sequence<string> Products);

public enum FieldType { Text, Lines, Choice, Date, Person, YesNo }

public enum Approval { None, Manager, Owner }

/// <summary>A service request that the bot asks for field by field.</summary>
public sealed record RequestForm(string Id, string Title, CategoryId Category, Priority Priority, Approval Approval, Sequence<FormField> Fields);

public sealed record FormField(string Id, string Label, FieldType Type, bool Required, Sequence<string> Choices, string? Hint);

/// <param name="Texts">By language.</param>
public sealed record CannedReply(string Id, string Title, CategoryId? Category, Sequence<LanguageText> Texts);

public sealed record LanguageText(string Language, string Text);
