namespace HelpDesk.Handoff.Tickets;

/// <summary>What becomes of a command. A refusal is a value, and a command that asks for what is already so is no error.</summary>
public abstract record Decision
{
    private Decision() { }

    /// <summary>These happened, in this order; they stand or fall together.</summary>
    public sealed record Accepted(Sequence<TicketEvent> Events) : Decision;

    /// <summary>It is already so: a double click, a timer that came late, a message delivered twice.</summary>
    public sealed record NothingToDo : Decision;

    /// <param name="Words">The reason in plain words, fit to be shown to whoever asked.</param>
    public sealed record Refused(Refusal Reason, string Words) : Decision;

    public static Decision Nothing { get; } = new NothingToDo();

    public static Decision Accept(params ReadOnlySpan<TicketEvent> events) => new Accepted(Sequence.Create(events));

    public static Decision Refuse(Refusal reason) => new Refused(reason, RefusalWords.Of(reason));
}
