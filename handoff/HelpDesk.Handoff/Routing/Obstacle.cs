using HelpDesk.Handoff.Agents;
using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Handoff.Routing;

/// <summary>Why an agent cannot be offered a ticket, as data: the console puts it into words.</summary>
public abstract record Obstacle
{
    private Obstacle() { }

    public sealed record NotAvailable(Presence Presence) : Obstacle;
    public sealed record Disconnected(Instant Since) : Obstacle;
    public sealed record Absent(Instant Until) : Obstacle;
    public sealed record OffHours(Instant Until) : Obstacle;
    public sealed record OtherTier(Tier Needed) : Obstacle;
    public sealed record OtherLanguage(string Needed) : Obstacle;


    /// <summary>He does not serve this customer and could not even see the ticket.</summary>
    public sealed record OtherCustomer(CustomerId Customer) : Obstacle;

    /// <param name="Has">0 when he lacks it, or when it has expired.</param>
    public sealed record SkillTooLow(SkillId Skill, int Needed, int Has) : Obstacle;
    public sealed record NoRoom(WorkKind Kind, int Needed, int Free) : Obstacle;
    public sealed record EnoughOffers(int Open) : Obstacle;
    public sealed record WasAsked(Instant Until) : Obstacle;

    /// <summary>The ticket is kept for the agent who last helped with it.</summary>
    public sealed record KeptForLastAgent(AgentId Agent, Instant Until) : Obstacle;

    /// <summary>An agent of the ticket's own tier comes first.</summary>
    public sealed record OwnTierFirst(Tier Tier) : Obstacle;
}
