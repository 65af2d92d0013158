using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Tests.Handoff.Simulation;

/// <summary>What happens to tickets besides being worked on: another priority, another plan, a vendor who has the work for a while.</summary>
internal sealed partial class TicketQuarter
{
    private const int DaySeconds = 86_400;
    private static readonly AgentId LeadId = new(new Guid(1, 7, 0, new byte[8]));
    private static readonly string[] Plans = ["essential", "standard", "enterprise"];

    /// <summary>Most changes come soon, while it waits or is new in someone's hands; the others find it paused, reopened or long late.</summary>
    private void MayChange(TicketId id)
    {
        for (var left = _random.Next(6) == 0 ? _random.Next(1, 4) : 0; left > 0; left--)
            Plan(_now + Seconds(20, _random.Next(2) == 0 ? 1800 : DaySeconds), () => Change(id));
    }

    private void Change(TicketId id)
    {
        var truth = Truth[id];
        if (truth.IsDone) return;
        var (_, priority, plan) = truth.Terms[^1];
        if (_random.Next(3) == 0)
        {
            plan = Plans[(Array.IndexOf(Plans, plan) + _random.Next(1, Plans.Length)) % Plans.Length];
            Desk.Do(id, new TicketCommand.ChangePlan(new(plan), "Wrong contract", Actor.Lead(LeadId)), _now);
        }
        else
        {
            priority = (Priority)((((int)priority - 1 + _random.Next(1, 4)) % 4) + 1);
            Desk.Do(id, new TicketCommand.Reprioritise(priority, null, null, "It is not what it seemed", Actor.Lead(LeadId)), _now);
        }
        truth.Terms.Add((_now, priority, plan));
        Desk.Ring(id, _now); // The new due time may have passed already.
        Watch(id);
    }

    /// <summary>A vendor has it from the first case's opening to the last one's closing.</summary>
    private void AskVendor(TicketId id, AgentId agent, int holding)
    {
        var since = _now;
        var vendors = Desk.Policy.Desk.Vendors;
        var ends = Enumerable.Range(0, _random.Next(1, 3)).Select(_ => _now + Seconds(120, 2 * DaySeconds)).ToList();
        if (_random.Next(3) == 0)
            Desk.Do(id, new TicketCommand.Pause(PauseReason.User, "Needs the serial number first", null, Actor.Of(agent)), _now);
        (Truth[id].VendorCases, Truth[id].AskedVendor) = (ends.Count, true);
        for (var number = 0; number < ends.Count; number++)
        {
            var (vendor, reference, closes) = (vendors[_random.Next(vendors.Count)].Id, $"C-{number}", ends[number]);
            Desk.Do(id, new TicketCommand.OpenVendorCase(vendor, reference, null, Actor.Of(agent)), _now);
            Plan(closes, () => If(id, holding, truth =>
            {
                Desk.Do(id, new TicketCommand.UpdateVendorCase(vendor, reference, "Replaced.", Actor.Of(agent)), _now);
                Desk.Do(id, new TicketCommand.CloseVendorCase(vendor, reference, "Replaced", Actor.Of(agent)), _now);
                if (--truth.VendorCases > 0) return;
                truth.Waits.Add((since, _now));
                Watch(id);
                Plan(_now + Seconds(60, 200), () => Resolve(id, agent, holding));
            }));
        }
    }
}
