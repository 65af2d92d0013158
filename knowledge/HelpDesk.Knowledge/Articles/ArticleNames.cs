using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace HelpDesk.Knowledge.Articles;

/// <summary>The words of the front matter for categories, states and dates.</summary>
public static class ArticleNames
{
    public const string Categories = "how-to, troubleshooting, faq, policy, known-issue";
    public const string States = "draft, validated, published, retired";

    private static readonly LocalDatePattern[] Dates =
        [.. new[] { "uuuu-MM-dd", "M/d/uuuu", "uuuu/M/d", "d MMM uuuu", "MMMM d, uuuu" }.Select(LocalDatePattern.CreateWithInvariantCulture)];

    public static string Name(ArticleCategory category) => category switch
    {
        ArticleCategory.HowTo => "how-to",
        ArticleCategory.Troubleshooting => "troubleshooting",
        ArticleCategory.Faq => "faq",
        ArticleCategory.Policy => "policy",
        ArticleCategory.KnownIssue => "known-issue",
        _ => throw new ArgumentOutOfRangeException(nameof(category)),
    };

    public static string Name(ArticleState state) => state switch
    {
        ArticleState.Draft => "draft",
        ArticleState.Validated => "validated",
        ArticleState.Published => "published",
        ArticleState.Retired => "retired",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public static bool TryCategory(string name, out ArticleCategory category) => TryFind(name, Enum.GetValues<ArticleCategory>(), Name, out category);

    public static bool TryState(string name, out ArticleState state) => TryFind(name, Enum.GetValues<ArticleState>(), Name, out state);

    /// <summary>ISO dates, and the American ones that Learn writes.</summary>
    public static bool TryDate(string text, out LocalDate date)
    {
        // A YAML timestamp may carry a time of day; the day is what counts.
        var day = text.Trim().Split('T')[0];
        foreach (var pattern in Dates)
            if (pattern.Parse(day).TryGetValue(default, out date)) return true;
        date = default;
        return false;
    }

    /// <summary>Year-month-day.</summary>
    public static string Name(LocalDate date) => date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);

    private static bool TryFind<T>(string text, T[] values, Func<T, string> name, out T found) where T : struct
    {
        var wanted = text.Trim().Replace('_', '-').Replace(' ', '-');
        foreach (var value in values)
            if (string.Equals(name(value), wanted, StringComparison.OrdinalIgnoreCase))
            {
                found = value;
                return true;
            }
        found = default;
        return false;
    }
}
