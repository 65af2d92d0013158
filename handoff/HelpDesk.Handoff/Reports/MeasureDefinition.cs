namespace HelpDesk.Handoff.Reports;

public enum MeasureUnit
{
    /// <summary>A part of one.</summary>
    Share,
    Minutes,
    Tickets,
}

/// <summary>What is aimed at; both null: nothing, the figure is for information.</summary>
public sealed record Target(double? AtLeast = null, double? Below = null, double? AtMost = null)
{
    public static Target None { get; } = new();

    public bool IsMetBy(double value) =>
        (AtLeast is not { } least || value >= least) && (Below is not { } below || value < below) && (AtMost is not { } most || value <= most);

    public bool IsSet => AtLeast is not null || Below is not null || AtMost is not null;
}

/// <summary>A measure as data: what it is called, how it is worked out and what is aimed at. Pages print exactly these words.</summary>
/// <param name="CountedBy">Which moment of a ticket puts it into a period.</param>
public sealed record MeasureDefinition(string Id, string Name, string Formula, string CountedBy, MeasureUnit Unit, Target Target);
