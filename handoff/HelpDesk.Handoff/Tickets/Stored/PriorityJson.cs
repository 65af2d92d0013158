namespace HelpDesk.Handoff.Tickets.Stored;

/// <summary>P1 to P4, in those letters.</summary>
internal sealed class PriorityJson : TextJson<Priority>
{
    protected override bool TryParse(string text, out Priority value)
    {
        (var known, value) = text switch
        {
            "P1" => (true, Priority.P1),
            "P2" => (true, Priority.P2),
            "P3" => (true, Priority.P3),
            "P4" => (true, Priority.P4),
            _ => (false, default),
        };
        return known;
    }

    protected override string Format(Priority value) => value switch
    {
        Priority.P1 => "P1",
        Priority.P2 => "P2",
        Priority.P3 => "P3",
        Priority.P4 => "P4",
        _ => throw new ArgumentOutOfRangeException(nameof(value), value, "A priority without a stored name."),
    };
}

/// <summary>The tier by the name that policy files use.</summary>
internal sealed class TierJson : TextJson<Tier>
{
    private static readonly (Tier Tier, string Name)[] Names =
    [
        (Tier.Bot, "bot"), (Tier.ServiceDesk, "service-desk"), (Tier.Technical, "technical"), (Tier.Specialist, "specialist"), (Tier.Vendor, "vendor"),
    ];

    protected override bool TryParse(string text, out Tier value)
    {
        var index = Array.FindIndex(Names, n => n.Name == text);
        value = index < 0 ? default : Names[index].Tier;
        return index >= 0;
    }

    protected override string Format(Tier value) => Names[(int)value].Name;
}
