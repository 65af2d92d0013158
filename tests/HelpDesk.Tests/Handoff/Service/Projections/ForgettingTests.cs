using HelpDesk.Handoff.Service.Lists;
using HelpDesk.Handoff.Service.Persons;
using HelpDesk.Handoff.Service.Projections;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Handoff.Tickets.Stored;
using HelpDesk.Storage;
using HelpDesk.Tests.Storage;

namespace HelpDesk.Tests.Handoff.Service.Projections;

public sealed class ForgettingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_redacted_is_in_no_list_no_search_and_no_file_of_the_node()
    {
        using var folder = new TemporaryFolder();
        await using var node = await ProjectionNode.StartAsync(folder);
        foreach (var n in Enumerable.Range(1, 40))
            await node.PutAsync(Talks.Id(n), Talks.Opened(n, "printer"), Talks.Triaged(n), Talks.Queued(n));
        await node.PutAsync(Talks.Id(50), Talks.Opened(50, "my xylophonist is stuck", person: "tenant/sam"), Talks.Triaged(50), Talks.Queued(50));
        Assert.Single(await node.SearchAsync("xylophonist"));
        Assert.True(Holds(folder, "xylophonist"));

        await EraseAsync(node, Talks.Id(50));

        Assert.Empty(await node.SearchAsync("xylophonist"));
        Assert.Empty((await node.Lists.FindAsync(new TicketQuery { Person = new PersonId("tenant/sam") }, Ct)).Rows);
        Assert.Equal(41, (await node.Lists.FindAsync(new TicketQuery { Limit = 100 }, Ct)).Rows.Count);
        Assert.Equal(40, (await node.SearchAsync("printer")).Count);
        Assert.False(Holds(folder, "xylophonist"));
        Assert.False(Holds(folder, "tenant/sam"));
        await node.PutAsync(Talks.Id(50), new TicketEvent.Noted(Actor.Desk, new MessageId("n"), "heptagon", Talks.Morning));
        Assert.Single(await node.SearchAsync("heptagon"));
    }

    [Fact]
    public async Task A_list_built_after_the_redaction_is_the_same()
    {
        using var folder = new TemporaryFolder();
        await using (var node = await ProjectionNode.StartAsync(folder))
        {
            await node.PutAsync(Talks.Id(1), Talks.Opened(1, "xylophone"), Talks.Triaged(1), Talks.Queued(1));
            await node.SearchAsync("xylophone");
            await EraseAsync(node, Talks.Id(1));
        }
        Directory.Delete(Path.Combine(folder.Path, "projections"), recursive: true);

        await using var again = await ProjectionNode.StartAsync(folder);

        Assert.Empty(await again.SearchAsync("xylophone"));
        var row = Assert.Single((await again.Lists.FindAsync(new TicketQuery(), Ct)).Rows);
        Assert.Equal((Erasing.Words, 4), (row.Ticket.Subject, row.Version));
    }

    private static Task EraseAsync(ProjectionNode node, TicketId ticket) => node.Store.RedactAsync(
        new StreamId(TicketEvents.StreamOf(ticket)), stored => TicketEraser.Without(stored, _ => true), new(Talks.Morning) { Told = TicketEraser.Told(Talks.Morning) }, Ct);

    private static bool Holds(TemporaryFolder folder, string text) => Directory.EnumerateFiles(Path.GetDirectoryName(ProjectionNode.FileOf(folder))!, ProjectionFile.Name + "*").Any(file =>
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(text)) >= 0;
    });
}
