using HelpDesk.Handoff.Tickets;
using System.Text.Json;
using HelpDesk.Handoff.Sla.Clocks;
using NodaTime;

namespace HelpDesk.Tests.Handoff.Sla;

public sealed class HandCaseTests
{
    public static TheoryData<string> Ids { get; } = [.. HandCases.All.Keys];

    [Fact]
    public void There_are_at_least_forty_and_each_states_its_arithmetic()
    {
        Assert.True(HandCases.All.Count >= 40);
        Assert.All(HandCases.All.Values, c => Assert.True(c.GetProperty("arithmetic").GetString()!.Length > 20));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_case_worked_out_by_hand_comes_out_the_same(string id)
    {
        var json = HandCases.All[id];
        var known = HandCases.Due(json.GetProperty("events").EnumerateArray().Select(e => e.GetString()!));
        var now = json.TryGetProperty("now", out var stated) ? At(stated) : (Instant?)null;

        foreach (var (name, expected) in json.GetProperty("expect").EnumerateObject().Select(e => (e.Name, e.Value)))
        {
            foreach (var field in expected.EnumerateObject())
                Same($"{name}.{field.Name}", field.Value, Clock(known, name), field.Name, now);
        }
    }

    private static void Same(string what, JsonElement expected, Clock clock, string field, Instant? now)
    {
        var reading = clock.At(now ?? clock.Ended ?? clock.Started);
        (object? Expected, object? Actual) pair = field switch
        {
            "due" => (AtOrNull(expected), clock.Due),
            "breach" => (AtOrNull(expected), clock.BreachesAt),
            "kept" => (expected.GetBoolean(), clock.Kept),
            "state" => (expected.GetString(), reading.State.ToString()),
            "left" => (HandCases.Hours(expected.GetString()!), reading.Left),
            "percent" => (expected.GetDouble(), Math.Round(reading.PercentUsed, 9)),
            "ifRunning" => (AtOrNull(expected), reading.DueIfRunning),
            "alarms" => (
                string.Join(", ", expected.EnumerateObject().Select(a => $"{a.Name}: {At(a.Value)}")),
                string.Join(", ", clock.Alarms().Select(a => $"{a.Percent}: {a.At}"))),
            _ => throw new InvalidOperationException(field),
        };
        Assert.True(Equals(pair.Expected, pair.Actual), $"{what}: expected {pair.Expected}, got {pair.Actual}");
    }

    private static Clock Clock(SlaOutcome.Known known, string name) => name switch
    {
        "response" => known.Response,
        "resolution" => known.Resolution,
        "nextResponse" => known.Last(SlaClockKind.NextResponse)!,
        "vendor" => known.Last(SlaClockKind.Vendor)!,
        "ola" => known.Last(SlaClockKind.Ola)!,
        _ => throw new InvalidOperationException(name),
    };

    private static Instant At(JsonElement json) => SlaFiles.Berlins(json.GetString()!);

    private static Instant? AtOrNull(JsonElement json) => json.ValueKind == JsonValueKind.Null ? null : At(json);
}
