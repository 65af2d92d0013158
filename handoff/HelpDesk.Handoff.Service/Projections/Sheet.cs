using System.Collections.Immutable;
using HelpDesk.Handoff.Service.Ledgers;
using HelpDesk.Handoff.Service.Writing;
using HelpDesk.Handoff.Sla.Clocks;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Handoff.Tickets.Stored;
using NodaTime;

namespace HelpDesk.Handoff.Service.Projections;

/// <summary>One ticket while it is folded.</summary>
/// <param name="row">Its number in the file.</param>
internal sealed class Sheet(long row)
{
    private List<string>? _texts;

    public long Row => row;
    public Ticket? Ticket { get; private set; }
    public long Version { get; private set; }
    public ImmutableArray<TicketEvent> Moves { get; private set; } = [];

    /// <summary>As it is in the file, or on its way there; null where it was never written.</summary>
    private Ticket? Written { get; set; }

    public bool IsDirty { get; private set; }

    /// <summary>What the file has of its words is void.</summary>
    private bool IsAnew { get; set; }

    public static Sheet Load(long row, Ticket ticket, long version, ImmutableArray<TicketEvent> moves) =>
        new(row) { Ticket = ticket, Written = ticket, Version = version, Moves = moves };

    /// <param name="happened">Null where a newer program wrote it: it only counts.</param>
    public void Apply(TicketEvent? happened, long version)
    {
        (IsDirty, Version) = (true, version);
        if (happened is null) return;
        Ticket = Ticket.Apply(Ticket, happened);
        Moves = ClockHistory.After(Moves, happened);
        if (TextOf(happened) is { Length: > 0 } text) (_texts ??= []).Add(text);
    }

    /// <summary>Forgets everything but its place: all of its events come again.</summary>
    public void Restart() => (IsDirty, IsAnew, Ticket, Version, Moves, _texts) = (true, true, null, 0, [], null);

    /// <summary>Its image is on its way to the file.</summary>
    public void Wrote() => (IsDirty, IsAnew, Written, _texts) = (false, false, Ticket, null);

    /// <summary>Everything that costs work and needs no file; safe on any thread.</summary>
    public SheetImage Image(PolicyBook policies)
    {
        var policy = policies.Of(Ticket!.PolicyVersion);
        var due = TicketClocks.Due(Moves, policy.Desk, policy.Sla) is SlaOutcome.Known known ? TicketClocks.QueueDue(known) : null;
        return new(row, Written, Ticket, Version, _texts ?? [], TicketSnapshot.Write(Ticket), MovesForm.Write(Moves), due is { } at && at != Instant.MaxValue ? at.ToUnixTimeTicks() : long.MaxValue, IsAnew);
    }

    private static string? TextOf(TicketEvent happened) => happened switch
    {
        TicketEvent.Opened e => $"{e.Number} {e.Subject}",
        TicketEvent.Replied e => e.Text,
        TicketEvent.CustomerWrote e => e.Text,
        TicketEvent.Amended e => e.Text,
        TicketEvent.Noted e => e.Text,
        TicketEvent.Resolved e => e.Note,
        TicketEvent.VendorCaseOpened e => $"{e.Vendor} {e.Reference}",
        _ => null,
    };
}

/// <summary>A ticket as it is to be written, whatever happens to its sheet in the meantime.</summary>
/// <param name="Before">As it was written last; null the first time.</param>
/// <param name="Texts">What was said since then.</param>
/// <param name="Due">Ticks; the largest number where there is none.</param>
/// <param name="IsAnew">The texts are all there are: what the file has of its words is void.</param>
internal sealed record SheetImage(long Row, Ticket? Before, Ticket Ticket, long Version, IReadOnlyList<string> Texts, byte[] Snapshot, byte[] Moves, long Due, bool IsAnew);
