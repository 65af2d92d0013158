using System.Runtime.InteropServices;

namespace HelpDesk.Knowledge.Search.Index;

/// <summary>An article among the best so far.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Hit(float Score, int Segment, int Document, string Id)
{
    /// <summary>A higher score, then the smaller id.</summary>
    public bool IsBetterThan(in Hit other) => Score > other.Score || Score == other.Score && string.CompareOrdinal(Id, other.Id) < 0;
}

/// <summary>What a thread's searches work in: scores by document, all zero between searches, and the best articles in order.</summary>
internal sealed class SearchMemory
{
    private Hit[] _best = [];
    private int _max;
    private int _count;

    public float[] Scores { get; private set; } = [];

    /// <summary>The score of one word of the question by document.</summary>
    public float[] WordScores { get; private set; } = [];

    public ReadOnlySpan<Hit> Best => _best.AsSpan(0, _count);

    /// <summary>An article must reach this to be among the best.</summary>
    public float Least => _count < _max ? float.Epsilon : _best[_count - 1].Score;

    public void Begin(int max)
    {
        if (_best.Length < max) _best = new Hit[max];
        (_max, _count) = (max, 0);
    }

    public void MakeRoom(int documents)
    {
        if (Scores.Length >= documents) return;
        Scores = new float[documents];
        WordScores = new float[documents];
    }

    /// <summary>Sorted insertion: few articles get this far, and the best come out in order.</summary>
    public void Offer(in Hit hit)
    {
        if (_count == _max)
        {
            if (!hit.IsBetterThan(_best[_count - 1])) return;
            _count--;
        }
        var at = _count++;
        for (; at > 0 && hit.IsBetterThan(_best[at - 1]); at--) _best[at] = _best[at - 1];
        _best[at] = hit;
    }

    private readonly List<int> _few = [];
    private float[] _fewBest = [];
    private int _fewCount;

    /// <summary>The documents that can still be among the best.</summary>
    public List<int> Few => _few;

    /// <summary>The score of the last of the best so far; 0 while there are not enough.</summary>
    public float LeastOfFew => _fewCount < _max ? 0 : _fewBest[_max - 1];

    public void BeginFew()
    {
        if (_fewBest.Length < _max) _fewBest = new float[_max];
        _fewCount = 0;
    }

    public void OfferFew(float score)
    {
        if (_fewCount == _max) _fewCount--;
        var at = _fewCount++;
        for (; at > 0 && score > _fewBest[at - 1]; at--) _fewBest[at] = _fewBest[at - 1];
        _fewBest[at] = score;
    }

    /// <summary>Keeps the documents that reach <paramref name="least"/>; false where they are more than <paramref name="most"/>.</summary>
    public bool CollectFew(ReadOnlySpan<float> scores, float least, int most)
    {
        _few.Clear();
        for (var document = ScoreScan.NextAtLeast(scores, 0, least); document >= 0; document = ScoreScan.NextAtLeast(scores, document + 1, least))
        {
            if (_few.Count == most) return false;
            _few.Add(document);
        }
        return true;
    }
}
