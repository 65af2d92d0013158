namespace HelpDesk.Handoff.Policy;

/// <summary>One thing wrong with the policy, with everything needed to put it right.</summary>
/// <param name="Line">Counted from 1.</param>
/// <param name="Key">Where in the file, such as <c>queues[2].tier</c>.</param>
public sealed record PolicyError(string File, int Line, string Key, string Problem, string Fix)
{
    public static PolicyError Missing(string file) => new(file, 1, "", "The file is missing.", "Copy it from the policy folder that came with the product.");

    public override string ToString() => $"{File}:{Line}: {Key}: {Problem} {Fix}";
}
