using HelpDesk.Handoff.Tickets;

namespace HelpDesk.Handoff.Policy;

/// <summary><c>priorities.yaml</c>: what each priority means, and which one impact and urgency make together.</summary>
/// <param name="Cells">One for every impact and urgency.</param>
public sealed record Priorities(Sequence<PriorityMeaning> Meanings, Sequence<MatrixCell> Cells)
{
    public Priority Of(Impact impact, Urgency urgency) => Cells.First(c => c.Impact == impact && c.Urgency == urgency).Priority;
}

public sealed record PriorityMeaning(Priority Priority, string Title, string Meaning);

public sealed record MatrixCell(Impact Impact, Urgency Urgency, Priority Priority);
