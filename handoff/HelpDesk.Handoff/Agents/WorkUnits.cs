using System.Runtime.InteropServices;

namespace HelpDesk.Handoff.Agents;

/// <summary>An amount of work for each kind: a capacity, or a load. One ordinary chat is one unit.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct WorkUnits(int Chat, int Ticket)
{
    public static WorkUnits None => default;

    public int this[WorkKind kind] => kind == WorkKind.Chat ? Chat : Ticket;

    public WorkUnits Plus(WorkKind kind, int units) =>
        kind == WorkKind.Chat ? this with { Chat = Chat + units } : this with { Ticket = Ticket + units };
}
