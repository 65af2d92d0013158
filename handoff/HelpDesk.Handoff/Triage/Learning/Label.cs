using HelpDesk.Handoff.Tickets;

namespace HelpDesk.Handoff.Triage.Learning;

/// <summary>What a text is about: a category of the desk, or something that is not the desk's (<c>scope:payroll</c> in the file).</summary>
public readonly record struct Label(string Value)
{
    private const string ScopePrefix = "scope:";

    public CategoryId? Category => Value.StartsWith(ScopePrefix, StringComparison.Ordinal) ? null : new CategoryId(Value);

    public ScopeId? Scope => Value.StartsWith(ScopePrefix, StringComparison.Ordinal) ? new ScopeId(Value[ScopePrefix.Length..]) : null;

    public override string ToString() => Value;
}

/// <summary>A text that a person has labelled.</summary>
public sealed record LabelledLine(Label Label, string Text);
