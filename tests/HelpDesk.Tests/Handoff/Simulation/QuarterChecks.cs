using HelpDesk.Handoff.Agents;
using HelpDesk.Handoff.Routing;
using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Tests.Handoff.Simulation;

/// <summary>What must hold at every moment of the quarter, asked of the roster and the generator's own books.</summary>
internal sealed class QuarterChecks(Roster roster, Truth truth)
{
    private int _mostWaiting;

    public int MostWaiting => _mostWaiting;

    public void Offers(RoutingState state, IReadOnlyList<Offer> offers, Instant now)
    {
        if (offers.Count == 0)
            return;
        var open = state.Offers.Values.Concat(offers).ToList();
        Assert.Equal(open.Count, open.Select(o => o.Ticket).Distinct().Count());
        Assert.Equal(open.Count, open.Select(o => o.Agent).Distinct().Count());
        var left = state.Waiting.Keys.Except(open.Select(o => o.Ticket)).Select(id => truth.Tickets[id]).ToList();
        _mostWaiting = Math.Max(_mostWaiting, left.Count);
        foreach (var offer in offers)
        {
            var (person, ticket) = (Roster.PersonOf(offer.Agent), truth.Tickets[offer.Ticket]);
            May(person, ticket, offer, now);
            foreach (var other in left)
                Assert.False(IsAhead(other, ticket) && CouldTake(person, other, now), "A ticket that is further back was served first.");
        }
    }

    public void Return(RoutingEvent.ReturnedToQueue returned, Instant now)
    {
        var ticket = truth.Tickets[returned.Ticket];
        Assert.Equal(WorkKind.Chat, ticket.Asked.Demand.Kind);
        Assert.True(returned.Reason == ReturnReason.Silent
            ? now - ticket.OwedSince == Duration.FromMinutes(5)
            : now - truth.Disconnected[ticket.Holder!.Value] >= Duration.FromSeconds(60));
    }

    public void NothingOverdue(Instant now)
    {
        foreach (var ticket in truth.InHand.Where(t => t.Asked.Demand.Kind == WorkKind.Chat))
        {
            Assert.False(now - ticket.OwedSince >= Duration.FromMinutes(5), "A silent chat is still with its agent.");
            Assert.False(now - truth.Disconnected[ticket.Holder!.Value] >= Duration.FromSeconds(60), "A lost agent still has his chat.");
        }
    }

    private void May(int person, TrueTicket ticket, Offer offer, Instant now)
    {
        var demand = ticket.Asked.Demand;
        Assert.True(truth.Ready[person] && truth.Disconnected[person] is null, "Offered to somebody who is not there.");
        Assert.True(roster.IsOnShift(person, now), "Offered outside the shift.");
        Assert.False(roster.IsAway(person, now), "Offered to somebody on leave.");
        Assert.Equal(Roster.TierOf(person), offer.Reason.Overflow is null ? demand.Tier : demand.Tier + 1);
        Assert.True(demand.Language is null || Roster.SpeaksGerman(person));
        Assert.All(demand.Skills, s => Assert.True(roster.LevelOf(person, Array.IndexOf(Roster.Skills, s.Skill)) >= s.Level - offer.Reason.RelaxedLevels));
        Assert.True(truth.Load[person, (int)demand.Kind] < Capacity(person, demand.Kind), "Offered over capacity.");
        Assert.DoesNotContain(ticket.Refused, r => r.Person == person && now - r.At < Duration.FromMinutes(10));
    }

    /// <summary>Sure to be served before: P1 before others; what came back before its own priority; else by due, then by age.</summary>
    private static bool IsAhead(TrueTicket x, TrueTicket y)
    {
        var (first, second) = (x.Asked.Priority == Priority.P1, y.Asked.Priority == Priority.P1);
        if (first != second)
            return first;
        if (x.CameBack || y.CameBack)
            return x.CameBack && !y.CameBack && x.Asked.Priority == y.Asked.Priority && x.Opened < y.Opened;
        return (x.Asked.ResponseDue, x.Opened).CompareTo((y.Asked.ResponseDue, y.Opened)) < 0;
    }

    /// <summary>Could have been given it without any demand relaxed, and so certainly should have been.</summary>
    private bool CouldTake(int person, TrueTicket ticket, Instant now) =>
        ticket.Asked.Demand is var demand
        && Roster.TierOf(person) == demand.Tier
        && (demand.Language is null || Roster.SpeaksGerman(person))
        && demand.Skills.All(s => roster.LevelOf(person, Array.IndexOf(Roster.Skills, s.Skill)) >= s.Level)
        && truth.Load[person, (int)demand.Kind] < Capacity(person, demand.Kind)
        && !ticket.Refused.Exists(r => r.Person == person && now - r.At < Duration.FromMinutes(10));

    private static int Capacity(int person, WorkKind kind) => kind == WorkKind.Chat ? Roster.ChatsOf(person) : 2;
}
