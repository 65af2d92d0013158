using System.Globalization;
using System.Runtime.InteropServices;
using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Handoff.Service.Lists;

public enum TicketSort
{
    /// <summary>P1 first, then what is due earliest.</summary>
    Due,

    /// <summary>Newest first.</summary>
    Opened,

    /// <summary>Latest change first.</summary>
    Changed,
}

/// <summary>Which tickets, in which order. What is null or empty does not narrow.</summary>
public sealed record TicketQuery
{
    /// <summary>Null: of every customer.</summary>
    public IReadOnlySet<CustomerId>? Customers { get; init; }
    public IReadOnlySet<TicketStatus> Statuses { get; init; } = new HashSet<TicketStatus>();
    public bool? Open { get; init; }
    public QueueId? Queue { get; init; }
    public Tier? Tier { get; init; }
    public AgentId? Agent { get; init; }
    public PersonId? Person { get; init; }
    public Priority? Priority { get; init; }
    public CategoryId? Category { get; init; }
    public TicketKind? Kind { get; init; }
    public TicketChannel? Channel { get; init; }
    public TicketId? Incident { get; init; }
    public bool? Breached { get; init; }

    /// <summary>Due for its queue before this.</summary>
    public Instant? DueBefore { get; init; }

    /// <summary>Opened then or later.</summary>
    public Instant? OpenedFrom { get; init; }

    /// <summary>Opened before this.</summary>
    public Instant? OpenedBefore { get; init; }

    /// <summary>Words that must all be in the ticket's number, subject or talk; the last one may be the beginning of a word.</summary>
    public string? Text { get; init; }
    public TicketSort Sort { get; init; }

    /// <summary>1 to 200.</summary>
    public int Limit { get; init; } = 50;

    /// <summary>Goes on after the last row of a page.</summary>
    public TicketCursor? After { get; init; }
}

/// <summary>Where a page ended: the order's key, then the id.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TicketCursor(int Rank, long Ticks, Guid Id) : IComparable<TicketCursor>
{
    public int CompareTo(TicketCursor other)
    {
        var order = Rank.CompareTo(other.Rank);
        if (order == 0) order = Ticks.CompareTo(other.Ticks);
        return order != 0 ? order : Id.CompareTo(other.Id);
    }

    public override string ToString() => FormattableString.Invariant($"{Rank}.{Ticks}.{Id:N}");

    public static bool TryParse(string? text, out TicketCursor cursor)
    {
        cursor = default;
        var parts = text?.Split('.');
        if (parts is not { Length: 3 } || !int.TryParse(parts[0], CultureInfo.InvariantCulture, out var rank)
            || !long.TryParse(parts[1], CultureInfo.InvariantCulture, out var ticks) || !Guid.TryParse(parts[2], out var id)) return false;
        cursor = new TicketCursor(rank, ticks, id);
        return true;
    }
}
