using System.Diagnostics.CodeAnalysis;
using HelpDesk.Handoff.Service.Lists;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Tests.Storage;
using NodaTime;

namespace HelpDesk.Tests.Handoff.Service.Projections;

[SuppressMessage("Security", "CA5394", Justification = "Made up from a seed on purpose.")]
public sealed class ProjectedListsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_list_is_what_the_ledger_gives()
    {
        using var folder = new TemporaryFolder();
        await using var node = await ProjectionNode.StartAsync(folder);
        var events = Talks.Quarter(seed: 3, tickets: 400);
        // Cut in the middle of the quarter's life, so that tickets of every state are listed; the rest comes while lists are asked for.
        var cut = events.Count / 2;
        await node.PutAsync([.. events.Take(cut)]);
        var random = new Random(5);
        for (var round = 0; round < 20; round++)
        {
            await node.PutAsync([.. events.Skip(cut).Take(events.Count / 60)]);
            cut += events.Count / 60;
            for (var i = 0; i < 15; i++)
                await CompareAsync(node, QueryOf(random, events));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("acme")]
    [InlineData("nobody")]
    public async Task The_wallboard_counts_as_the_ledger_does(string? customer)
    {
        using var folder = new TemporaryFolder();
        await using var node = await ProjectionNode.StartAsync(folder);
        var events = Talks.Quarter(seed: 8, tickets: 300);
        await node.PutAsync([.. events.Take(events.Count / 2)]);
        var only = customer is null ? null : new HashSet<CustomerId> { new(customer) };
        var counts = await node.Lists.CountQueuesAsync(only, Ct);
        Assert.Equal(await node.FromMemory.CountQueuesAsync(only, Ct), counts);
        Assert.Equal(customer == "nobody", counts.Count == 0);
    }

    [Fact]
    public async Task What_was_committed_is_in_the_next_answer()
    {
        using var folder = new TemporaryFolder();
        await using var node = await ProjectionNode.StartAsync(folder);
        for (var n = 1; n <= 20; n++)
        {
            await node.PutAsync(Talks.Id(n), Talks.Opened(n, "vpn"));
            Assert.Equal(n, (await node.Lists.FindAsync(new TicketQuery { Text = "vpn" }, Ct)).Rows.Count);
        }
    }

    [Theory]
    [InlineData(TicketSort.Due)]
    [InlineData(TicketSort.Opened)]
    public async Task Turning_pages_gives_each_ticket_once_while_others_come_and_change(TicketSort sort)
    {
        using var folder = new TemporaryFolder();
        await using var node = await ProjectionNode.StartAsync(folder);
        foreach (var n in Enumerable.Range(1, 90))
            await node.PutAsync(Talks.Id(n), Talks.Opened(n, "vpn"), Talks.Triaged(n), Talks.Queued(n));
        var seen = new List<TicketId>();
        TicketCursor? after = null;
        var next = 100;
        do
        {
            var page = await node.Lists.FindAsync(new TicketQuery { Sort = sort, Limit = 7, After = after }, Ct);
            seen.AddRange(page.Rows.Select(r => r.Ticket.Id));
            after = page.Next;
            // Comes before everything that was seen and after it; and a reply moves one that was seen.
            await node.PutAsync(Talks.Id(next), Talks.Opened(next, "new"), Talks.Triaged(next, Priority.P1));
            await node.PutAsync(seen[0], new TicketEvent.Replied(new(Guid.NewGuid()), new($"m{next}"), "Looking.", [], Talks.Morning + Duration.FromHours(3)));
            next++;
        }
        while (after is not null && seen.Count < 500);
        var first = Enumerable.Range(1, 90).Select(Talks.Id).ToHashSet();
        // The one that was replied to sorts later by due now; it may come again. No other may, and none is missing.
        Assert.Equal(first.Count, seen.Where(id => id != seen[0]).Count(first.Contains) + 1);
        Assert.Equal(seen.Where(id => id != seen[0]).Distinct().Count(), seen.Count(id => id != seen[0]));
    }

    [Theory]
    [InlineData("vpn")]
    [InlineData("vp")]
    [InlineData("vpn drops")]
    [InlineData("drop vpn")]
    [InlineData("vpn odd")]
    [InlineData("pn")]
    public async Task Words_of_thousands_of_tickets_find_the_same_in_the_same_order(string text)
    {
        using var folder = new TemporaryFolder();
        await using var node = await ProjectionNode.StartAsync(folder);
        await node.PutAsync([.. Enumerable.Range(1, 4500).SelectMany(n => new[]
        {
            (Talks.Id(n), Talks.Opened(n, n % 1000 == 0 ? "VPN drops odd" : n % 2 == 0 ? "The VPN drops" : "VPN drops", n % 3 == 0 ? "acme" : "sample")),
            (Talks.Id(n), Talks.Triaged(n, (Priority)(1 + (n % 4)))),
        })]);
        foreach (var sort in Enum.GetValues<TicketSort>())
        {
            await CompareAsync(node, new TicketQuery { Text = text, Sort = sort, Limit = 900 });
            await CompareAsync(node, new TicketQuery { Text = text, Sort = sort, Limit = 200, Priority = Priority.P1, Customers = new HashSet<CustomerId> { new("acme") } });
        }
    }

    [Fact]
    public async Task Only_the_callers_customers_are_listed_searched_and_told()
    {
        using var folder = new TemporaryFolder();
        await using var node = await ProjectionNode.StartAsync(folder);
        await node.PutAsync(Talks.Id(1), Talks.Opened(1, "vpn", "acme"));
        await node.PutAsync(Talks.Id(2), Talks.Opened(2, "vpn", "globex"));
        foreach (var text in new[] { null, "vpn", "INC-2" })
        {
            var page = await node.Lists.FindAsync(new TicketQuery { Text = text, Customers = new HashSet<CustomerId> { new("acme"), new("nobody") } }, Ct);
            Assert.All(page.Rows, r => Assert.Equal(new CustomerId("acme"), r.Ticket.Customer));
            Assert.Equal(text == "INC-2" ? 0 : 1, page.Rows.Count);
        }
        Assert.Empty((await node.Lists.FindAsync(new TicketQuery { Customers = new HashSet<CustomerId>() }, Ct)).Rows);
        Assert.Equal(new CustomerId("globex"), await node.Lists.CustomerOfAsync(Talks.Id(2), Ct));
        Assert.Null(await node.Lists.CustomerOfAsync(Talks.Id(3), Ct));
    }

    private static async Task CompareAsync(ProjectionNode node, TicketQuery query)
    {
        var (expected, found) = (new List<string>(), new List<string>());
        foreach (var (lists, all) in new[] { (node.FromMemory, expected), (node.Lists, found) })
        {
            TicketCursor? after = null;
            do
            {
                var page = await lists.FindAsync(query with { After = after }, Ct);
                all.AddRange(page.Rows.Select(r => $"{r.Ticket.Id} v{r.Version} {r.Ticket.Status} {Due(r)}"));
                all.Add($"-- {page.Next}");
                after = page.Next;
            }
            while (after is not null);
        }
        Assert.True(expected.SequenceEqual(found), $"{query}: expected\n{string.Join('\n', expected)}\nfound\n{string.Join('\n', found)}");
    }

    private static string Due(TicketRow row) => row.Due is { } due ? $"{TicketClocks.QueueDue(due)} {due.Resolution.Due}" : "none";

    private static TicketQuery QueryOf(Random random, IReadOnlyList<(TicketId Ticket, TicketEvent Happened)> events)
    {
        var any = events[random.Next(events.Count)];
        var opened = (TicketEvent.Opened)events.First(e => e.Ticket == any.Ticket).Happened;
        var queued = events.Select(e => e.Happened).OfType<TicketEvent.Queued>().ElementAt(random.Next(20));
        var accepted = events.Select(e => e.Happened).OfType<TicketEvent.Accepted>().ElementAt(random.Next(20));
        var triaged = events.Select(e => e.Happened).OfType<TicketEvent.Triaged>().ElementAt(random.Next(20));
        var query = new TicketQuery { Sort = (TicketSort)random.Next(3), Limit = random.Next(2, 60) };
        for (var i = random.Next(4); i > 0; i--)
            query = random.Next(17) switch
            {
                0 => query with { Statuses = new HashSet<TicketStatus> { (TicketStatus)random.Next(9), (TicketStatus)random.Next(9) } },
                1 => query with { Open = random.Next(2) == 0 },
                2 => query with { Queue = queued.Queue },
                3 => query with { Tier = (Tier)random.Next(1, 4) },
                4 => query with { Agent = accepted.Agent },
                5 => query with { Person = opened.Person },
                6 => query with { Priority = (Priority)random.Next(1, 5) },
                7 => query with { Category = triaged.Category },
                8 => query with { Kind = opened.Kind },
                9 => query with { Channel = opened.Channel },
                10 => query with { Breached = random.Next(2) == 0 },
                11 => query with { DueBefore = any.Happened.At + Duration.FromHours(random.Next(72)) },
                12 => query with { OpenedFrom = any.Happened.At },
                13 => query with { OpenedBefore = any.Happened.At },
                14 => query with { Customers = new HashSet<CustomerId> { opened.Customer } },
                15 => query with { Incident = any.Ticket },
                _ => query with { Text = Talks.Words(random, random.Next(1, 4)) is var words && random.Next(2) == 0 ? words[..^1] : opened.Number },
            };
        return query;
    }
}
