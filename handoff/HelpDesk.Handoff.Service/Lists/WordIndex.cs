using System.Runtime.InteropServices;
using HelpDesk.Handoff.Tickets;

namespace HelpDesk.Handoff.Service.Lists;

/// <summary>Which tickets hold which words. Words are runs of letters and digits, compared without case.</summary>
internal sealed class WordIndex
{
    private const int LongestWord = 40;
    private const int MostPrefixed = 200;
    private readonly Lock _lock = new();
    private readonly List<TicketId> _tickets = [];
    private readonly Dictionary<TicketId, int> _ordinals = [];
    private readonly Dictionary<string, List<int>> _postings = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _words = new(StringComparer.Ordinal);

    public void Add(TicketId ticket, string text)
    {
        lock (_lock)
        {
            if (!_ordinals.TryGetValue(ticket, out var ordinal))
            {
                _ordinals.Add(ticket, ordinal = _tickets.Count);
                _tickets.Add(ticket);
            }
            foreach (var word in WordsOf(text).Distinct())
                Post(word, ordinal);
        }
    }

    /// <summary>Looks through every word: nothing asks for it often.</summary>
    public void Forget(TicketId ticket)
    {
        lock (_lock)
        {
            if (!_ordinals.TryGetValue(ticket, out var ordinal)) return;
            foreach (var (word, postings) in _postings)
                if (postings.RemoveAll(o => o == ordinal) > 0 && postings.Count == 0 && _postings.Remove(word)) _words.Remove(word);
        }
    }

    /// <summary>Tickets that hold every word; null where the text has no word to look for.</summary>
    public IReadOnlyList<TicketId>? Find(string text)
    {
        string[] words = [.. WordsOf(text).Distinct()];
        if (words.Length == 0) return null;
        lock (_lock)
        {
            var found = words.Select((w, i) => i == words.Length - 1 ? Prefixed(w) : _postings.GetValueOrDefault(w) ?? []).OrderBy(p => p.Count).ToList();
            var both = new HashSet<int>(found[0]);
            foreach (var other in found.Skip(1))
                both.IntersectWith(other);
            return [.. both.Select(o => _tickets[o])];
        }
    }

    private List<int> Prefixed(string beginning)
    {
        var words = _words.GetViewBetween(beginning, beginning + '\uFFFF');
        return [.. words.Take(MostPrefixed).SelectMany(w => _postings[w])];
    }

    private void Post(string word, int ordinal)
    {
        ref var postings = ref CollectionsMarshal.GetValueRefOrAddDefault(_postings, word, out var known);
        if (!known) _words.Add(word);
        postings ??= [];
        // A ticket's words mostly come together; one that comes again later is listed twice, which does no harm.
        if (postings.Count == 0 || postings[^1] != ordinal) postings.Add(ordinal);
    }

    private static IEnumerable<string> WordsOf(string text)
    {
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var isWord = i < text.Length && char.IsLetterOrDigit(text[i]);
            if (isWord && start < 0) start = i;
            if (isWord || start < 0) continue;
            if (i - start <= LongestWord) yield return text[start..i].ToLowerInvariant();
            start = -1;
        }
    }
}
