using System.Security.Claims;
using HelpDesk.Handoff.Tickets;

namespace HelpDesk.Handoff.Service.Access;

/// <summary>Who calls, read from the claims once. It decides in whose name commands are given and which tickets are seen.</summary>
public sealed class DeskCaller
{
    private readonly ClaimsPrincipal _user;
    private readonly HashSet<CustomerId> _customers;

    private DeskCaller(ClaimsPrincipal user, string subject)
    {
        _user = user;
        Subject = subject;
        _customers = [.. user.FindAll(DeskClaims.Customer).Select(c => new CustomerId(c.Value))];
        Agent = Guid.TryParse(user.FindFirst(DeskClaims.Agent)?.Value, out var agent) ? new AgentId(agent) : null;
    }

    /// <summary>Stable and unique; see <see cref="DeskClaims.Subject"/>.</summary>
    public string Subject { get; }

    public AgentId? Agent { get; }

    public bool IsLead => HasRole(DeskRoles.Lead);

    /// <summary>A service key that speaks for the people in the conversations it hands off.</summary>
    public bool IsBot => HasScope(DeskScopes.Handoffs);

    /// <summary>Null where the caller is not signed in or has no stable name.</summary>
    public static DeskCaller? Of(ClaimsPrincipal user) =>
        user.Identity?.IsAuthenticated == true && Name(user) is { Length: > 0 } subject ? new DeskCaller(user, subject) : null;

    public bool HasRole(string role) => _user.HasClaim(DeskClaims.Role, role) || _user.IsInRole(role);

    public bool HasScope(string scope) => _user.HasClaim(DeskClaims.Scope, scope);

    public bool IsOf(string desk) => _user.HasClaim(DeskClaims.Desk, desk);

    /// <summary>Every customer's tickets, or only those of the customers that the claims name.</summary>
    public bool MaySee(CustomerId customer) => _customers.Count == 0 || _customers.Contains(customer);

    /// <summary>Null: every customer.</summary>
    public IReadOnlySet<CustomerId>? Customers => _customers.Count == 0 ? null : _customers;

    /// <summary>In whose name a command is given: the lead's or agent's own, else the bot's.</summary>
    public Actor Actor => Agent is { } agent && (IsLead || HasRole(DeskRoles.Agent)) ? IsLead ? Actor.Lead(agent) : Actor.Of(agent) : Actor.Bot;

    private static string? Name(ClaimsPrincipal user) =>
        user.FindFirst(DeskClaims.Subject)?.Value ?? user.FindFirst(ClaimTypes.NameIdentifier)?.Value;
}
