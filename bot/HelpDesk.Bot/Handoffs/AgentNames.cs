using HelpDesk.Bot.Hosting;
using HelpDesk.Bot.Resources;
using HelpDesk.Handoff.Service.Staff;
using HelpDesk.Handoff.Tickets;
using Microsoft.Extensions.Options;

namespace HelpDesk.Bot.Handoffs;

/// <summary>What agents are called in front of the people they help, by the operator's choice.</summary>
public enum AgentNaming
{
    /// <summary>The first name.</summary>
    First,
    Full,

    /// <summary>Nobody is named.</summary>
    None,
}

/// <summary>Looks up what an agent is called.</summary>
public sealed class AgentNames(StaffDesk staff, IOptions<DeskOptions> options)
{
    public async Task<string> OfAsync(AgentId? agent, Texts texts, CancellationToken ct) =>
        agent is { } id && options.Value.AgentNames != AgentNaming.None && await staff.FindAsync(id, ct) is { Profile.Name: { Length: > 0 } name }
            ? Shown(name, options.Value.AgentNames)
            : texts.Colleague;

    internal static string Shown(string name, AgentNaming naming) => naming == AgentNaming.Full ? name : name.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0];
}
