using HelpDesk.Handoff.Agents;
using HelpDesk.Handoff.Routing;
using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Tests.Handoff.Simulation;

/// <summary>A ticket as its generator knows it, kept without routing's help.</summary>
internal sealed class TrueTicket(TicketId id, WaitingTicket asked, Instant opened)
{
    public TicketId Id => id;
    public WaitingTicket Asked => asked;
    public Instant Opened => opened;
    public int? Holder { get; set; }
    public int Holdings { get; set; }
    public Instant HeldSince { get; set; }
    public Instant? OwedSince { get; set; }
    public Instant? FirstTaken { get; set; }
    public Instant? Finished { get; set; }
    public bool CameBack { get; set; }
    public List<(int Person, Instant At)> Refused { get; } = [];
}

/// <summary>What the generator counts while it lives the quarter; the tests count the same from routing's events.</summary>
internal sealed class Truth
{
    public Dictionary<TicketId, TrueTicket> Tickets { get; } = [];
    public HashSet<TrueTicket> InHand { get; } = [];
    public int[,] Load { get; } = new int[Roster.People, 2];
    public Duration[] Held { get; } = new Duration[Roster.People];
    public Instant?[] Disconnected { get; } = new Instant?[Roster.People];
    public bool[] Ready { get; } = new bool[Roster.People];
    public int Returned { get; private set; }

    public void Take(TicketId id, int person, Instant now)
    {
        var ticket = Tickets[id];
        Assert.True(ticket.Holder is null, "A ticket is held twice.");
        Assert.Null(ticket.Finished);
        (ticket.Holder, ticket.HeldSince, ticket.OwedSince) = (person, now, now);
        ticket.Holdings++;
        InHand.Add(ticket);
        ticket.FirstTaken ??= now;
        Load[person, (int)ticket.Asked.Demand.Kind]++;
    }

    public void GiveBack(TicketId id, Instant now)
    {
        LetGo(Tickets[id], now);
        Tickets[id].CameBack = true;
        Returned++;
    }

    public void Finish(TicketId id, Instant now)
    {
        LetGo(Tickets[id], now);
        Tickets[id].Finished = now;
    }

    private void LetGo(TrueTicket ticket, Instant now)
    {
        var person = ticket.Holder!.Value;
        Held[person] += now - ticket.HeldSince;
        Load[person, (int)ticket.Asked.Demand.Kind]--;
        Assert.True(Load[person, (int)ticket.Asked.Demand.Kind] >= 0);
        InHand.Remove(ticket);
        (ticket.Holder, ticket.OwedSince) = (null, null);
    }
}
