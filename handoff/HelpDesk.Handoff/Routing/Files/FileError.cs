namespace HelpDesk.Handoff.Routing.Files;

/// <summary>One thing wrong with a file, with everything needed to put it right.</summary>
/// <param name="Line">Counted from 1.</param>
/// <param name="Key">Where in the file, such as <c>rules[2].category</c>.</param>
public sealed record FileError(string File, int Line, string Key, string Problem, string Fix)
{
    public override string ToString() => $"{File}:{Line}: {Key}: {Problem} {Fix}";
}
