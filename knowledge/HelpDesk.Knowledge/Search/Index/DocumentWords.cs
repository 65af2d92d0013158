using System.Runtime.InteropServices;
using HelpDesk.Knowledge.Search.Analysis;

namespace HelpDesk.Knowledge.Search.Index;

/// <summary>The words of the document being read, chained by term in the order of their fields and positions.</summary>
internal sealed class DocumentWords(PostingLog log, WordLog words) : IWordSink
{
    private readonly Buffered<int> _slotOfTerm = new();
    private readonly Buffered<Slot> _slots = new();
    private readonly Buffered<(int Position, int Next)> _places = new(1024);
    private int _field;
    private int _length;

    [StructLayout(LayoutKind.Auto)]
    private record struct Slot(int Term, uint Counts, int First, int Last);

    public void Begin()
    {
        foreach (var slot in _slots.Items) _slotOfTerm[slot.Term] = -1;
        _slots.Clear();
        _places.Clear();
    }

    /// <returns>How many words the text has, stop words aside: the length for scoring.</returns>
    public int Read(Analyzer analyzer, Field field, string text)
    {
        (_field, _length) = ((int)field, 0);
        analyzer.Analyze(text, 0, this);
        return _length;
    }

    public void Take(Word word, int position, bool extra)
    {
        if (!extra) _length++;
        if (word.Number < 0)
        {
            word.Number = log.TermNumber(word.Term);
            words.Add(word.Surface, word.Number);
        }
        while (_slotOfTerm.Count <= word.Number) _slotOfTerm.Add(-1);
        ref var known = ref _slotOfTerm[word.Number];
        if (known < 0)
        {
            known = _slots.Count;
            _slots.Add(new Slot(word.Number, 0, -1, -1));
        }
        ref var slot = ref _slots[known];
        var shift = 8 * _field;
        if ((slot.Counts >> shift & 0xFF) == Bm25F.MostCounted) return;
        slot.Counts += 1u << shift;
        var place = _places.Count;
        _places.Add((position, -1));
        if (slot.First < 0) slot.First = place;
        else _places[slot.Last].Next = place;
        slot.Last = place;
    }

    public void End(int document)
    {
        foreach (ref readonly var slot in _slots.Items)
        {
            log.Begin(slot.Term, document, slot.Counts);
            var counts = slot.Counts;
            var place = slot.First;
            for (var field = 0; field < Bm25F.Fields; field++, counts >>= 8)
            {
                var last = 0;
                for (var left = counts & 0xFF; left > 0; left--)
                {
                    var (position, next) = _places[place];
                    log.AddPosition(position - last);
                    last = position;
                    place = next;
                }
            }
        }
    }
}
