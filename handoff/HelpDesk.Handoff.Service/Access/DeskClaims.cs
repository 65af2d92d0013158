namespace HelpDesk.Handoff.Service.Access;

/// <summary>
/// The claims that the desk's endpoints and hub look at, whoever signed the caller in. An authentication scheme only has to produce these;
/// a claim that is missing grants nothing.
/// </summary>
public static class DeskClaims
{
    /// <summary>One of <see cref="DeskRoles"/>; several are allowed.</summary>
    public const string Role = "role";

    /// <summary>The desk that the caller belongs to (<see cref="HandoffOptions.Desk"/>); several are allowed. Without this desk among them nothing is granted.</summary>
    public const string Desk = "desk";

    /// <summary>The caller as an agent of the desk: his <c>AgentId</c> as a GUID. Agents and leads need it for everything that is done in their name.</summary>
    public const string Agent = "desk_agent";

    /// <summary>A customer whose tickets the caller may see, by the id of <c>customers.yaml</c>; several are allowed. None means every customer of the desk.</summary>
    public const string Customer = "desk_customer";

    /// <summary>What a service key may do: one of <see cref="DeskScopes"/>; several are allowed.</summary>
    public const string Scope = "scope";

    /// <summary>Who calls, stable and unique (an account's id, a key's id): idempotency keys and the audit belong to it.</summary>
    public const string Subject = "sub";
}

/// <summary>Values of <see cref="DeskClaims.Role"/>.</summary>
public static class DeskRoles
{
    public const string Agent = "agent";

    /// <summary>An agent with wider rights: moves any ticket, manages agents.</summary>
    public const string Lead = "lead";

    /// <summary>Writes articles; sees the policy, no tickets.</summary>
    public const string Author = "author";

    /// <summary>Runs the desk: agents, webhooks, policy. Sees tickets, works on none.</summary>
    public const string Admin = "admin";

    /// <summary>Sees everything, changes nothing.</summary>
    public const string Auditor = "auditor";

    public static IReadOnlyList<string> All { get; } = [Agent, Lead, Author, Admin, Auditor];
}

/// <summary>Values of <see cref="DeskClaims.Scope"/>, for service keys: other bots and scripts.</summary>
public static class DeskScopes
{
    /// <summary>Hands conversations off, follows what becomes of them, and speaks for the person in them.</summary>
    public const string Handoffs = "handoffs";

    public const string ReadTickets = "tickets.read";

    /// <summary>Opens tickets and writes notes (forms, monitoring, mail gateways).</summary>
    public const string WriteTickets = "tickets.write";

    public const string Feed = "feed";

    public const string Webhooks = "webhooks";

    public static IReadOnlyList<string> All { get; } = [Handoffs, ReadTickets, WriteTickets, Feed, Webhooks];
}
