using System.Security.Claims;
using HelpDesk.Handoff.Service;
using HelpDesk.Handoff.Service.Access;

namespace HelpDesk.Bot.Accounts;

/// <summary>The claims that grant something at the desk, the same whichever way somebody signed in.</summary>
internal sealed class DeskIdentity(HandoffOptions handoff)
{
    /// <param name="roles">What is no role of the desk grants nothing.</param>
    /// <param name="customers">Ids of customers; empty means all.</param>
    /// <param name="agent">In whose name an agent works; null for others.</param>
    public IEnumerable<Claim> Of(IEnumerable<string> roles, IEnumerable<string> customers, Guid? agent)
    {
        yield return new(DeskClaims.Desk, handoff.Desk);
        foreach (var role in roles.Where(r => DeskRoles.All.Contains(r, StringComparer.Ordinal)))
            yield return new(DeskClaims.Role, role);
        foreach (var customer in customers)
            yield return new(DeskClaims.Customer, customer);
        if (agent is { } id)
            yield return new(DeskClaims.Agent, id.ToString());
    }
}
