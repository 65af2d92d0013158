using HelpDesk.Knowledge.Articles;
using HelpDesk.Knowledge.Articles.Markdown;
using HelpDesk.Knowledge.Search.Index;

namespace HelpDesk.Knowledge.Answers;

/// <summary>Finds the section of an article that answers a question best: steps before prose, then by the question's words.</summary>
internal static class PassageChooser
{
    private const int MaxLead = 700;
    private const int MaxLeadAlone = 1_500;
    private const int MaxSteps = 15;
    private const double StepsBonus = 1.5;
    private const double HeadingWeight = 2;
    private const double FixBonus = 0.7;
    private const double AsideLoss = 1;

    private static readonly string[] Fixes = ["steps", "resolution", "solution", "workaround", "how to", "fix", "method", "try", "schritte", "lösung", "étapes", "solución", "soluzione", "oplossing", "solução"];
    private static readonly string[] Asides = ["if that didn", "good to know", "more information", "references", "symptom", "cause", "see also", "related", "applies to", "next step", "status"];

    public static Passage Choose(KnowledgeArticle known, SearchQuery query) => known.Passage(Best(known.Sections, query));

    /// <param name="section">Its number; 0 also for an article without text.</param>
    public static Passage Make(Article article, ArticleBody body, int section)
    {
        if (body.Sections.Count == 0) return new Passage("", Short(article.Summary, MaxLeadAlone), [], null, null);
        var best = body.Sections[section];
        var lead = best.Steps.Count > 0 ? Short(Lead(article, body, best), MaxLead) : Short(best.Lead, MaxLeadAlone);
        var heading = best.Level <= 1 ? "" : best.Heading;
        var steps = best.Steps.Count <= MaxSteps ? best.Steps : [.. best.Steps.Take(MaxSteps)];
        return new Passage(heading, lead.Length > 0 || best.Steps.Count > 0 ? lead : Short(article.Summary, MaxLeadAlone), steps, best.Image, best.ImageAlt);
    }

    /// <summary>What speaks for a section whatever the question is.</summary>
    public static double Prior(Section section)
    {
        var prior = section.Steps.Count > 0 ? StepsBonus : 0;
        if (Has(section, Fixes)) prior += FixBonus;
        return Has(section, Asides) ? prior - AsideLoss : prior;
    }

    private static int Best(IReadOnlyList<SectionWords> sections, SearchQuery query)
    {
        var (best, most) = (0, double.NegativeInfinity);
        for (var i = 0; i < sections.Count; i++)
        {
            var rate = sections[i].IsEmpty ? -1 : sections[i].Prior + (sections[i].InText(query) + HeadingWeight * sections[i].InHeading(query)) / Math.Max(1, query.Terms.Count);
            if (rate > most) (best, most) = (i, rate);
        }
        return best;
    }

    // Steps without a word in front of them borrow the article's own first words.
    private static string Lead(Article article, ArticleBody body, Section best) =>
        best.Lead.Length > 0 ? best.Lead : body.Sections.FirstOrDefault(section => section.Level <= 1 && section.Lead.Length > 0)?.Lead ?? article.Summary;

    private static bool Has(Section section, string[] words) => words.Any(word => section.Heading.Contains(word, StringComparison.OrdinalIgnoreCase));

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
