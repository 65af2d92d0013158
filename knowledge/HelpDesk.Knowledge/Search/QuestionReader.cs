using HelpDesk.Knowledge.Search.Analysis;
using HelpDesk.Knowledge.Search.Index;
using HelpDesk.Knowledge.Search.Ranking;

namespace HelpDesk.Knowledge.Search;

/// <summary>Turns a question in a person's own words into a query: which words matter how much, and what else each may mean.</summary>
public sealed class QuestionReader(Synonyms synonyms, WordWeights weights)
{
    private const int MaxCharacters = 1_000;
    private const int MaxTerms = 32;

    [ThreadStatic]
    private static QuestionWords? _memory;

    /// <param name="prefix">The last word may be unfinished: it stands for words that begin like it.</param>
    public SearchQuery Read(string question, ArticleFilter filter, IIndexSnapshot index, bool prefix = false)
    {
        var words = _memory ??= new QuestionWords();
        words.Read(question.AsSpan(0, Math.Min(question.Length, MaxCharacters)), LanguageOf(question, index), index);
        var terms = new List<QueryTerm>(words.Count);
        for (var i = 0; i < words.Count && terms.Count < MaxTerms; i++)
            if (words.IsFirst(i)) terms.Add(Term(words, i, index, prefix && i == words.Count - 1));
        return new SearchQuery(terms, filter);
    }

    private static string LanguageOf(string question, IIndexSnapshot index)
    {
        var usual = index.Languages.Contains(Languages.English, StringComparer.Ordinal) ? Languages.English : index.Languages.FirstOrDefault(Languages.English);
        return index.Languages.Count < 2 ? usual : LanguageDetection.Detect(question, usual);
    }

    private QueryTerm Term(QuestionWords words, int at, IIndexSnapshot index, bool prefix)
    {
        var word = words[at];
        var surface = word.Word.Surface;
        var variants = new List<TermVariant>(2) { new(word.Word.Term, 1, VariantKind.Exact) };
        // Articles in languages without a stemmer hold the word as it is written.
        Add(surface, weights.Surface, VariantKind.Exact);
        foreach (var language in index.Languages)
            if (language != words.Language) Add(words.In(language, surface).Term, weights.Surface, VariantKind.Exact);
        words.Extras(at, term => Add(term, weights.Folded, VariantKind.Folded));
        words.Joined(at, term => Add(term, weights.Joined, VariantKind.Joined));
        if (prefix)
            foreach (var term in index.Prefixed(surface, MostPrefixed)) Add(term, weights.Surface, VariantKind.Prefix);
        words.Synonyms(at, synonyms, term => Add(term, weights.Synonym, VariantKind.Synonym));
        var known = variants.Count > 1 || IsKnown(word.Word.Term);
        var corrected = known ? null : Correct(surface, index, variants);
        var isCode = IsCode(surface);
        return new QueryTerm(surface, word.Position, Weight(surface, isCode) * Topic(index, variants), variants)
        {
            IsVague = Words.IsVague(surface) || Words.IsQuestion(surface),
            IsCode = isCode,
            IsKnown = known,
            Corrected = corrected,
        };

        bool IsKnown(string term) => index.Statistics(term).Articles > 0;

        void Add(string term, double weight, VariantKind kind)
        {
            foreach (var variant in variants)
                if (variant.Term == term) return;
            if (IsKnown(term)) variants.Add(new TermVariant(term, weight, kind));
        }
    }

    private const int MostPrefixed = 12;

    /// <summary>Adds the words that were probably meant; returns the likeliest.</summary>
    private string? Correct(string word, IIndexSnapshot index, List<TermVariant> variants)
    {
        var near = Spelling.Suggest(index, word);
        foreach (var meant in near)
            if (!variants.Exists(variant => variant.Term == meant.Term)) variants.Add(new TermVariant(meant.Term, TypoWeight(word, meant.Edits), VariantKind.Typo));
        return near.Count > 0 ? near[0].Surface : null;
    }

    // What articles are named after is what they are about; other words only say how, when and how often.
    private double Topic(IIndexSnapshot index, List<TermVariant> variants)
    {
        if (weights.Topic == 0) return 1;
        foreach (var variant in variants)
            if (index.Statistics(variant.Term) is { Articles: > 0 } statistics) return 1 + weights.Topic * statistics.Titles / (statistics.Articles + 1.0);
        return 1;
    }

    private double TypoWeight(string word, int edits) => word.Length < ShortWord ? weights.ShortTypo : edits == 1 ? weights.OneTypo : weights.TwoTypos;

    private const int ShortWord = 6;

    private double Weight(string word, bool isCode) =>
        isCode ? weights.Code : Words.IsQuestion(word) ? weights.Question : Words.IsVague(word) ? weights.Vague : 1;

    private static bool IsCode(string word) => word.Length >= 5 && word.Count(char.IsAsciiDigit) >= 3;
}
