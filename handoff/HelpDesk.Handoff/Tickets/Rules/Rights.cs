namespace HelpDesk.Handoff.Tickets.Rules;

/// <summary>Who may do what. Each returns the refusal, or null where it is fine.</summary>
internal static class Rights
{
    /// <summary>The agent who has the ticket, nobody else.</summary>
    public static Refusal? Holder(Ticket ticket, Actor actor)
    {
        if (!actor.IsStaff) return Refusal.NotAllowed;
        if (ticket.Agent is not { } holder) return Refusal.NotAssigned;
        return holder == actor.Agent ? null : Refusal.NotYours;
    }

    /// <summary>The agent who has the ticket, or someone who may direct any: a lead, the desk.</summary>
    public static Refusal? HolderOrDirector(Ticket ticket, Actor actor) => actor.MayDirect ? null : Holder(ticket, actor);

    public static Refusal? Director(Actor actor) => actor.MayDirect ? null : Refusal.NotAllowed;

    public static Refusal? Desk(Actor actor) => actor.Kind == ActorKind.Desk ? null : Refusal.NotAllowed;

    public static Refusal? Staff(Actor actor) => actor.IsStaff ? null : Refusal.NotAllowed;

    /// <summary>Agents, leads, the bot and the desk; not the person.</summary>
    public static Refusal? NotThePerson(Actor actor) => actor.Kind == ActorKind.Person ? Refusal.NotAllowed : null;

    /// <summary>The person who opened it or watches it.</summary>
    public static Refusal? Person(Ticket ticket, Actor actor) => actor.Person is { } person && ticket.Concerns(person) ? null : Refusal.NotAllowed;
}
