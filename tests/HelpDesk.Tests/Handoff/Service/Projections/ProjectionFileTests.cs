using HelpDesk.Handoff.Service.Lists;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Handoff.Tickets.Stored;
using HelpDesk.Storage;
using HelpDesk.Tests.Storage;
using NodaTime;
using SQLitePCL;

namespace HelpDesk.Tests.Handoff.Service.Projections;

/// <summary>The file may be lost, broken, old or another store's: the lists are the same.</summary>
public sealed class ProjectionFileTests
{
    private const int Tickets = 120;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_restart_goes_on_at_the_checkpoint()
    {
        using var folder = new TemporaryFolder();
        var before = await BuildAsync(folder);
        var written = File.GetCreationTimeUtc(ProjectionNode.FileOf(folder));
        await using var node = await ProjectionNode.StartAsync(folder);
        Assert.Equal(before, await ListAsync(node));
        Assert.Equal(written, File.GetCreationTimeUtc(ProjectionNode.FileOf(folder)));
        // Folding goes on with tickets that are read back from the file.
        await node.PutAsync(Talks.Id(1), new TicketEvent.Opened(Talks.Id(1), "INC-1", TicketKind.Incident, TicketChannel.Teams, new("p"), new("sample"), new("standard"), "v", "late", null, null, [], Actor.Bot, Talks.Morning));
        Assert.Equal(before.Count + 1, (await ListAsync(node)).Count);
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("not a database")]
    [InlineData("cut short")]
    [InlineData("older")]
    [InlineData("another program's")]
    [InlineData("scribbled over")]
    public async Task A_file_that_is_no_use_is_built_again(string what)
    {
        using var folder = new TemporaryFolder();
        var before = await BuildAsync(folder);
        Spoil(ProjectionNode.FileOf(folder), what);
        await using var node = await ProjectionNode.StartAsync(folder);
        Assert.Equal(before, await ListAsync(node));
        Assert.Equal(await SearchAsync(node.FromMemory), await SearchAsync(node.Lists));
    }

    [Fact]
    public async Task A_file_of_another_store_is_built_again()
    {
        using var folder = new TemporaryFolder();
        await BuildAsync(folder);
        await using var node = await ProjectionNode.StartAsync(folder, "another");
        await node.PutAsync([.. Talks.Quarter(seed: 12, tickets: Tickets + 50)]);
        Assert.Equal(Tickets + 50, (await ListAsync(node)).Count);
    }

    [Fact]
    public async Task A_store_that_was_restored_from_an_older_copy_is_listed_as_it_is()
    {
        using var folder = new TemporaryFolder();
        await BuildAsync(folder);
        await using var node = await ProjectionNode.StartAsync(folder, "restored");
        await node.PutAsync(Talks.Id(1), Talks.Opened(1, "vpn"));
        Assert.Single(await ListAsync(node));
    }

    [Fact]
    public async Task A_file_damaged_while_it_is_used_is_built_again()
    {
        using var folder = new TemporaryFolder();
        await BuildAsync(folder);
        await using var node = await ProjectionNode.StartAsync(folder);
        await node.Projection.CatchUpAsync(Ct);
        Spoil(ProjectionNode.FileOf(folder), "scribbled over");
        foreach (var n in Enumerable.Range(1, 30))
            await node.PutAsync(Talks.Id(n), Talks.Opened(n, "vpn"), Talks.Triaged(n), Talks.Queued(n));
        Assert.Equal(Tickets + 30, (await ListAsync(node)).Count);
    }

    [Fact]
    public async Task A_second_node_on_the_same_folder_has_a_file_of_its_own()
    {
        using var folder = new TemporaryFolder();
        await using var one = await ProjectionNode.StartAsync(folder);
        await using var two = await ProjectionNode.StartAsync(folder, "other");
        await one.PutAsync(Talks.Id(1), Talks.Opened(1, "vpn"));
        Assert.Single(await ListAsync(one));
        Assert.Empty(await ListAsync(two));
    }

    [Fact]
    public async Task A_fold_that_is_broken_off_goes_on_from_what_was_written()
    {
        using var folder = new TemporaryFolder();
        await using var node = await ProjectionNode.StartAsync(folder);
        var events = Talks.Quarter(seed: 9, tickets: Tickets);
        await node.PutAsync([.. events.Take(400)]);
        await node.Projection.CatchUpAsync(Ct);
        await node.PutAsync([.. events.Skip(400)]);
        using (var enough = new CancellationTokenSource())
        {
            await enough.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => node.Projection.CatchUpAsync(enough.Token));
        }
        Assert.Equal(await SearchAsync(node.FromMemory), await SearchAsync(node.Lists));
        Assert.Equal(events.Count, node.Projection.Position);
    }

    [Fact]
    public async Task An_event_of_a_newer_program_only_counts()
    {
        using var folder = new TemporaryFolder();
        await using var node = await ProjectionNode.StartAsync(folder);
        await node.PutAsync(Talks.Id(1), Talks.Opened(1, "vpn"));
        await node.Store.CommitAsync(new Commit(Talks.Morning)
        {
            Writes = [new Write.Append(new StreamId(TicketEvents.StreamOf(Talks.Id(1))), [new NewEvent("ticket.teleported", 1, "{}"u8.ToArray(), Talks.Morning)])],
        }, Ct);
        var row = Assert.Single((await node.Lists.FindAsync(new TicketQuery(), Ct)).Rows);
        Assert.Equal(2, row.Version);
    }

    [Fact]
    public async Task Writes_go_on_where_the_lists_have_no_place()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "projections"), "in the way", Ct);
        await using var node = await ProjectionNode.StartAsync(folder);
        await node.PutAsync(Talks.Id(1), Talks.Opened(1, "vpn"));
        var refused = await Assert.ThrowsAsync<StoreException>(() => ListAsync(node));
        Assert.Contains("Handoff:ProjectionFolder", refused.Message, StringComparison.Ordinal);
        await node.PutAsync(Talks.Id(2), Talks.Opened(2, "vpn"));
        Assert.Equal(2, await node.Store.GetFeedPositionAsync(Ct));
    }

    private static async Task<IReadOnlyList<string>> BuildAsync(TemporaryFolder folder)
    {
        await using var node = await ProjectionNode.StartAsync(folder);
        await node.PutAsync(Talks.Quarter(seed: 9, tickets: Tickets));
        return await ListAsync(node);
    }

    private static async Task<IReadOnlyList<string>> ListAsync(ProjectionNode node) =>
        [.. (await node.Lists.FindAsync(new TicketQuery { Limit = 200, Sort = TicketSort.Changed }, Ct)).Rows.Select(r => $"{r.Ticket.Id} {r.Version} {r.Ticket.Status}")];

    private static async Task<IReadOnlyList<TicketId>> SearchAsync(ITicketLists lists) =>
        [.. (await lists.FindAsync(new TicketQuery { Limit = 200, Sort = TicketSort.Opened, Text = "outlook vpn" }, Ct)).Rows.Select(r => r.Ticket.Id)];

    private static void Spoil(string path, string what)
    {
        switch (what)
        {
            case "missing": File.Delete(path); break;
            case "not a database": File.WriteAllText(path, "This is a letter."); break;
            case "cut short": Cut(path); break;
            case "older": Execute(path, "PRAGMA user_version = 1"); break;
            case "another program's": Execute(path, "PRAGMA application_id = 1"); break;
            default: Scribble(path); break;
        }
    }

    private static void Cut(string path)
    {
        using var file = File.OpenWrite(path);
        file.SetLength(file.Length / 2);
    }

    /// <summary>Everything but the first page, where the file says what it is.</summary>
    private static void Scribble(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        const int page = 4096;
        var length = file.Length;
        file.Position = page;
        file.Write(Enumerable.Repeat((byte)0xA5, (int)(length - page)).ToArray());
    }

    private static void Execute(string path, string sql)
    {
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_open(path, out var database));
        using (database)
            Assert.Equal(raw.SQLITE_OK, raw.sqlite3_exec(database, sql));
    }
}
