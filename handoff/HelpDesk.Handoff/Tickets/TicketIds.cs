namespace HelpDesk.Handoff.Tickets;

/// <summary>A plan of <c>policy/sla.yaml</c>, such as <c>enterprise</c>.</summary>
public readonly record struct PlanId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>A vendor of <c>policy/vendors.yaml</c>.</summary>
public readonly record struct VendorId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>The channel's id of one message: the same message delivered twice has the same id.</summary>
public readonly record struct MessageId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>An article of the knowledge base.</summary>
public readonly record struct ArticleId(string Value)
{
    public override string ToString() => Value;
}
