using System.Globalization;
using NodaTime;

namespace HelpDesk.Handoff.Routing.Files;

/// <summary>Lengths of time as people write them: <c>30s</c>, <c>5m</c>, <c>72h</c>, <c>3d</c>.</summary>
internal static class Spans
{
    public const string Expected = "a length of time such as 30s, 5m, 72h or 3d";

    public static Duration? Parse(string text)
    {
        if (text.Length < 2 || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return null;
        return text[^1] switch
        {
            's' => Duration.FromSeconds(number),
            'm' => Duration.FromMinutes(number),
            'h' => Duration.FromHours(number),
            'd' => Duration.FromDays(number),
            _ => null,
        };
    }
}
