using HelpDesk.Knowledge.Search.Analysis;
using HelpDesk.Knowledge.Search.Index;
using HelpDesk.Knowledge.Search.Ranking;

namespace HelpDesk.Knowledge.Search;

/// <summary>Turns a question in a person's own words into a query: which words matter how much, and what else each may mean.</summary>
public sealed class QuestionReader(Synonyms synonyms, RankingWeights weights)
{
    private const int MaxCharacters = 1_000;
    private const int MaxTerms = 32;
    private const int ShortWord = 6;

    private sealed record Word(string Surface, string Term, int Position)
    {
        public List<string> Extras { get; } = [];
    }

    public SearchQuery Read(string question, ArticleFilter filter, IIndexSnapshot index)
    {
        var words = Words(question);
        var stems = words.ConvertAll(word => word.Term);
        var terms = new List<QueryTerm>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < words.Count && terms.Count < MaxTerms; i++)
            if (seen.Add(stems[i])) terms.Add(Term(words[i], synonyms.For(stems, i), index));
        return new SearchQuery(terms, filter);
    }

    private static List<Word> Words(string question)
    {
        var words = new List<Word>();
        var text = question.Length > MaxCharacters ? question[..MaxCharacters] : question;
        new Analyzer("en").Analyze(text, 0, (surface, term, position, extra) =>
        {
            // A whole path or version is a word of its own; folded and joined forms stand for the word at their position.
            if (!extra) words.Add(new Word(surface.ToString(), term.ToString(), position));
            else if (words.FindIndex(word => word.Position == position) is var at and >= 0) words[at].Extras.Add(term.ToString());
            else words.Add(new Word(surface.ToString(), term.ToString(), position));
        });
        return words;
    }

    private QueryTerm Term(Word word, IEnumerable<string> alike, IIndexSnapshot index)
    {
        var variants = new List<TermVariant> { new(word.Term, 1, VariantKind.Exact) };
        // Articles in languages without a stemmer hold the word as it is written.
        Add(word.Surface, weights.Surface, VariantKind.Exact);
        foreach (var extra in word.Extras) Add(extra, weights.Folded, VariantKind.Folded);
        if (!variants.Exists(variant => index.DocumentFrequency(variant.Term) > 0))
            foreach (var (term, edits) in Spelling.Suggest(index, word.Term)) Add(term, TypoWeight(word.Term, edits), VariantKind.Typo);
        foreach (var synonym in alike) Add(synonym, weights.Synonym, VariantKind.Synonym);
        var isCode = IsCode(word.Surface);
        return new QueryTerm(word.Surface, word.Position, Weight(word.Surface, isCode), variants)
        {
            IsVague = Analysis.Words.IsVague(word.Surface) || Analysis.Words.IsQuestion(word.Surface),
            IsSmallTalk = Analysis.Words.IsSmallTalk(word.Surface),
            IsCode = isCode,
        };

        void Add(string term, double weight, VariantKind kind)
        {
            if (!variants.Exists(variant => string.Equals(variant.Term, term, StringComparison.Ordinal))) variants.Add(new TermVariant(term, weight, kind));
        }
    }

    private double TypoWeight(string word, int edits) => word.Length < ShortWord ? weights.ShortTypo : edits == 1 ? weights.OneTypo : weights.TwoTypos;

    private double Weight(string word, bool isCode) =>
        isCode ? weights.CodeWord : Analysis.Words.IsQuestion(word) ? weights.QuestionWord : Analysis.Words.IsVague(word) ? weights.VagueWord : 1;

    private static bool IsCode(string word) => word.Length >= 5 && word.Any(char.IsAsciiDigit) && word.Count(char.IsAsciiDigit) >= 3;
}
