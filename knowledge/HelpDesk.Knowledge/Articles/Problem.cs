namespace HelpDesk.Knowledge.Articles;

/// <summary>What an author must look at. An error keeps the file out, a warning only tells.</summary>
public enum ProblemLevel { Warning, Error }

/// <param name="Path">The file, relative to the folder that was read, with '/'.</param>
/// <param name="Line">From 1; the line where the problem starts.</param>
/// <param name="Text">What is wrong, one sentence.</param>
/// <param name="Fix">What to do about it, one sentence.</param>
public sealed record Problem(string Path, int Line, ProblemLevel Level, string Text, string Fix)
{
    public override string ToString() => $"{Path}:{Line}: {Text} {Fix}";
}
