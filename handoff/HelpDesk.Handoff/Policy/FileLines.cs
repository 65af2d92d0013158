namespace HelpDesk.Handoff.Policy;

/// <summary>Lines of a file that was read already, for errors that are found when files are compared.</summary>
internal static class FileLines
{
    /// <summary>The first line that begins so, spaces before it aside; 1 where there is none.</summary>
    public static int Of(string text, string beginning)
    {
        var number = 0;
        foreach (var line in text.EnumerateLines())
        {
            number++;
            if (line.TrimStart().StartsWith(beginning, StringComparison.Ordinal))
                return number;
        }
        return 1;
    }
}
