namespace HelpDesk.Handoff.Sla.Terms;

/// <summary>One thing that is wrong in a policy file and what to do about it.</summary>
/// <param name="Line">From 1; 0 where the problem is the whole file's.</param>
/// <param name="Key">The path of keys, such as <c>plans.standard.clocks.P2</c>.</param>
public sealed record SlaProblem(string File, int Line, string Key, string Problem, string Fix)
{
    public override string ToString() => $"{File}:{Line}: {Key}: {Problem}. {Fix}";
}

/// <summary>A policy file's name, for problems, and its text.</summary>
public sealed record PolicyText(string File, string Text);
