using System.Numerics;
using HelpDesk.Handoff.Agents;

namespace HelpDesk.Handoff.Routing.Board;

/// <summary>
/// The agents with room for one kind of work, the first to be asked first, and a row of bits for each requirement in that same order: the first bit
/// that all rows of a demand share is the agent to ask. Formed once for a match, when the first class asks for it.
/// </summary>
internal sealed class Lineup(AgentBench bench, MatchBy by, WorkKind kind)
{
    /// <summary>Moved agents are compared one by one; with more of them it is cheaper to line up again.</summary>
    private const int MovedAtMost = 64;

    /// <summary>Places in the order by idleness are the low bits of a key. Whoever is so loaded that the rest overflows has no room.</summary>
    private const int PlaceBits = 24;

    private readonly List<int> _moved = [];
    private int[] _seats = [];
    private int[] _places = [];
    private long[] _keys = [];
    private ulong[] _waiting = [];
    private ulong[] _rows = [];
    private int _count;
    private int _words;
    private int _first;
    private bool _isFormed;

    /// <summary>Before a match: whoever was lined up for the last one goes.</summary>
    public void Dismiss() => _isFormed = false;

    /// <summary>The first in line who meets every requirement and is allowed; -1 for nobody.</summary>
    public int First<TAllows>(ReadOnlySpan<int> required, in TAllows allows) where TAllows : struct, IAllowsSeat
    {
        Form();
        var first = InLine(required, allows);
        foreach (var seat in _moved)
            if (bench.HasRoom(seat, kind) && bench.Abilities.Meets(seat, required) && allows.Allows(seat) && (first < 0 || StandingOf(seat).CompareTo(StandingOf(first)) < 0))
                first = seat;
        return first;
    }

    /// <summary>Of those who meet every requirement the one with the most points, the first in line among equals; -1 for nobody.</summary>
    public int Fittest<TAllows>(ReadOnlySpan<int> required, FitRule fit, in TAllows allows) where TAllows : struct, IAllowsSeat
    {
        Form();
        var (fittest, points, most) = (-1, -1, fit.Most(bench.Abilities));
        for (var word = _first; word < _words; word++)
            for (var bits = Joined(required, word); bits != 0; bits &= bits - 1)
            {
                var seat = _seats[(word * Bits.PerWord) + BitOperations.TrailingZeroCount(bits)];
                if (fit.Of(bench.Abilities, seat) is var has && has > points && allows.Allows(seat))
                    (fittest, points) = (seat, has);
                if (points == most)
                    return fittest;
            }
        return fittest;
    }

    /// <summary>After an agent was given something: he has no room left, or another place.</summary>
    public void Settle(int seat)
    {
        if (!_isFormed || seat >= _places.Length || _places[seat] is var place && (place >= _count || _seats[place] != seat || !Bits.IsSet(_waiting, place)))
            return;
        var hasRoom = bench.HasRoom(seat, kind);
        if (hasRoom && by == MatchBy.BestSkill)
            return;
        Bits.Set(_waiting, place, false);
        while (_first < _words && _waiting[_first] == 0)
            _first++;
        if (hasRoom)
            _moved.Add(seat);
        _isFormed = _moved.Count <= MovedAtMost;
    }

    private int InLine<TAllows>(ReadOnlySpan<int> required, in TAllows allows) where TAllows : struct, IAllowsSeat
    {
        for (var word = _first; word < _words; word++)
            for (var bits = Joined(required, word); bits != 0; bits &= bits - 1)
                if (_seats[(word * Bits.PerWord) + BitOperations.TrailingZeroCount(bits)] is var seat && allows.Allows(seat))
                    return seat;
        return -1;
    }

    private ulong Joined(ReadOnlySpan<int> required, int word)
    {
        var bits = _waiting[word];
        foreach (var requirement in required)
            bits &= _rows[(requirement * _words) + word];
        return bits;
    }

    private Standing StandingOf(int seat)
    {
        ref readonly var s = ref bench[seat];
        return new(MajorOf(seat), s.IdleTicks, s.Agent.Id);
    }

    private long MajorOf(int seat)
    {
        ref readonly var s = ref bench[seat];
        return Standing.MajorOf(by, by == MatchBy.LeastLoaded ? Standing.LoadOf(s.Agent, kind, s.Load[kind]) : 0, s.Offers, fit: 0);
    }

    private void Form()
    {
        if (_isFormed)
            return;
        (_isFormed, _count, _first) = (true, 0, 0);
        _moved.Clear();
        Gather(bench.Room(kind));
        Sort();
        Draw();
    }

    private void Gather(ReadOnlySpan<ulong> room)
    {
        if (_places.Length < room.Length * Bits.PerWord)
            (_seats, _places, _keys) = (new int[room.Length * Bits.PerWord], new int[room.Length * Bits.PerWord], new long[room.Length * Bits.PerWord]);
        for (var word = 0; word < room.Length; word++)
            for (var bits = room[word]; bits != 0; bits &= bits - 1)
            {
                var seat = (word * Bits.PerWord) + BitOperations.TrailingZeroCount(bits);
                (_seats[_count], _keys[_count]) = (seat, bench[seat].IdleTicks);
                _count++;
            }
    }

    /// <summary>As <see cref="Standing"/> compares, in two passes over plain numbers: who has been idle longest, then what the policy chooses by.</summary>
    private void Sort()
    {
        Array.Sort(_keys, _seats, 0, _count);
        for (var from = 0; from < _count;)
        {
            var to = from + 1;
            while (to < _count && _keys[to] == _keys[from])
                to++;
            if (to - from > 1)
                _seats.AsSpan(from, to - from).Sort((x, y) => bench[x].Agent.Id.Value.CompareTo(bench[y].Agent.Id.Value));
            from = to;
        }
        if (by == MatchBy.BestSkill)
            return;
        var all = 0L;
        for (var place = 0; place < _count; place++)
        {
            var major = MajorOf(_seats[place]);
            all |= major;
            _keys[place] = (major << PlaceBits) | (uint)place;
        }
        if (all != 0)
            Array.Sort(_keys, _seats, 0, _count);
    }

    private void Draw()
    {
        _words = Bits.WordsFor(_count);
        if (_rows.Length < bench.Abilities.Count * _words)
            _rows = new ulong[bench.Abilities.Count * _words];
        if (_waiting.Length < _words)
            _waiting = new ulong[_words];
        Array.Clear(_rows, 0, bench.Abilities.Count * _words);
        Array.Clear(_waiting, 0, _words);
        for (var place = 0; place < _count; place++)
        {
            var bit = 1UL << (place % Bits.PerWord);
            var met = bench.Abilities.Met(_seats[place]);
            _places[_seats[place]] = place;
            _waiting[place / Bits.PerWord] |= bit;
            for (var word = 0; word < met.Length; word++)
                for (var bits = met[word]; bits != 0; bits &= bits - 1)
                    _rows[(((word * Bits.PerWord) + BitOperations.TrailingZeroCount(bits)) * _words) + (place / Bits.PerWord)] |= bit;
        }
    }
}

/// <summary>What one ticket has against an agent apart from its class's requirements.</summary>
internal interface IAllowsSeat
{
    bool Allows(int seat);
}
