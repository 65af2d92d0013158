using HelpDesk.Knowledge.Articles.Markdown;
using NodaTime;

namespace HelpDesk.Knowledge.Articles;

/// <summary>Maps front matter fields to an article: each of ours first, then the name that Microsoft Learn has for it.</summary>
internal sealed class ArticleFields(string path, FrontMatter matter, List<Problem> problems)
{
    private readonly HashSet<string> _used = new(StringComparer.OrdinalIgnoreCase);

    public bool HasOwnId { get; private set; }

    public Article? ToArticle()
    {
        var title = Title();
        if (title is null)
        {
            problems.Add(matter.Fields.Count == 0
                ? new Problem(path, 1, ProblemLevel.Error, "There is no front matter and no heading: a fragment, not an article.", "Give it a title, or leave it out.")
                : new Problem(path, 1, ProblemLevel.Error, "There is neither a title nor a heading.", "Add 'title:' to the front matter."));
            return null;
        }
        if (string.IsNullOrWhiteSpace(matter.Body))
        {
            problems.Add(new Problem(path, matter.BodyLine, ProblemLevel.Error, "There is no text below the front matter.", "Write the article, or leave the file out."));
            return null;
        }
        var article = Map(title);
        return article with { Other = Others() };
    }

    private Article Map(string title) => new()
    {
        Id = Id(),
        Title = title,
        Summary = Line("summary", "description"),
        Category = Category(),
        State = State(),
        Audience = Line("audience") is { Length: > 0 } audience ? audience : "everyone",
        Products = List("products", "appliesto"),
        Keywords = List("keywords"),
        Related = List("related"),
        Owner = Line("owner", "ms.author") is { Length: > 0 } owner ? owner : null,
        Reviewed = Date("reviewed", "ms.date"),
        ReviewEveryDays = ReviewEvery(),
        Language = Line("language", "ms.locale", "locale") is { Length: > 0 } language ? language : "en",
        Body = matter.Body,
    };

    private string? Title()
    {
        if (Line("title") is { Length: > 0 } title) return title;
        var heading = ArticleBody.FirstHeading(matter.Body);
        if (heading is not null && matter.Fields.Count > 0)
            problems.Add(new Problem(path, 1, ProblemLevel.Warning, "There is no title; the first heading was taken.", "Add 'title:' to the front matter."));
        return heading;
    }

    private ArticleId Id()
    {
        if (Take("id") is not { Value: { } id } field) return new ArticleId(Slug.FromPath(path));
        HasOwnId = true;
        var slug = Slug.From(id);
        if (!string.Equals(slug, id, StringComparison.Ordinal))
            Warn(field, $"The id '{Short(id)}' has other characters than a-z, 0-9 and '-'; '{slug}' was taken.", "Use lower-case words joined by '-'.");
        return new ArticleId(slug);
    }

    private ArticleCategory Category()
    {
        if (Take("category") is { Value: { } own } field)
        {
            if (ArticleNames.TryCategory(own, out var category)) return category;
            Warn(field, $"The category '{Short(own)}' is unknown; 'how-to' was taken.", $"Use one of {ArticleNames.Categories}.");
            return ArticleCategory.HowTo;
        }
        // Learn's topic stays in Other as well: it knows more kinds than we do.
        return Find("ms.topic")?.Value is { } topic && ArticleNames.TryCategory(topic, out var mapped) ? mapped : ArticleCategory.HowTo;
    }

    private ArticleState State()
    {
        if (Take("state") is not { Value: { } text } field) return ArticleState.Published;
        if (ArticleNames.TryState(text, out var state)) return state;
        Warn(field, $"The state '{Short(text)}' is unknown; the article stays a draft.", $"Use one of {ArticleNames.States}.");
        return ArticleState.Draft;
    }

    private LocalDate? Date(params ReadOnlySpan<string> keys)
    {
        if (Take(keys) is not { Value: { } text } field) return null;
        if (ArticleNames.TryDate(text, out var date)) return date;
        Warn(field, $"'{Short(text)}' is not a date.", "Write it as 2026-01-31.");
        return null;
    }

    private int? ReviewEvery()
    {
        if (Take("reviewEvery") is not { Value: { } text } field) return null;
        if (ReviewPeriod.TryParse(text, out var days)) return days;
        Warn(field, $"'{Short(text)}' is not a period.", "Write it as 180d, 26 weeks or 6 months.");
        return null;
    }

    private string Line(params ReadOnlySpan<string> keys)
    {
        if (Take(keys) is not { } field) return "";
        return string.Join(' ', string.Join(' ', field.Values).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private IReadOnlyList<string> List(params ReadOnlySpan<string> keys)
    {
        if (Take(keys) is not { } field) return [];
        // A single scalar is a comma-separated list.
        var values = field.Values.Count == 1 && !field.Raw.Contains('\n', StringComparison.Ordinal) && !field.Raw.TrimStart().StartsWith('[')
            ? field.Values[0].Split(',') : [.. field.Values];
        return [.. values.Select(v => v.Trim()).Where(v => v.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    private FrontMatterField? Take(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
            if (Find(key) is { } field)
            {
                _used.Add(field.Key);
                return field;
            }
        return null;
    }

    private FrontMatterField? Find(string key) => matter.Fields.FirstOrDefault(f => string.Equals(f.Key, key, StringComparison.OrdinalIgnoreCase));

    private Dictionary<string, string> Others() =>
        matter.Fields.Where(f => !_used.Contains(f.Key)).ToDictionary(f => f.Key, f => f.Raw, StringComparer.Ordinal);

    private void Warn(FrontMatterField field, string text, string fix) => problems.Add(new Problem(path, field.Line, ProblemLevel.Warning, text, fix));

    private static string Short(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
