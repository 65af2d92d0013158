using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using HelpDesk.Handoff.Agents;
using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Tests.Handoff.Simulation;

/// <summary>
/// The sixty people of the simulated quarter, as plain arithmetic: who works when, knows what, is away on which days. Routing gets it as agents;
/// the checks ask here.
/// </summary>
[SuppressMessage("Security", "CA5394", Justification = "Made up from a seed on purpose.")]
internal sealed class Roster
{
    public const int People = 60;
    public const int Days = 90;
    public static readonly Instant Start = Instant.FromUtc(2026, 1, 5, 0, 0);
    public static readonly SkillId[] Skills = [new("networking"), new("email"), new("devices")];
    private const int ShiftHours = 8;

    private readonly int[,] _levels = new int[People, 3];
    private readonly bool[,] _away = new bool[People, Days + 2];

    public Roster(Random random)
    {
        for (var person = 0; person < People; person++)
        {
            for (var skill = 0; skill < Skills.Length; skill++)
                _levels[person, skill] = random.Next(0, 6);
            for (var leave = random.Next(1, 4); leave > 0; leave--)
                for (var (day, left) = (random.Next(Days), random.Next(1, 6)); left > 0; left--, day++)
                    _away[person, Math.Min(day, Days + 1)] = true;
        }
    }

    public static Tier TierOf(int person) => person < 34 ? Tier.ServiceDesk : person < 52 ? Tier.Technical : Tier.Specialist;

    public static int ChatsOf(int person) => 1 + (person % 3);

    public static bool SpeaksGerman(int person) => person % 2 == 0;

    /// <summary>Hour of the day at which the shift begins: most work by day, some late, few at night, over midnight.</summary>
    public static int ShiftOf(int person) => (person % 6) switch { 0 or 1 or 2 => 8, 3 or 4 => 14, _ => 22 };

    public int LevelOf(int person, int skill) => _levels[person, skill];

    public bool IsOnShift(int person, Instant at)
    {
        var sinceShift = (at - Start).TotalHours - ShiftOf(person);
        return (((sinceShift % 24) + 24) % 24) < ShiftHours;
    }

    public bool IsAway(int person, Instant at) => _away[person, Math.Clamp((int)Math.Floor((at - Start).TotalDays), 0, Days + 1)];

    public Agent AgentOf(int person) => new(IdOf(person))
    {
        Tiers = [TierOf(person)],
        Languages = SpeaksGerman(person) ? ["en", "de"] : ["en"],
        Skills = Enumerable.Range(0, Skills.Length).Where(s => _levels[person, s] > 0)
            .ToImmutableDictionary(s => Skills[s], s => new SkillGrade(_levels[person, s])),
        Capacity = new WorkUnits(ChatsOf(person), 2),
        Absences = [.. Enumerable.Range(0, Days + 2).Where(d => _away[person, d]).Select(d => new Absence(Start + Duration.FromDays(d), Start + Duration.FromDays(d + 1)))],
        Hours = now => HoursOf(person, now),
        Presence = Presence.Offline,
    };

    public static AgentId IdOf(int person) => new(new Guid(person + 1, 0, 0, new byte[8]));

    public static int PersonOf(AgentId agent) => BitConverter.ToInt32(agent.Value.ToByteArray(), 0) - 1;

    private WorkingTime HoursOf(int person, Instant now)
    {
        var begin = Start + Duration.FromHours(ShiftOf(person)) + Duration.FromDays(Math.Floor(((now - Start).TotalHours - ShiftOf(person)) / 24));
        var end = begin + Duration.FromHours(ShiftHours);
        return now < end ? new(true, end) : new(false, begin + Duration.FromDays(1));
    }
}
