using HelpDesk.Handoff.Tickets;

namespace HelpDesk.Handoff.Service.Projections;

/// <summary>
/// The tickets that were folded lately. Two halves: when the young one is full it becomes the old one, and what was not asked for since is forgotten.
/// </summary>
internal sealed class SheetBook
{
    /// <summary>About 2 KB each.</summary>
    private const int Half = 8192;

    private Dictionary<TicketId, Sheet> _young = [], _old = [];
    private readonly List<Sheet> _dirty = [];

    /// <summary>Changed since they were last written, in the order of their first change.</summary>
    public IReadOnlyList<Sheet> Dirty => _dirty;

    public Sheet? Find(TicketId id)
    {
        if (_young.TryGetValue(id, out var sheet)) return sheet;
        if (_old.Remove(id, out sheet)) _young.Add(id, sheet);
        return sheet;
    }

    public void Add(TicketId id, Sheet sheet) => _young.Add(id, sheet);

    /// <summary>Call it before the first change.</summary>
    public void Touch(Sheet sheet)
    {
        if (!sheet.IsDirty) _dirty.Add(sheet);
    }

    /// <summary>The images of what was changed are on their way to the file; those sheets stay at least until the next time.</summary>
    public void Wrote()
    {
        foreach (var sheet in _dirty)
            sheet.Wrote();
        _dirty.Clear();
        if (_young.Count < Half) return;
        (_old, _young) = (_young, []);
    }

    public void Forget()
    {
        (_young, _old) = ([], []);
        _dirty.Clear();
    }
}
