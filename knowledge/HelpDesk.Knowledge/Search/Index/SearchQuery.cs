using System.Runtime.InteropServices;

namespace HelpDesk.Knowledge.Search.Index;

public enum VariantKind { Exact, Folded, Joined, Synonym, Typo, Prefix }

/// <summary>A term that stands for a word of the question.</summary>
/// <param name="Weight">0 to 1: how far it is the same word.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TermVariant(string Term, float Weight, VariantKind Kind);

/// <summary>One word of the question. An article scores with the best of its variants.</summary>
/// <param name="Text">As asked, lower case.</param>
/// <param name="Position">In the question; neighbours differ by one.</param>
/// <param name="Weight">How much the word matters beyond its rarity.</param>
/// <param name="Variants">At least one; the word itself first.</param>
public sealed record QueryTerm(string Text, int Position, double Weight, TermVariant[] Variants)
{
    /// <summary>It says nothing about the topic: "problem", "computer".</summary>
    public bool IsVague { get; init; }

    /// <summary>An error code, a version or another name that only the right article has.</summary>
    public bool IsCode { get; init; }

    /// <summary>0 to 1: how often articles that have the word are named after it. "vpn" names things; "drops" says what they do.</summary>
    public double Naming { get; init; }

    /// <summary>The articles have it, or a word that surely means the same.</summary>
    public bool IsKnown { get; init; } = true;

    /// <summary>What the person probably meant to type, as a word; null where the word is known.</summary>
    public string? Corrected { get; init; }
}

public sealed record SearchQuery(IReadOnlyList<QueryTerm> Terms, ArticleFilter Filter);
