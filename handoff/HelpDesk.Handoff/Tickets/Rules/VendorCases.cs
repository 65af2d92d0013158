using HelpDesk.Handoff.Policy;
using NodaTime;

namespace HelpDesk.Handoff.Tickets.Rules;

/// <summary>Tier 4: the vendor has the work, our agent keeps the ticket and waits.</summary>
internal static class VendorCases
{
    public static Decision Open(Ticket ticket, TicketCommand.OpenVendorCase c, DeskPolicy policy, Instant now)
    {
        if (Rights.HolderOrDirector(ticket, c.By) is { } notAllowed) return Decision.Refuse(notAllowed);
        if (policy.Vendor(c.Vendor) is not { } vendor) return Decision.Refuse(Refusal.UnknownVendor);
        if (Text.Line(c.Reference) is { } bad) return Decision.Refuse(bad);
        // A vendor's reference is his for good: a closed case does not open again under the same one.
        if (ticket.Case(c.Vendor, c.Reference) is not null) return Decision.Refuse(Refusal.VendorCaseExists);
        var opened = new TicketEvent.VendorCaseOpened(vendor.Id, c.Reference, c.Contact ?? vendor.Contact, c.By, now);
        return ticket.Pause switch
        {
            null => Decision.Accept(opened, Waiting(c, now)),
            { Reason: PauseReason.Vendor } => Decision.Accept(opened),
            _ => Decision.Accept(opened, new TicketEvent.Resumed("A vendor case was opened.", c.By, now), Waiting(c, now)),
        };
    }

    private static TicketEvent.Paused Waiting(TicketCommand.OpenVendorCase c, Instant now) =>
        new(PauseReason.Vendor, $"Waiting for {c.Vendor}, case {c.Reference}.", null, c.By, now);

    public static Decision Update(Ticket ticket, TicketCommand.UpdateVendorCase c, Instant now)
    {
        if (Rights.NotThePerson(c.By) is { } notAllowed) return Decision.Refuse(notAllowed);
        if (ticket.Case(c.Vendor, c.Reference) is not { } found) return Decision.Refuse(Refusal.VendorCaseNotFound);
        if (!found.IsOpen) return Decision.Refuse(Refusal.VendorCaseClosed);
        return Text.Message(c.Update) is { } bad
            ? Decision.Refuse(bad)
            : Decision.Accept(new TicketEvent.VendorCaseUpdated(found.Vendor, found.Reference, c.Update, c.By, now));
    }

    /// <summary>When the last open case closes, nobody waits for a vendor any more.</summary>
    public static Decision Close(Ticket ticket, TicketCommand.CloseVendorCase c, Instant now)
    {
        if (Rights.NotThePerson(c.By) is { } notAllowed) return Decision.Refuse(notAllowed);
        if (ticket.Case(c.Vendor, c.Reference) is not { } found) return Decision.Refuse(Refusal.VendorCaseNotFound);
        if (Text.Line(c.Outcome) is { } bad) return Decision.Refuse(bad);
        var closed = new TicketEvent.VendorCaseClosed(found.Vendor, found.Reference, c.Outcome, c.By, now);
        var lastOne = ticket.VendorCases.Count(v => v.IsOpen) == 1;
        return lastOne && ticket.Pause?.Reason == PauseReason.Vendor
            ? Decision.Accept(closed, new TicketEvent.Resumed("The vendor's case is closed.", c.By, now))
            : Decision.Accept(closed);
    }
}
