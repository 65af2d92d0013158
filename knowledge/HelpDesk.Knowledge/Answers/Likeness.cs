using HelpDesk.Knowledge.Search.Analysis;
using HelpDesk.Knowledge.Search.Index;

namespace HelpDesk.Knowledge.Answers;

/// <summary>More like this: the words that make an article what it is, as a query.</summary>
internal static class Likeness
{
    private const int MostTerms = 12;
    private const int TitleCounts = 3;

    public static SearchQuery QueryOf(IndexEntry entry, IIndexSnapshot index, ArticleFilter filter)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var analyzer = new Analyzer(entry.Language);
        Count(entry.Title, TitleCounts);
        Count(entry.Keywords, TitleCounts);
        Count(entry.Headings, 1);
        Count(entry.Body, 1);
        var typical = counts.Select(pair => (Term: pair.Key, Worth: (1 + Math.Log(pair.Value)) * Bm25F.Idf(index.Count, index.Statistics(pair.Key).Articles)))
            .OrderByDescending(pair => pair.Worth).ThenBy(pair => pair.Term, StringComparer.Ordinal).Take(MostTerms);
        return new SearchQuery([.. typical.Select((pair, i) => new QueryTerm(pair.Term, i, 1, [new TermVariant(pair.Term, 1, VariantKind.Exact)]))], filter);

        void Count(string text, int times)
        {
            var words = new WordList();
            analyzer.Analyze(text, 0, words);
            foreach (var word in words)
                if (!word.IsExtra && word.Word.Term.Any(char.IsLetter)) counts[word.Word.Term] = counts.GetValueOrDefault(word.Word.Term) + times;
        }
    }
}
