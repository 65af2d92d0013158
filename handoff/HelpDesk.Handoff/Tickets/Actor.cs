using System.Text.Json.Serialization;

namespace HelpDesk.Handoff.Tickets;

public enum ActorKind
{
    [JsonStringEnumMemberName("desk")] Desk,
    [JsonStringEnumMemberName("bot")] Bot,
    [JsonStringEnumMemberName("person")] Person,
    [JsonStringEnumMemberName("agent")] Agent,
    [JsonStringEnumMemberName("lead")] Lead,
}

/// <summary>
/// Who did it. A lead is an agent with wider rights; the desk is the rules themselves (timers, routing). Whether a caller truly is who he says
/// is settled before a command is made.
/// </summary>
public readonly record struct Actor(
    ActorKind Kind,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] PersonId? Person = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] AgentId? Agent = null)
{
    public static Actor Desk => new(ActorKind.Desk);
    public static Actor Bot => new(ActorKind.Bot);
    public static Actor Of(PersonId person) => new(ActorKind.Person, Person: person);
    public static Actor Of(AgentId agent) => new(ActorKind.Agent, Agent: agent);
    public static Actor Lead(AgentId lead) => new(ActorKind.Lead, Agent: lead);

    [JsonIgnore] public bool IsStaff => Kind is ActorKind.Agent or ActorKind.Lead;

    /// <summary>The desk or a lead: may move any ticket.</summary>
    [JsonIgnore] public bool MayDirect => Kind is ActorKind.Desk or ActorKind.Lead;
}
