using System.Globalization;

namespace HelpDesk.Handoff.Sla.Clocks;

/// <summary>The words that explanations are put together from; English here, other languages come from the bot's resources.</summary>
public sealed record ClockPhrases
{
    /// <summary>As an agent reads it.</summary>
    public static ClockPhrases ForDesk { get; } = new();

    /// <summary>As the person who asked reads it.</summary>
    public static ClockPhrases ForPerson { get; } = new() { WaitingForPerson = "waiting for you" };

    public CultureInfo Culture { get; init; } = CultureInfo.InvariantCulture;

    /// <summary>{0} time, {1} the calendar's label.</summary>
    public string TimeOf { get; init; } = "{0} of {1}";

    public string TimeAlways { get; init; } = "{0} {1}";

    /// <summary>{0} what there is, {1} the start.</summary>
    public string From { get; init; } = "{0} from {1}";

    /// <summary>{0} what was left, {1} the target with its calendar, {2} the reopening.</summary>
    public string Reopened { get; init; } = "{0} left of {1} from the reopening {2}";

    /// <summary>{0} priority before, {1} priority now, {2} when.</summary>
    public string PriorityChanged { get; init; } = "{0} until {2}, now {1}";

    /// <summary>As <see cref="PriorityChanged"/>, of the plan.</summary>
    public string PlanChanged { get; init; } = "plan {0} until {2}, now {1}";

    /// <summary>{0} time, {1} waiting for whom.</summary>
    public string Paused { get; init; } = "{0} {1}";

    /// <summary>{0} waiting for whom, {1} since when, {2} what is left.</summary>
    public string Waiting { get; init; } = "{0} since {1} with {2} left";

    public string WaitingForPerson { get; init; } = "waiting for the person";

    public string WaitingForVendor { get; init; } = "waiting for the vendor";

    /// <summary>{0} the due time, {1} the zone.</summary>
    public string So { get; init; } = "so {0} {1}";

    public string NeverOpens { get; init; } = "and its calendar is not open long enough in the next ten years";

    /// <summary>{0} when.</summary>
    public string Met { get; init; } = "done {0}, in time";

    /// <summary>{0} when, {1} by how much of the clock's own time.</summary>
    public string Late { get; init; } = "done {0}, late by {1}";

    public string Stopped { get; init; } = "stopped {0}";

    internal string Of(WaitingFor reason) => reason == WaitingFor.Person ? WaitingForPerson : WaitingForVendor;
}
