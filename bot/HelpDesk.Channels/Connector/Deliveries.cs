using HelpDesk.Channels.Turns;

namespace HelpDesk.Channels.Connector;

/// <summary>The conversations in which something that was said has to be brought to its channel.</summary>
public sealed class Deliveries : Lanes<DeliveryLane>;

public sealed class DeliveryLane : Lane
{
}
