using HelpDesk.Handoff.Tickets;

namespace HelpDesk.Bot.Handoffs;

/// <summary>What a person's words or press mean for the desk; null (no intent) leaves them to the bot.</summary>
internal abstract record Intent
{
    private Intent() { }

    /// <summary>Words or files for the agent who is on.</summary>
    /// <param name="Words">Null: what the activity says; else without a number that stood before it.</param>
    public sealed record Pass(Ticket Ticket, string? Words = null) : Intent;

    /// <summary>Words or files for whoever takes the ticket.</summary>
    public sealed record Add(Ticket Ticket, string? Words = null) : Intent;

    /// <summary>A message that was passed on has other words now; null where it was taken back.</summary>
    public sealed record Amend(Ticket Ticket, string Message, string? Words) : Intent;

    /// <summary>How is my place in line?</summary>
    public sealed record HowLong(Ticket Ticket) : Intent;

    public sealed record Wait(Ticket Ticket) : Intent;
    public sealed record GoAside(Ticket Ticket) : Intent;
    public sealed record Cancel(Ticket Ticket) : Intent;
    public sealed record EndChat(Ticket Ticket) : Intent;
    public sealed record Confirm(Ticket Ticket) : Intent;
    public sealed record Reopen(Ticket Ticket, string Words) : Intent;
    public sealed record Rate(Ticket Ticket, int Rating, string? Comment) : Intent;
    public sealed record List : Intent;
    public sealed record Details(Ticket Ticket) : Intent;
    public sealed record AskComment(Ticket Ticket) : Intent;
    public sealed record Switch(Ticket Ticket) : Intent;

    /// <summary>What a new ticket is about, after it was asked.</summary>
    public sealed record Subject(string Words) : Intent;

    /// <summary>A button about a ticket that this person does not have.</summary>
    public sealed record Unknown : Intent;

    /// <summary>Words for a ticket that takes none any more.</summary>
    public sealed record TooLate(Ticket Ticket) : Intent;

    /// <summary>The person goes on to something else: the bot may answer, and bare words no longer mean this ticket.</summary>
    public sealed record Drop(Ticket Ticket) : Intent;
}
