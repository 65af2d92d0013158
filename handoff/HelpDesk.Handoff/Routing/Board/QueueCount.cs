using HelpDesk.Handoff.Tickets;

namespace HelpDesk.Handoff.Routing.Board;

/// <summary>How many wait in one place without an offer, and by which rules.</summary>
internal sealed class QueueCount(RoutingPolicy rules, Tier tier)
{
    public RoutingPolicy Rules => rules;
    public int Waiting { get; set; }

    /// <summary>Over the rules' length as the match began.</summary>
    public bool IsCrowded { get; private set; }

    public void Look() => IsCrowded = Patience.OverflowsByLength(rules, tier, Waiting);
}
