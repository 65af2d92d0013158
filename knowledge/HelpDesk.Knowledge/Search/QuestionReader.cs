using HelpDesk.Knowledge.Search.Analysis;
using HelpDesk.Knowledge.Search.Index;
using HelpDesk.Knowledge.Search.Ranking;

namespace HelpDesk.Knowledge.Search;

/// <summary>Turns a question in a person's own words into a query: which words matter how much, and what else each may mean.</summary>
public sealed class QuestionReader(Synonyms synonyms, WordWeights weights)
{
    private const int MaxCharacters = 1_000;
    private const int MaxTerms = 32;
    private const int MostPrefixed = 12;
    private const int ShortWord = 6;
    private const int LeastCode = 5;
    private const int LeastDigits = 3;

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
        if (index.Languages.Count == 1) return index.Languages[0];
        return LanguageDetection.Detect(question, index.Languages.Count == 0 || index.Languages.Contains(Languages.English) ? Languages.English : index.Languages[0]);
    }

    private QueryTerm Term(QuestionWords words, int at, IIndexSnapshot index, bool prefix)
    {
        var surface = words[at].Word.Surface;
        var variants = Variants(words, at, index, prefix);
        var known = variants.Count > 1 || IsKnown(index, variants[0].Term);
        var near = known ? [] : words.Near(surface, index);
        foreach (var meant in near) Add(index, variants, meant.Term, TypoWeight(surface, meant.Edits), VariantKind.Typo);
        var isCode = IsCode(surface);
        return new QueryTerm(surface, words[at].Position, Weight(surface, isCode), [.. variants])
        {
            IsVague = Words.IsVague(surface) || Words.IsQuestion(surface),
            IsCode = isCode,
            IsKnown = known,
            Naming = Naming(index, variants),
            Corrected = near.Count > 0 ? near[0].Surface : null,
        };
    }

    private List<TermVariant> Variants(QuestionWords words, int at, IIndexSnapshot index, bool prefix)
    {
        var word = words[at].Word;
        var variants = words.Variants;
        variants.Clear();
        variants.Add(new TermVariant(word.Term, 1, VariantKind.Exact));
        // Articles in languages without a stemmer hold the word as it is written.
        Add(index, variants, word.Surface, weights.Surface, VariantKind.Exact);
        if (index.Languages.Count > 1)
            foreach (var language in index.Languages) Add(index, variants, words.In(language, word.Surface).Term, weights.Surface, VariantKind.Exact);
        foreach (var term in words.Extras(at)) Add(index, variants, term, weights.Folded, VariantKind.Folded);
        foreach (var term in words.Joined(at)) Add(index, variants, term, weights.Joined, VariantKind.Joined);
        if (prefix)
            foreach (var term in index.Prefixed(word.Surface, MostPrefixed)) Add(index, variants, term, weights.Surface, VariantKind.Prefix);
        foreach (var term in words.Alike(at, synonyms)) Add(index, variants, term, weights.Synonym, VariantKind.Synonym);
        return variants;
    }

    private static bool IsKnown(IIndexSnapshot index, string term) => index.Statistics(term).Articles > 0;

    private static void Add(IIndexSnapshot index, List<TermVariant> variants, string term, double weight, VariantKind kind)
    {
        foreach (var variant in variants)
            if (variant.Term == term) return;
        if (IsKnown(index, term)) variants.Add(new TermVariant(term, (float)weight, kind));
    }

    private static double Naming(IIndexSnapshot index, List<TermVariant> variants)
    {
        foreach (var variant in variants)
            if (index.Statistics(variant.Term) is { Articles: > 0 } statistics) return statistics.Titles / (statistics.Articles + 1.0);
        return 0;
    }

    private double TypoWeight(string word, int edits) => word.Length < ShortWord ? weights.ShortTypo : edits == 1 ? weights.OneTypo : weights.TwoTypos;

    private double Weight(string word, bool isCode) =>
        isCode ? weights.Code : Words.IsQuestion(word) ? weights.Question : Words.IsVague(word) ? weights.Vague : 1;

    private static bool IsCode(string word)
    {
        var digits = 0;
        foreach (var c in word)
            if (char.IsAsciiDigit(c)) digits++;
        return word.Length >= LeastCode && digits >= LeastDigits;
    }
}
