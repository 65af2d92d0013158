using Microsoft.AspNetCore.Authorization;
using static HelpDesk.Handoff.Service.Access.DeskRoles;

namespace HelpDesk.Handoff.Service.Access;

/// <summary>
/// The authorization policies that endpoints and hub methods name. Each grants by role or, for service keys, by scope; all demand a signed-in caller of
/// this desk. What a caller may see inside (customers, own tickets) is decided beside the data by <see cref="DeskCaller"/>.
/// </summary>
public static class DeskPolicies
{
    /// <summary>Lists, search, one ticket with its talk, explanations.</summary>
    public const string ReadTickets = "desk.tickets.read";

    /// <summary>Opens a ticket for somebody: form, phone, walk-up, e-mail.</summary>
    public const string OpenTickets = "desk.tickets.open";

    /// <summary>Hands a conversation off and follows it.</summary>
    public const string HandOff = "desk.handoffs";

    /// <summary>Speaks for the person: messages, confirm, reopen, cancel, survey; staff may reopen and cancel too.</summary>
    public const string SpeakForPerson = "desk.tickets.person";

    /// <summary>Works on tickets in the caller's own name as an agent.</summary>
    public const string WorkTickets = "desk.tickets.work";

    /// <summary>Writes notes: agents, leads, and scripts that may write tickets.</summary>
    public const string Annotate = "desk.tickets.annotate";

    /// <summary>Moves any ticket, changes its plan or its policy.</summary>
    public const string DirectTickets = "desk.tickets.direct";

    /// <summary>Agents, shifts, absences and queues as they are.</summary>
    public const string ReadStaff = "desk.staff.read";

    /// <summary>The caller's own presence and absences.</summary>
    public const string OwnPresence = "desk.staff.self";

    /// <summary>Enrols, changes and removes agents; shifts and absences of others.</summary>
    public const string ManageStaff = "desk.staff.manage";

    public const string ReadFeed = "desk.feed.read";
    public const string ManageWebhooks = "desk.webhooks.manage";
    public const string ReadPolicy = "desk.policy.read";

    private static readonly Dictionary<string, Grant> Grants = new(StringComparer.Ordinal)
    {
        [ReadTickets] = new([Agent, Lead, Admin, Auditor], [DeskScopes.ReadTickets]),
        [OpenTickets] = new([Agent, Lead], [DeskScopes.WriteTickets], IsAgent: true),
        [HandOff] = new([], [DeskScopes.Handoffs]),
        [SpeakForPerson] = new([Agent, Lead], [DeskScopes.Handoffs], IsAgent: true),
        [WorkTickets] = new([Agent, Lead], [], IsAgent: true),
        [Annotate] = new([Agent, Lead], [DeskScopes.WriteTickets], IsAgent: true),
        [DirectTickets] = new([Lead], [], IsAgent: true),
        [ReadStaff] = new([Agent, Lead, Admin, Auditor], []),
        [OwnPresence] = new([Agent, Lead], [], IsAgent: true),
        [ManageStaff] = new([Lead, Admin], []),
        [ReadFeed] = new([Lead, Admin, Auditor], [DeskScopes.Feed]),
        [ManageWebhooks] = new([Admin], [DeskScopes.Webhooks]),
        [ReadPolicy] = new([Agent, Lead, Author, Admin, Auditor], []),
    };

    /// <summary>Every policy with who is granted it, for tables and tests.</summary>
    public static IReadOnlyDictionary<string, Grant> All => Grants;

    /// <param name="Roles">Any of these is enough.</param>
    /// <param name="Scopes">For service keys, any of these is enough.</param>
    /// <param name="IsAgent">A role counts only with the claim <see cref="DeskClaims.Agent"/>: it is done in an agent's name.</param>
    public sealed record Grant(IReadOnlyList<string> Roles, IReadOnlyList<string> Scopes, bool IsAgent = false)
    {
        public bool Allows(DeskCaller caller) =>
            (Roles.Any(caller.HasRole) && (!IsAgent || caller.Agent is not null)) || Scopes.Any(caller.HasScope);
    }

    internal static void Add(AuthorizationOptions options, string desk)
    {
        foreach (var (name, grant) in Grants)
            options.AddPolicy(name, policy => policy.RequireAuthenticatedUser().RequireAssertion(context =>
                DeskCaller.Of(context.User) is { } caller && caller.IsOf(desk) && grant.Allows(caller)));
    }
}
