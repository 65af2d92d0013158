using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace HelpDesk.Handoff.Policy.Reading;

/// <summary>Lengths of time as people write them: <c>30 s</c>, <c>5 min</c>, <c>2 h</c>, <c>3 d</c>, <c>1 h 30 min</c>. A day is 24 hours.</summary>
internal static partial class Spans
{
    public const string Example = "Write it like 30 s, 5 min, 2 h, 3 d or 1 h 30 min.";
    private static readonly Duration Longest = Duration.FromDays(3660);

    public static bool TryRead(string text, out Duration span)
    {
        span = Duration.Zero;
        var match = Whole().Match(text);
        if (!match.Success) return false;
        foreach (Capture part in match.Groups["part"].Captures)
        {
            var split = part.Value.AsSpan().IndexOfAnyExceptInRange('0', '9');
            var number = int.Parse(part.Value.AsSpan(0, split), NumberStyles.None, CultureInfo.InvariantCulture);
            span += Unit(part.Value.AsSpan(split).Trim()) * number;
        }
        return span > Duration.Zero && span <= Longest;
    }

    private static Duration Unit(ReadOnlySpan<char> unit) => unit switch
    {
        "s" => Duration.FromSeconds(1),
        "min" => Duration.FromMinutes(1),
        "h" => Duration.FromHours(1),
        _ => Duration.FromDays(1),
    };

    [GeneratedRegex(@"^(?:\s*(?<part>[0-9]{1,6}\s*(?:s|min|h|d))\b)+\s*$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Whole();
}
