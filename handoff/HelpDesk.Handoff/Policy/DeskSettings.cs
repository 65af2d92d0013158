using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Handoff.Policy;

/// <summary><c>desk.yaml</c>.</summary>
public sealed record DeskSettings
{
    public required string Name { get; init; }
    public required DateTimeZone Zone { get; init; }

    /// <summary>The first one is spoken where nothing is known of the person.</summary>
    public required Sequence<string> Languages { get; init; }

    public required QueueId DefaultQueue { get; init; }
    public required NumberPrefixes Numbers { get; init; }
    public required Sequence<ResolutionCode> Resolutions { get; init; }
    public required EmergencyPlan Emergency { get; init; }

    /// <summary>How long after its resolution a ticket can be reopened.</summary>
    public Duration Reopen { get; init; } = Duration.FromDays(7);

    /// <summary>How long after its resolution a ticket closes by itself.</summary>
    public Duration AutoClose { get; init; } = Duration.FromDays(3);

    /// <summary>A person waits this long for an assigned agent, then the chat returns to the queue.</summary>
    public Duration SilentAgent { get; init; } = Duration.FromMinutes(5);
    public Duration DisconnectGrace { get; init; } = Duration.FromSeconds(60);
    public Duration OfferTime { get; init; } = Duration.FromSeconds(30);

    /// <summary>An answer after which nobody came back for this long counts as an implicit solve.</summary>
    public Duration ImplicitSolve { get; init; } = Duration.FromHours(72);

    public int OffersPerAgent { get; init; } = 1;

    /// <summary>Who declined or missed a ticket is not asked for it again for this long.</summary>
    public Duration DeclineRemembered { get; init; } = Duration.FromMinutes(10);

    /// <summary>A ticket that comes back is kept this long for the agent who had it, if he is at work; a P1 never.</summary>
    public Duration LastAgentHold { get; init; } = Duration.FromMinutes(2);
    public Duration LastAgentRemembered { get; init; } = Duration.FromHours(72);

    /// <summary>How many talks an agent has at once, by channel, unless the agent's own record says otherwise.</summary>
    public Sequence<ChannelCapacity> Capacity { get; init; } = [];
}

public sealed record NumberPrefixes(string Incident, string Request, string Problem)
{
    public string Of(TicketKind kind) => kind switch { TicketKind.Request => Request, TicketKind.Problem => Problem, _ => Incident };
}

public sealed record ResolutionCode(string Code, string Title);

public sealed record ChannelCapacity(TicketChannel Channel, int Talks);

/// <param name="OnCall">Who is called, in this order: e-mail addresses of agents.</param>
/// <param name="Broadcast">Where the statement is posted.</param>
public sealed record EmergencyPlan(Sequence<string> OnCall, Sequence<string> Broadcast, string Say);
