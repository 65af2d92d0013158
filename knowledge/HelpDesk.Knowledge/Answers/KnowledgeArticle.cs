using HelpDesk.Knowledge.Articles;
using HelpDesk.Knowledge.Articles.Markdown;
using HelpDesk.Knowledge.Search.Analysis;
using HelpDesk.Knowledge.Search.Index;

namespace HelpDesk.Knowledge.Answers;

/// <summary>An article in memory; its sections are read when it is first shown.</summary>
internal sealed class KnowledgeArticle(Article article)
{
    private ArticleBody? _body;
    private IReadOnlyList<SectionWords>? _sections;
    private Passage?[]? _passages;

    public Article Article => article;

    // Two readers at once may both parse; they come to the same.
    public ArticleBody Body => _body ??= ArticleBody.Parse(article.Body, LinkPolicy.For(article));

    /// <summary>The words of each section of <see cref="Body"/>.</summary>
    public IReadOnlyList<SectionWords> Sections => _sections ??= SectionWords.Of(Body.Sections, LanguageOf(Body.PlainText));

    /// <summary>What an answer shows of a section; the same for every question.</summary>
    public Passage Passage(int section)
    {
        var passages = _passages ??= new Passage?[Math.Max(1, Body.Sections.Count)];
        return passages[section] ??= PassageChooser.Make(article, Body, section);
    }

    public IndexEntry ToEntry()
    {
        // Parsed here and let go again: keeping every article's sections would double the memory.
        var body = ArticleBody.Parse(article.Body, LinkPolicy.For(article));
        return new IndexEntry(
            article.Id, article.Title, string.Join('\n', body.Sections.Where(section => section.Level > 0).Select(section => section.Heading)),
            string.Join('\n', article.Keywords.Concat(article.Products)), article.Summary + "\n" + body.PlainText)
        {
            Language = LanguageOf(body.PlainText),
            Audience = article.Audience,
            Products = article.Products,
            State = article.State,
        };
    }

    // English is what an article is said to be where nobody said anything; its own words know better.
    private string LanguageOf(string text) =>
        Languages.CodeOf(article.Language) == Languages.English ? LanguageDetection.Detect(article.Title + "\n" + text, Languages.English) : article.Language;
}
