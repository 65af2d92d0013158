using HelpDesk.Handoff.Tickets;

namespace HelpDesk.Handoff.Triage;

/// <summary>Impact times urgency, as the desk's policy decides it.</summary>
public delegate Priority PriorityMatrix(Impact impact, Urgency urgency);

/// <summary>What a ticket of a category is worth where the words say nothing about it; the category is null when it is not known.</summary>
public delegate (Impact Impact, Urgency Urgency) CategoryDefaults(CategoryId? category);

/// <summary>The matrix of the seed values: P1 business stopped and many users, P2 major impact, P3 one user, P4 how-to and requests.</summary>
public static class SeedMatrix
{
    private static readonly Priority[,] Cells =
    {
        //              Low          Medium       High         Critical
        /* Person */     { Priority.P4, Priority.P3, Priority.P3, Priority.P2 },
        /* Team */       { Priority.P4, Priority.P3, Priority.P2, Priority.P2 },
        /* Department */ { Priority.P3, Priority.P2, Priority.P2, Priority.P1 },
        /* Company */    { Priority.P3, Priority.P2, Priority.P1, Priority.P1 },
    };

    public static Priority Of(Impact impact, Urgency urgency) => Cells[(int)impact, (int)urgency];

    public static (Impact Impact, Urgency Urgency) Defaults(CategoryId? category) => category?.Value switch
    {
        "access-request" or "onboarding" => (Impact.Person, Urgency.Low),
        _ => (Impact.Person, Urgency.Medium),
    };
}
