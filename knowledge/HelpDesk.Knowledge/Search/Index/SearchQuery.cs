using System.Runtime.InteropServices;
using HelpDesk.Knowledge.Articles;

namespace HelpDesk.Knowledge.Search.Index;

public enum VariantKind { Exact, Folded, Synonym, Typo }

/// <summary>A term that stands for a word of the question.</summary>
/// <param name="Weight">0 to 1: how far it is the same word.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TermVariant(string Term, double Weight, VariantKind Kind);

/// <summary>One word of the question. An article scores with the best of its variants.</summary>
/// <param name="Text">As asked, lower case.</param>
/// <param name="Position">In the question; neighbours differ by one.</param>
/// <param name="Weight">How much the word matters beyond its rarity.</param>
/// <param name="Variants">At least one; the word itself first.</param>
public sealed record QueryTerm(string Text, int Position, double Weight, IReadOnlyList<TermVariant> Variants)
{
    /// <summary>It says nothing about the topic: "problem", "computer".</summary>
    public bool IsVague { get; init; }

    /// <summary>It is what people chat about, not what a help desk solves.</summary>
    public bool IsSmallTalk { get; init; }

    /// <summary>An error code, a version or another name that only the right article has.</summary>
    public bool IsCode { get; init; }
}

public sealed record SearchQuery(IReadOnlyList<QueryTerm> Terms, ArticleFilter Filter);

/// <summary>Where the best variant of one word of the question stands in an article; all empty where it does not.</summary>
/// <param name="Idf">Of the word: natural logarithm, above 0.</param>
/// <param name="Weight">Of the variant that matched; 0 where none did.</param>
/// <param name="Positions">By field, ascending.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TermMatch(double Idf, double Weight, IReadOnlyList<int[]> Positions)
{
    public int[] In(Field field) => Positions[(int)field];
}

/// <param name="Score">BM25F.</param>
/// <param name="Matches">One for each term of the query, in its order.</param>
/// <param name="Lengths">Words by field.</param>
public sealed record Candidate(ArticleId Id, double Score, IReadOnlyList<TermMatch> Matches, IReadOnlyList<int> Lengths)
{
    public int Length(Field field) => Lengths[(int)field];
}

public enum Field { Title, Headings, Keywords, Body }
