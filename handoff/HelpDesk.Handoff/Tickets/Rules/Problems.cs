using NodaTime;

namespace HelpDesk.Handoff.Tickets.Rules;

/// <summary>A problem keeps the cause behind incidents; a major incident tells everyone what is known.</summary>
internal static class Problems
{
    public static Decision RootCause(Ticket ticket, TicketCommand.RecordRootCause c, Instant now)
    {
        if (Rights.Staff(c.By) is { } notAllowed) return Decision.Refuse(notAllowed);
        if (ticket.Kind != TicketKind.Problem) return Decision.Refuse(Refusal.NotAProblem);
        return Text.Message(c.Cause) is { } bad ? Decision.Refuse(bad) : Decision.Accept(new TicketEvent.RootCauseRecorded(c.Cause, c.By, now));
    }

    public static Decision KnownError(Ticket ticket, TicketCommand.RecordKnownError c, Instant now)
    {
        if (Rights.Staff(c.By) is { } notAllowed) return Decision.Refuse(notAllowed);
        if (ticket.Kind != TicketKind.Problem) return Decision.Refuse(Refusal.NotAProblem);
        var error = c.Error;
        return (Text.Line(error.Title) ?? Text.Message(error.Symptom) ?? Text.Message(error.Cause) ?? Text.Message(error.Workaround)) is { } bad
            ? Decision.Refuse(bad)
            : Decision.Accept(new TicketEvent.KnownErrorRecorded(error.Title, error.Symptom, error.Cause, error.Workaround, c.By, now));
    }

    public static Decision DeclareMajor(Ticket ticket, TicketCommand.DeclareMajorIncident c, Instant now)
    {
        if (Rights.NotThePerson(c.By) is { } notAllowed) return Decision.Refuse(notAllowed);
        if (ticket.Kind != TicketKind.Incident || ticket.Priority != Priority.P1) return Decision.Refuse(Refusal.NotCritical);
        if (Text.Line(c.Statement) is { } bad) return Decision.Refuse(bad);
        var since = c.Since ?? ticket.OpenedAt;
        return since > now
            ? Decision.Refuse(Refusal.BadTime)
            : Decision.Accept(new TicketEvent.MajorIncidentDeclared(c.Statement, c.Words, since, c.By, now));
    }

    public static Decision UpdateMajor(Ticket ticket, TicketCommand.UpdateMajorIncident c, Instant now)
    {
        if (Rights.Staff(c.By) is { } notAllowed) return Decision.Refuse(notAllowed);
        if (!ticket.IsMajorIncident) return Decision.Refuse(Refusal.NotAMajorIncident);
        return Text.Line(c.Statement) is { } bad ? Decision.Refuse(bad) : Decision.Accept(new TicketEvent.MajorIncidentUpdated(c.Statement, c.By, now));
    }
}
