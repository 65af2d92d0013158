using System.Runtime.InteropServices;
using HelpDesk.Handoff.Tickets;

namespace HelpDesk.Handoff.Service.Live;

public enum LiveTopicKind { Ticket, Queue, Agent, Lead }

/// <summary>What a client asks to hear of: <c>ticket/{id}</c>, <c>queue/{id}</c>, <c>agent/{id}</c>, or <c>lead</c> for everything.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct LiveTopic
{
    private const int Longest = 100;

    private LiveTopic(LiveTopicKind kind, string name) => (Kind, Name) = (kind, name);

    public static LiveTopic Lead { get; } = new(LiveTopicKind.Lead, "");

    public LiveTopicKind Kind { get; }

    /// <summary>The ticket's, queue's or agent's id as a text.</summary>
    public string Name { get; }

    public static LiveTopic Of(TicketId ticket) => new(LiveTopicKind.Ticket, ticket.ToString());

    public static LiveTopic Of(QueueId queue) => new(LiveTopicKind.Queue, queue.Value);

    public static LiveTopic Of(AgentId agent) => new(LiveTopicKind.Agent, agent.ToString());

    public static bool TryParse(string? text, out LiveTopic topic)
    {
        topic = default;
        if (text is null or { Length: > Longest }) return false;
        if (text == "lead") return Is(Lead, out topic);
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 || slash == text.Length - 1) return false;
        var name = text[(slash + 1)..];
        return text[..slash] switch
        {
            "queue" => Is(Of(new QueueId(name)), out topic),
            "ticket" when Guid.TryParse(name, out var id) => Is(Of(new TicketId(id)), out topic),
            "agent" when Guid.TryParse(name, out var id) => Is(Of(new AgentId(id)), out topic),
            _ => false,
        };
    }

    public override string ToString() => Kind switch
    {
        LiveTopicKind.Ticket => $"ticket/{Name}",
        LiveTopicKind.Queue => $"queue/{Name}",
        LiveTopicKind.Agent => $"agent/{Name}",
        _ => "lead",
    };

    private static bool Is(LiveTopic found, out LiveTopic topic)
    {
        topic = found;
        return true;
    }
}
