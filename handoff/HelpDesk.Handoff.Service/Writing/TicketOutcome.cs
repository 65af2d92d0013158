using HelpDesk.Handoff.Service.Repeats;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Storage;

namespace HelpDesk.Handoff.Service.Writing;

/// <summary>What became of commands. Everything but <see cref="Done"/> has written nothing.</summary>
public abstract record TicketOutcome
{
    private TicketOutcome() { }

    /// <param name="Ticket">The first ticket that was commanded, as it is now.</param>
    /// <param name="Events">What happened to it.</param>
    public sealed record Done(StoredTicket Ticket, IReadOnlyList<TicketEvent> Events) : TicketOutcome;

    /// <summary>It was so already: the second click, the message that came twice.</summary>
    public sealed record AlreadySo(StoredTicket Ticket) : TicketOutcome;

    /// <param name="Words">Plain words for whoever asked.</param>
    public sealed record Refused(Refusal Reason, string Words, StoredTicket? Ticket) : TicketOutcome;

    /// <summary>There is no such ticket, or the caller may not know of it.</summary>
    public sealed record NotFound(TicketId Ticket) : TicketOutcome;

    /// <summary>The desk has no such agent.</summary>
    public sealed record UnknownAgent(AgentId Agent) : TicketOutcome;

    /// <summary>The ticket is not at the version that the caller saw.</summary>
    public sealed record Stale(StoredTicket Ticket) : TicketOutcome;

    /// <summary>The same request was answered meanwhile.</summary>
    public sealed record Repeated : TicketOutcome;

    /// <summary>The lease under which it was asked has passed to another node.</summary>
    public sealed record Fenced : TicketOutcome;

    /// <summary>What the order was prepared on (a number, a conversation's ticket) has changed meanwhile.</summary>
    internal sealed record Superseded : TicketOutcome;
}

/// <summary>Under which conditions a command counts.</summary>
public sealed record WriteTerms
{
    public static WriteTerms None { get; } = new();

    /// <summary>Only at this version of the (first) ticket.</summary>
    public long? IfVersion { get; init; }

    /// <summary>Tickets that this refuses are not found.</summary>
    public Func<Ticket, bool>? MaySee { get; init; }

    /// <summary>Keeps the answer with the effect, so that the same request again changes nothing.</summary>
    public Once? Once { get; init; }

    /// <summary>Only while this holds: a worker's lease.</summary>
    public Check? Fence { get; init; }

    /// <summary>Written with the events, such as what must be found again by another name.</summary>
    public IReadOnlyList<Write> Writes { get; init; } = [];
    internal IReadOnlyList<Check> Checks { get; init; } = [];
}
