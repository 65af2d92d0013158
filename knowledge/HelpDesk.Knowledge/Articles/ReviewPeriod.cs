using System.Globalization;

namespace HelpDesk.Knowledge.Articles;

/// <summary>How long a review holds, as authors write it: <c>180d</c>, <c>26 weeks</c>, <c>6 months</c>, <c>1 year</c>, or bare days.</summary>
public static class ReviewPeriod
{
    private const int MaxDays = 3660;

    /// <param name="days">A month counts 30 days and a year 365: a reminder needs no calendar.</param>
    public static bool TryParse(string text, out int days)
    {
        days = 0;
        var trimmed = text.AsSpan().Trim();
        var digits = 0;
        while (digits < trimmed.Length && char.IsAsciiDigit(trimmed[digits])) digits++;
        if (digits is 0 or > 4) return false;
        var unit = DaysOf(trimmed[digits..].Trim().ToString().ToLowerInvariant());
        days = int.Parse(trimmed[..digits], CultureInfo.InvariantCulture) * unit;
        return days is > 0 and <= MaxDays;
    }

    private static int DaysOf(string unit) => unit switch
    {
        "" or "d" or "day" or "days" => 1,
        "w" or "week" or "weeks" => 7,
        "m" or "month" or "months" => 30,
        "y" or "year" or "years" => 365,
        _ => 0,
    };
}
