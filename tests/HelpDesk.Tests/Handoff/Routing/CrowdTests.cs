using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using HelpDesk.Handoff.Agents;
using HelpDesk.Handoff.Routing;
using HelpDesk.Handoff.Routing.Board;
using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Tests.Handoff.Routing;

/// <summary>More agents than one word of bits holds, more of them moved than are compared one by one, several skills, queues with rules of their own.</summary>
[SuppressMessage("Security", "CA5394", Justification = "Made up from a seed on purpose.")]
public sealed class CrowdTests
{
    private const int People = 140;
    private const int Tickets = 180;

    public static TheoryData<MatchBy, int> Desks() =>
        new(Enum.GetValues<MatchBy>().SelectMany(by => Enumerable.Range(1, 3).Select(offers => (by, offers))).ToArray());

    [Theory]
    [MemberData(nameof(Desks))]
    public void A_large_desk_gets_the_same_offers_from_the_board_as_from_the_rule(MatchBy by, int offersEach)
    {
        var random = new Random((10 * (int)by) + offersEach);
        var state = Start(random, by, offersEach);
        var board = new RoutingBoard(state, Desk.Nine);
        for (var minute = 0; minute < 3; minute++)
        {
            var offers = Matching.Match(state, Desk.At(minute));
            Assert.Equal(offers, board.Match(Desk.At(minute)));
            Assert.True(minute > 0 || offers.Count > 64);
            foreach (var e in offers.Where(_ => random.Next(3) == 0).SelectMany(o => Answer(random, o, Desk.At(minute))))
            {
                state = Folding.Apply(state, e);
                board.Apply(e);
            }
        }
    }

    private static RoutingEvent[] Answer(Random random, Offer offer, Instant now) => random.Next(2) == 0
        ? [new RoutingEvent.TicketOffered(offer, now), new RoutingEvent.OfferAccepted(offer.Ticket, offer.Agent, now)]
        : [new RoutingEvent.TicketOffered(offer, now), new RoutingEvent.OfferDeclined(offer.Ticket, offer.Agent, DeclineReason.Busy, now)];

    private static RoutingState Start(Random random, MatchBy by, int offersEach)
    {
        var desk = RoutingPolicy.Default with { MatchBy = by, OffersPerAgent = offersEach };
        var other = desk with { MatchBy = (MatchBy)(((int)by + 1) % 3) };
        return RoutingState.Start(desk with { Queues = ImmutableDictionary<QueueId, RoutingPolicy>.Empty.Add(new("other"), other) }) with
        {
            Agents = Enumerable.Range(1, People).Select(i => Person(random, i)).ToImmutableDictionary(a => a.Id),
            Waiting = Enumerable.Range(1, Tickets).Select(i => Asked(random, i)).ToImmutableDictionary(t => t.Id),
        };
    }

    private static Agent Person(Random random, int number) => Desk.Agent(number, random.Next(3) == 0 ? Tier.Technical : Tier.ServiceDesk) with
    {
        Skills = Skills(random, 4).ToImmutableDictionary(s => s, _ => new SkillGrade(random.Next(1, 6))),
        Languages = random.Next(2) == 0 ? ["en", "de"] : ["en"],
        Customers = random.Next(3) == 0 ? [new CustomerId($"customer{random.Next(3)}")] : [],
        Capacity = new WorkUnits(random.Next(1, 5), random.Next(3)),
        IdleSince = Desk.At(-random.Next(30)),
    };

    private static WaitingTicket Asked(Random random, int number) => Desk.Ticket(number, (Priority)random.Next(1, 5), due: random.Next(10, 40), demand: new Demand(
        random.Next(4) == 0 ? Tier.Technical : Tier.ServiceDesk,
        random.Next(6) == 0 ? WorkKind.Ticket : WorkKind.Chat,
        random.Next(3) switch { 0 => "de", 1 => "en", _ => null },
        Skills(random, 3).Select(s => new SkillDemand(s, random.Next(1, 4))),
        units: random.Next(8) == 0 ? 2 : 1,
        queue: random.Next(3) == 0 ? new QueueId("other") : null,
        customer: random.Next(2) == 0 ? new CustomerId($"customer{random.Next(3)}") : null));

    private static IEnumerable<SkillId> Skills(Random random, int upTo) =>
        Enumerable.Range(0, random.Next(upTo)).Select(_ => new SkillId($"skill{random.Next(4)}")).Distinct().ToList();
}
