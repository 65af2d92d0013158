using NodaTime;

namespace HelpDesk.Handoff.Tickets.Rules;

internal static class Talking
{
    /// <summary>Only the agent who has it speaks for the desk; after he resolved it he may still answer a thank-you.</summary>
    public static Decision Reply(Ticket ticket, TicketCommand.Reply c, Instant now)
    {
        if (!c.By.IsStaff || c.By.Agent is not { } agent) return Decision.Refuse(Refusal.NotAllowed);
        var voice = ticket.Status == TicketStatus.Resolved ? ticket.LastAgent : ticket.Agent;
        if (voice != agent) return Decision.Refuse(Refusal.NotYours);
        return Text.Message(c.Text, c.Attachments.Count) is { } bad
            ? Decision.Refuse(bad)
            : Decision.Accept(new TicketEvent.Replied(agent, c.Message, c.Text, c.Attachments, now));
    }

    public static Decision Note(TicketCommand.AddNote c, Instant now)
    {
        if (Rights.NotThePerson(c.By) is { } notAllowed) return Decision.Refuse(notAllowed);
        return Text.Message(c.Text) is { } bad ? Decision.Refuse(bad) : Decision.Accept(new TicketEvent.Noted(c.By, c.Message, c.Text, now));
    }

    /// <summary>A pause that waits for the person ends when he writes; one for a vendor or a date does not.</summary>
    public static Decision Write(Ticket ticket, TicketCommand.Write c, Instant now)
    {
        if (Rights.Person(ticket, c.By) is { } notAllowed) return Decision.Refuse(notAllowed);
        if (Text.Message(c.Text, c.Attachments.Count) is { } bad) return Decision.Refuse(bad);
        var wrote = new TicketEvent.CustomerWrote(c.By.Person!.Value, c.Message, c.Text, c.Attachments, now);
        return ticket.Pause?.Reason == PauseReason.User
            ? Decision.Accept(wrote, new TicketEvent.Resumed("The person wrote.", c.By, now))
            : Decision.Accept(wrote);
    }

    /// <summary>
    /// Of the ticket's latest messages. Whoever asks has made sure that the message is the actor's own: the channel for a person, the API for an agent.
    /// </summary>
    public static Decision Amend(Ticket ticket, TicketCommand.Amend c, Instant now)
    {
        var voice = ticket.Status == TicketStatus.Resolved ? ticket.LastAgent : ticket.Agent;
        if (c.By.IsStaff ? voice != c.By.Agent : Rights.Person(ticket, c.By) is not null) return Decision.Refuse(Refusal.NotYours);
        if (!ticket.HasMessage(c.Message)) return Decision.Refuse(Refusal.MessageNotFound);
        return c.Text is { } text && Text.Message(text) is { } bad ? Decision.Refuse(bad) : Decision.Accept(new TicketEvent.Amended(c.Message, c.Text, c.By, now));
    }
}
