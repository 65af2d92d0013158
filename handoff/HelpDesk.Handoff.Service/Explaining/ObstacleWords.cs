using System.Globalization;
using HelpDesk.Handoff.Routing;
using HelpDesk.Handoff.Service.Storing;
using HelpDesk.Handoff.Agents;
using NodaTime;
using NodaTime.Text;

namespace HelpDesk.Handoff.Service.Explaining;

/// <summary>What stands between a ticket and an agent, in words.</summary>
internal static class ObstacleWords
{
    public static string Of(Obstacle obstacle) => obstacle switch
    {
        Obstacle.NotAvailable o => $"is {Names<Presence>.Of(o.Presence)}",
        Obstacle.Disconnected o => $"has been disconnected since {Time(o.Since)}",
        Obstacle.Absent o => $"is absent until {Time(o.Until)}",
        Obstacle.OffHours o => o.Until == Instant.MaxValue ? "has no working hours" : $"works again from {Time(o.Until)}",
        Obstacle.OtherTier o => $"does not work at tier {(int)o.Needed}",
        Obstacle.OtherLanguage o => $"does not speak {o.Needed}",
        Obstacle.OtherCustomer o => $"does not serve {o.Customer}",
        Obstacle.SkillTooLow o => string.Create(CultureInfo.InvariantCulture, $"needs {o.Skill} at level {o.Needed}, has {o.Has}"),
        Obstacle.NoRoom o => string.Create(CultureInfo.InvariantCulture, $"has room for {Math.Max(0, o.Free)} more"),
        Obstacle.EnoughOffers o => string.Create(CultureInfo.InvariantCulture, $"has {o.Open} open offers"),
        Obstacle.WasAsked o => $"was asked already; again from {Time(o.Until)}",
        Obstacle.KeptForLastAgent o => $"it is kept for who had it before until {Time(o.Until)}",
        Obstacle.OwnTierFirst o => $"agents of tier {(int)o.Tier} come first",
        _ => obstacle.ToString()!,
    };

    private static string Time(Instant at) => InstantPattern.General.Format(at);
}
