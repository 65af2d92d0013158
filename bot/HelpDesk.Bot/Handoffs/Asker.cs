using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Connector;
using HelpDesk.Handoff.Tickets;

namespace HelpDesk.Bot.Handoffs;

/// <summary>Who speaks: tenant and directory object id where the channel verified them, else the channel and its user id; never a name.</summary>
/// <param name="Tenant">Entra tenant; null where the channel gives none that could be one.</param>
public sealed record Asker(PersonId Id, Guid? Tenant)
{
    // The longest that the desk keeps of a person's id.
    private const int LongestId = 400;

    /// <summary>Null where nobody in particular spoke.</summary>
    public static Asker? Of(Activity activity)
    {
        if (activity.From is not { Id: { Length: > 0 } user } from) return null;
        var tenant = ConversationReferences.TenantOf(activity);
        var id = tenant is { Length: > 0 } && from.AadObjectId is { Length: > 0 } objectId
            ? $"{tenant}/{objectId}".ToLowerInvariant()
            : $"{activity.ChannelId}/{user}";
        return id.Length > LongestId ? null : new Asker(new PersonId(id), Guid.TryParse(tenant, out var known) ? known : null);
    }
}
