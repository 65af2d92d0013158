using System.Runtime.InteropServices;
using HelpDesk.Knowledge.Articles;

namespace HelpDesk.Knowledge.Search.Index;

/// <summary>
/// What an index found for a query, best first: for each article and each term of the query where the term's best variant stands. It is filled
/// anew by every search and keeps its memory, so that a search allocates next to nothing; for one thread.
/// </summary>
public sealed class Candidates
{
    private readonly List<Found> _articles = [];
    private readonly List<TermMatch> _matches = [];
    private readonly List<double> _idfs = [];
    private int[] _positions = new int[1024];
    private int _used;

    public int Count => _articles.Count;

    /// <summary>How many terms the query has.</summary>
    public int Terms => _idfs.Count;

    public ArticleId Id(int candidate) => _articles[candidate].Id;

    /// <summary>BM25F.</summary>
    public double Score(int candidate) => _articles[candidate].Score;

    /// <summary>Words of an article's field.</summary>
    public int Length(int candidate, Field field) => _articles[candidate].Lengths[(int)field];

    /// <summary>Rarity of a term: natural logarithm, above 0.</summary>
    public double Idf(int term) => _idfs[term];

    public ref readonly TermMatch Match(int candidate, int term) => ref CollectionsMarshal.AsSpan(_matches)[candidate * Terms + term];

    /// <summary>Where a term stands in a field, ascending.</summary>
    public ReadOnlySpan<int> Positions(int candidate, int term, Field field)
    {
        ref readonly var match = ref Match(candidate, term);
        var start = match.Start;
        for (var before = 0; before < (int)field; before++) start += match.Count((Field)before);
        return _positions.AsSpan(start, match.Count(field));
    }

    /// <summary>Forgets everything; the terms' rarities of the next query follow.</summary>
    public void Reset(ReadOnlySpan<double> idfs)
    {
        _articles.Clear();
        _matches.Clear();
        _idfs.Clear();
        foreach (var idf in idfs) _idfs.Add(idf);
        _used = 0;
    }

    /// <summary>Adds an article; a match for each term must follow, in the query's order.</summary>
    /// <param name="lengths">Words by field.</param>
    public void Add(ArticleId id, double score, ReadOnlySpan<int> lengths) =>
        _articles.Add(new Found(id, score, new Lengths(lengths[0], lengths[1], lengths[2], lengths[3])));

    /// <summary>A term that the last added article does not contain.</summary>
    public void AddNoMatch() => _matches.Add(default);

    /// <summary>A term that it does contain.</summary>
    /// <param name="counts">By field, a byte each, the title's lowest.</param>
    /// <returns>Room for that many positions, by field, each ascending.</returns>
    public Span<int> AddMatch(double weight, VariantKind kind, uint counts)
    {
        var match = new TermMatch(weight, kind, counts, _used);
        _matches.Add(match);
        var total = match.Count(Field.Title) + match.Count(Field.Headings) + match.Count(Field.Keywords) + match.Count(Field.Body);
        if (_used + total > _positions.Length) Array.Resize(ref _positions, Math.Max(_positions.Length * 2, _used + total));
        var room = _positions.AsSpan(_used, total);
        _used += total;
        return room;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Found(ArticleId Id, double Score, Lengths Lengths);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Lengths(int Title, int Headings, int Keywords, int Body)
    {
        public int this[int field] => field switch { 0 => Title, 1 => Headings, 2 => Keywords, _ => Body };
    }
}

/// <summary>How a term stands in an article.</summary>
/// <param name="Weight">Of the variant that matched; 0 where none did.</param>
/// <param name="Counts">By field, a byte each, the title's lowest.</param>
/// <param name="Start">Of its positions.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TermMatch(double Weight, VariantKind Kind, uint Counts, int Start)
{
    public bool IsFound => Weight > 0;

    public int Count(Field field) => (int)(Counts >> 8 * (int)field & 0xFF);
}
