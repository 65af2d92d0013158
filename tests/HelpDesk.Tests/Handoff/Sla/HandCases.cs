using System.Text.Json;
using HelpDesk.Handoff.Sla.Clocks;
using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Tests.Handoff.Sla;

/// <summary>Reads <c>hand_cases.json</c>.</summary>
internal static class HandCases
{
    private static readonly JsonElement File = JsonDocument.Parse(SlaFiles.Read("hand_cases.json")).RootElement;

    public static IReadOnlyDictionary<string, JsonElement> All { get; } = File.GetProperty("cases").EnumerateArray().ToDictionary(c => c.GetProperty("id").GetString()!);

    public static IReadOnlyList<SlaEvent> Events(params IEnumerable<string> lines) => [.. lines.Select(Event)];

    public static SlaOutcome.Known Due(params IEnumerable<string> lines) => Assert.IsType<SlaOutcome.Known>(SlaClock.Due(Events(lines), SlaFiles.Shipped));

    private static SlaEvent Event(string line)
    {
        var words = line.Split(' ');
        var at = SlaFiles.Berlins(words[0]);
        return words[1] switch
        {
            "opened" => new SlaEvent.Opened(Enum.Parse<Priority>(words[2]), new(words[3]), null, at),
            "priority" => new SlaEvent.PriorityChanged(Enum.Parse<Priority>(words[2]), at),
            "plan" => new SlaEvent.PlanChanged(new(words[2]), at),
            "replied" => new SlaEvent.Replied(true, at),
            "noted" => new SlaEvent.Replied(false, at),
            "wrote" => new SlaEvent.CustomerWrote(at),
            "paused" => new SlaEvent.Paused(Reason(words[2]), at),
            "resumed" => new SlaEvent.Resumed(words[2] == "all" ? null : Reason(words[2]), at),
            "resolved" => new SlaEvent.Resolved(at),
            "cancelled" => new SlaEvent.Cancelled(at),
            "reopened" => new SlaEvent.Reopened(at),
            "vendor-opened" => new SlaEvent.VendorCaseOpened(new(words[2]), words[3], at),
            "vendor-closed" => new SlaEvent.VendorCaseClosed(words[2], at),
            "tier" => new SlaEvent.TierChanged((Tier)int.Parse(words[2]), at),
            _ => throw new InvalidOperationException(line),
        };
    }

    private static WaitingFor Reason(string word) => word == "person" ? WaitingFor.Person : WaitingFor.Vendor;

    public static Duration Hours(string text) => Duration.FromHours(double.Parse(text.TrimEnd('h'), System.Globalization.CultureInfo.InvariantCulture));
}
