namespace HelpDesk.Handoff.Sla.Terms;

/// <summary>A plan of <c>policy/sla.yaml</c>, such as <c>standard</c>.</summary>
public readonly record struct PlanId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>A vendor of the vendor directory, such as <c>microsoft</c>.</summary>
public readonly record struct VendorId(string Value)
{
    public override string ToString() => Value;
}
