namespace HelpDesk.Handoff.Policy.Reading;

/// <summary>The kinds of names that files define and refer to, as errors call them.</summary>
internal static class Names
{
    public const string Plan = "plan";
    public const string Customer = "customer";
    public const string Category = "category";
    public const string Skill = "skill";
    public const string Queue = "queue";
    public const string Vendor = "vendor";
    public const string Scope = "scope path";
}
