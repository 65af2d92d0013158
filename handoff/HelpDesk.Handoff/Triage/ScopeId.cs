namespace HelpDesk.Handoff.Triage;

/// <summary>A path of <c>policy/scope.yaml</c> for what is not the desk's, such as <c>payroll</c>.</summary>
public readonly record struct ScopeId(string Value)
{
    public override string ToString() => Value;
}
