namespace HelpDesk.Handoff.Tickets;

/// <summary>A ticket's permanent id; people see its number (INC-1042), which the service hands out.</summary>
public readonly record struct TicketId(Guid Value)
{
    public override string ToString() => Value.ToString("N");
}

public readonly record struct AgentId(Guid Value)
{
    public override string ToString() => Value.ToString("N");
}

/// <summary>Who asks for help: tenant and object id where verified, else the channel's user id; never a name or an address.</summary>
public readonly record struct PersonId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>A customer of the desk as <c>policy/customers.yaml</c> names it.</summary>
public readonly record struct CustomerId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>A category of <c>policy/categories.yaml</c>, such as <c>email</c>.</summary>
public readonly record struct CategoryId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>A skill of <c>policy/skills.yaml</c>, such as <c>networking</c>.</summary>
public readonly record struct SkillId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>A queue of <c>policy/queues.yaml</c>.</summary>
public readonly record struct QueueId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>P1 business stopped, P2 major impact, P3 one user, P4 how-to or request. Lower numbers are more urgent.</summary>
public enum Priority { P1 = 1, P2 = 2, P3 = 3, P4 = 4 }

/// <summary>0 the bot, 1 service desk, 2 technical, 3 specialist, 4 vendor.</summary>
public enum Tier { Bot = 0, ServiceDesk = 1, Technical = 2, Specialist = 3, Vendor = 4 }
