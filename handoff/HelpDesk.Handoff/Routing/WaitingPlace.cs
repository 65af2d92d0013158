using System.Runtime.InteropServices;
using HelpDesk.Handoff.Tickets;

namespace HelpDesk.Handoff.Routing;

/// <summary>Where tickets are counted together for overflow by length: a queue, and the tier that they ask for in it.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct WaitingPlace(QueueId? Queue, Tier Tier)
{
    public static WaitingPlace Of(Demand demand) => new(demand.Queue, demand.Tier);
}
