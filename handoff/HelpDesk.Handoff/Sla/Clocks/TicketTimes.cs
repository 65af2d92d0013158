using HelpDesk.Handoff.Sla.Calendars;
using HelpDesk.Handoff.Sla.Terms;
using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Handoff.Sla.Clocks;

/// <summary>From when to when something ran; the end null while it does.</summary>
internal sealed record Run(Instant Start, Instant? Ended = null, StintEnd End = StintEnd.None)
{
    public Run EndedAt(Instant at, StintEnd end) => Ended is null ? this with { Ended = at, End = end } : this;
}

/// <summary>A ticket's events folded into the runs and pauses that its clocks are computed from.</summary>
internal sealed class TicketTimes
{
    private readonly List<WaitingFor> _waiting = [];
    private readonly List<Pause> _pauses = [];
    private readonly List<TermsChange> _changes = [];
    private Instant _waitingSince;
    private bool _open;
    private bool _wroteSinceEnd;
    private Tier? _tier;

    private TicketTimes(SlaEvent.Opened opened)
    {
        Zone = opened.Zone;
        _changes.Add(new(opened.At, opened.Priority, opened.Plan));
        Open(opened.At);
        Responses.Add(new(opened.At));
    }

    public DateTimeZone? Zone { get; }

    public IReadOnlyList<TermsChange> Changes => _changes;

    /// <summary>In order, none overlapping.</summary>
    public IReadOnlyList<Pause> Pauses => _pauses;

    public List<Run> Resolutions { get; } = [];

    public List<Run> Responses { get; } = [];

    public List<Run> NextResponses { get; } = [];

    public List<(VendorId Vendor, string Case, Run Run)> VendorCases { get; } = [];

    public List<(Tier Tier, Run Run)> TierStays { get; } = [];

    public static TicketTimes? Fold(IReadOnlyList<SlaEvent> events)
    {
        var ordered = InOrder(events) ? events : [.. events.OrderBy(e => e.At)]; // clocks of two nodes may differ; stable
        if (ordered.Count == 0 || ordered[0] is not SlaEvent.Opened opened)
            return null;
        var times = new TicketTimes(opened);
        for (var i = 1; i < ordered.Count; i++)
            times.Apply(ordered[i]);
        times.EndPause(Instant.MaxValue);
        return times;
    }

    /// <summary>The terms in force at an instant, now's where null.</summary>
    public TermsChange TermsAt(Instant? at) =>
        at is not { } instant ? _changes[^1] : _changes.FindLast(change => change.At <= instant) ?? _changes[0];

    private static bool InOrder(IReadOnlyList<SlaEvent> events)
    {
        for (var i = 1; i < events.Count; i++)
        {
            if (events[i].At < events[i - 1].At)
                return false;
        }

        return true;
    }

    private void Apply(SlaEvent happened)
    {
        switch (happened)
        {
            case SlaEvent.PriorityChanged(var priority, var at): _changes.Add(_changes[^1] with { At = at, Priority = priority }); break;
            case SlaEvent.PlanChanged(var plan, var at): _changes.Add(_changes[^1] with { At = at, Plan = plan }); break;
            case SlaEvent.Replied(true, var at): Reply(at); break;
            case SlaEvent.CustomerWrote(var at): Write(at); break;
            case SlaEvent.Paused(var reason, var at): BeginPause(reason, at); break;
            case SlaEvent.Resumed(null, var at): EndPause(at); break;
            case SlaEvent.Resumed({ } reason, var at): EndPause(reason, at); break;
            case SlaEvent.Resolved(var at): End(at, StintEnd.Met); break;
            case SlaEvent.Cancelled(var at): End(at, StintEnd.Stopped); break;
            case SlaEvent.Reopened(var at): Reopen(at); break;
            case SlaEvent.VendorCaseOpened(var vendor, var reference, var at): VendorCases.Add((vendor, reference, new(at))); break;
            case SlaEvent.VendorCaseClosed(var reference, var at): CloseCase(reference, at); break;
            case SlaEvent.TierChanged(var tier, var at): Move(tier, at); break;
        }
    }

    private void Open(Instant at)
    {
        _open = true;
        Resolutions.Add(new(at));
        if (_tier is { } tier)
            TierStays.Add((tier, new(at)));
    }

    private void Reply(Instant at)
    {
        EndLast(Responses, at, StintEnd.Met);
        EndLast(NextResponses, at, StintEnd.Met);
        _wroteSinceEnd = false;
    }

    private void Write(Instant at)
    {
        _wroteSinceEnd = !_open;
        if (_open && Responses[^1].End == StintEnd.Met && (NextResponses.Count == 0 || NextResponses[^1].Ended is not null))
            NextResponses.Add(new(at));
    }

    private void End(Instant at, StintEnd end)
    {
        if (!_open)
            return;
        _open = _wroteSinceEnd = false;
        EndPause(at);
        EndLast(Resolutions, at, end);
        EndLast(Responses, at, StintEnd.Stopped);
        EndLast(NextResponses, at, StintEnd.Stopped);
        EndStay(at, end);
    }

    private void Reopen(Instant at)
    {
        if (_open)
            return;
        Open(at);
        if (Responses[^1].End == StintEnd.Stopped)
            Responses.Add(new(at));
        if (_wroteSinceEnd)
            Write(at);
    }

    private void BeginPause(WaitingFor reason, Instant at)
    {
        if (_waiting.Contains(reason) || !_open)
            return;
        if (_waiting.Count == 0)
            _waitingSince = at;
        _waiting.Add(reason);
    }

    private void EndPause(WaitingFor reason, Instant at)
    {
        var first = _waiting.Count > 0 && _waiting[0] == reason;
        if (!_waiting.Remove(reason) || !first)
            return;
        AddPause(reason, at);
    }

    private void EndPause(Instant at)
    {
        if (_waiting.Count > 0)
            AddPause(_waiting[0], at);
        _waiting.Clear();
    }

    // Of two reasons at once the time belongs to the one that began first, so that it is told once.
    private void AddPause(WaitingFor reason, Instant at)
    {
        if (at > _waitingSince)
            _pauses.Add(new(new(_waitingSince, at), reason));
        _waitingSince = at;
    }

    private void CloseCase(string reference, Instant at)
    {
        var i = VendorCases.FindLastIndex(c => c.Case == reference);
        if (i >= 0)
            VendorCases[i] = VendorCases[i] with { Run = VendorCases[i].Run.EndedAt(at, StintEnd.Met) };
    }

    private void Move(Tier tier, Instant at)
    {
        if (_tier == tier)
            return;
        EndStay(at, StintEnd.Met);
        _tier = tier;
        if (_open)
            TierStays.Add((tier, new(at)));
    }

    private void EndStay(Instant at, StintEnd end)
    {
        if (TierStays.Count > 0)
            TierStays[^1] = TierStays[^1] with { Run = TierStays[^1].Run.EndedAt(at, end) };
    }

    private static void EndLast(List<Run> runs, Instant at, StintEnd end)
    {
        if (runs.Count > 0)
            runs[^1] = runs[^1].EndedAt(at, end);
    }
}
