using HelpDesk.Knowledge.Articles;
using HelpDesk.Knowledge.Articles.Markdown;
using HelpDesk.Knowledge.Search.Analysis;

namespace HelpDesk.Knowledge.Answers;

/// <summary>Finds the section of an article that answers a question best: steps before prose, then by the question's words.</summary>
internal static class PassageChooser
{
    private const int MaxLead = 700;
    private const int MaxLeadAlone = 1_500;
    private const int MaxSteps = 15;
    private const double StepsBonus = 1.5;
    private const double HeadingWeight = 2;

    private static readonly string[] Fixes = ["steps", "resolution", "solution", "workaround", "how to", "fix", "method", "try"];
    private static readonly string[] Asides = ["if that didn", "good to know", "more information", "references", "symptom", "cause", "see also", "related", "applies to", "next step", "status"];

    public static Passage Choose(Article article, ArticleBody body, string question)
    {
        if (body.Sections.Count == 0) return new Passage("", Short(article.Summary, MaxLeadAlone), [], null, null);
        var asked = Terms(question).ToHashSet(StringComparer.Ordinal);
        var best = body.Sections.Select((section, order) => (section, order)).MaxBy(s => (Rate(s.section, asked), -s.order)).section;
        var lead = best.Steps.Count > 0 ? Short(Lead(article, body, best), MaxLead) : Short(best.Lead, MaxLeadAlone);
        var heading = best.Level <= 1 ? "" : best.Heading;
        return new Passage(heading, lead.Length > 0 || best.Steps.Count > 0 ? lead : Short(article.Summary, MaxLeadAlone), [.. best.Steps.Take(MaxSteps)], best.Image, best.ImageAlt);
    }

    // Steps without a word in front of them borrow the article's own first words.
    private static string Lead(Article article, ArticleBody body, Section best) =>
        best.Lead.Length > 0 ? best.Lead : body.Sections.FirstOrDefault(section => section.Level <= 1 && section.Lead.Length > 0)?.Lead ?? article.Summary;

    private static double Rate(Section section, HashSet<string> asked)
    {
        if (section.Text.Length == 0) return -1;
        var (inText, inHeading) = (Share(section.Text, asked), Share(section.Heading + " " + string.Join(' ', section.Parents), asked));
        var rate = inText + HeadingWeight * inHeading + (section.Steps.Count > 0 ? StepsBonus : 0);
        if (Has(section, Fixes)) rate += 0.7;
        if (Has(section, Asides)) rate -= 1;
        return rate;
    }

    private static bool Has(Section section, string[] words) => words.Any(word => section.Heading.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static double Share(string text, HashSet<string> asked) =>
        asked.Count == 0 ? 0 : (double)Terms(text).Where(asked.Contains).Distinct(StringComparer.Ordinal).Count() / asked.Count;

    private static List<string> Terms(string text)
    {
        var terms = new List<string>();
        new Analyzer("en").Analyze(text, 0, (_, term, _, _) => terms.Add(term.ToString()));
        return terms;
    }

    // At a paragraph's end where there is one, else at a sentence's, so that no markup is cut in two.
    private static string Short(string markdown, int max)
    {
        if (markdown.Length <= max) return markdown;
        var cut = markdown.LastIndexOf("\n\n", max, StringComparison.Ordinal);
        if (cut < max / 4) cut = markdown.LastIndexOf(". ", max, StringComparison.Ordinal) + 1;
        return cut >= max / 4 ? markdown[..cut].TrimEnd() : Words(SafeMarkdown.ToPlainText(markdown), max);
    }

    private static string Words(string text, int max) => text.Length <= max ? text : text[..max].TrimEnd() + "…";
}
