using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace HelpDesk.Handoff.Sla.Terms;

/// <summary>Durations as policy files and explanations write them: <c>15m</c>, <c>2h</c>, <c>1h 30m</c>, <c>90s</c>. No days: those of whom?</summary>
public static partial class TargetText
{
    public static bool TryParse(string text, out Duration duration)
    {
        duration = Duration.Zero;
        var match = Shape().Match(text.Trim());
        if (!match.Success || text.Trim().Length == 0)
            return false;
        duration = Duration.FromHours(Part(match, "h")) + Duration.FromMinutes(Part(match, "m")) + Duration.FromSeconds(Part(match, "s"));
        return duration > Duration.Zero;
    }

    /// <summary><c>2 h</c>, <c>1 h 30 min</c>, <c>40 min</c>, <c>5 s</c>; seconds only below one hour, nothing finer.</summary>
    public static string Words(Duration duration)
    {
        var total = (long)Duration.Max(duration, -duration).TotalSeconds;
        var (hours, minutes, seconds) = (total / 3600, total % 3600 / 60, total % 60);
        string?[] parts = [hours > 0 ? $"{hours} h" : null, minutes > 0 ? $"{minutes} min" : null, (seconds > 0 && hours == 0) || total == 0 ? $"{seconds} s" : null];
        return string.Join(' ', parts.OfType<string>());
    }

    private static long Part(Match match, string group) =>
        match.Groups[group] is { Success: true } part ? long.Parse(part.Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^(?:(?<h>[0-9]{1,5})\s*h)?\s*(?:(?<m>[0-9]{1,6})\s*(?:m|min))?\s*(?:(?<s>[0-9]{1,7})\s*s)?$", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Shape();
}
