using System.Runtime.InteropServices;
using HelpDesk.Knowledge.Articles;

namespace HelpDesk.Knowledge.Search.Index;

/// <summary>A full-text index of articles in memory. Writers may come from any thread; readers hold a snapshot that never changes.</summary>
public interface IArticleIndex
{
    /// <summary>The articles after the last <see cref="Apply"/> that returned.</summary>
    IIndexSnapshot Snapshot { get; }

    /// <summary>Puts and removes articles in one publication; a put replaces the article of the same id.</summary>
    void Apply(IReadOnlyList<IndexEntry> put, IReadOnlyList<ArticleId> remove);
}

/// <summary>One state of the index; safe for any number of threads.</summary>
public interface IIndexSnapshot
{
    int Count { get; }

    /// <summary>ISO 639-1 codes of the articles' languages.</summary>
    IReadOnlyList<string> Languages { get; }

    /// <summary>How many articles contain the term in any field and any state, and of them where it stands in the title.</summary>
    TermStatistics Statistics(string term);

    /// <summary>Words of the articles, as written, that are at most this many edits from a word; for finding typing errors.</summary>
    void Near(string word, int maxEdits, ICollection<NearWord> found);

    /// <summary>Terms that begin like this, those in most articles first; for suggestions as one types.</summary>
    IReadOnlyList<string> Prefixed(string prefix, int max);

    /// <summary>Replaces what is in <paramref name="found"/> by the best articles by BM25F, best first, ties by id.</summary>
    void Search(SearchQuery query, int max, Candidates found);
}

/// <param name="Articles">With the term in any field.</param>
/// <param name="Titles">With the term in the title; removed articles may still count here until they are merged away.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TermStatistics(int Articles, int Titles);

/// <param name="Surface">The word as it stands in articles, lower case.</param>
/// <param name="Term">What it is indexed as.</param>
/// <param name="Edits">0 for the word itself.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct NearWord(string Surface, string Term, int Edits);
