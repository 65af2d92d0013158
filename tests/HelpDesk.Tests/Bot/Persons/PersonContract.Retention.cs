using HelpDesk.Bot.Accounts;
using HelpDesk.Bot.Persons;
using HelpDesk.Channels.Connector;
using HelpDesk.Channels.Turns;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Storage;

namespace HelpDesk.Tests.Bot.Persons;

public abstract partial class PersonContract
{
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);

    [Fact]
    public async Task Where_nothing_is_set_nothing_is_ever_forgotten()
    {
        await TalkAsync("own", Alex, "my badge number is 7345-secret");
        Clock.Advance(TimeSpan.FromDays(10_000));
        var position = await Store.GetFeedPositionAsync(Ct);
        Assert.Equal(new RetentionReport(0, 0, 0), await RetainAsync(new()));
        Assert.Equal(position, await Store.GetFeedPositionAsync(Ct));
        Assert.Contains("7345-secret", await AllTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Messages_go_by_their_own_age_and_the_last_takes_the_bots_memory_along()
    {
        var quiet = await TalkAsync("quiet", Alex, "old words of quiet");
        var lively = await TalkAsync("lively", "sam", "old words of lively");
        Clock.Advance(Month);
        await SayAsync(lively, Received("lively", "sam", "new words of lively"));
        Clock.Advance(TimeSpan.FromDays(1));
        var options = new RetentionOptions { Conversations = Month };

        var report = await RetainAsync(options);

        Assert.Equal(new RetentionReport(8, 0, 2), report);
        var said = string.Concat((await Store.ReadFeedAsync(0, 1000, Ct)).Select(e => System.Text.Encoding.UTF8.GetString(e.Json.Span)));
        Assert.DoesNotContain("old words", said, StringComparison.Ordinal);
        Assert.Contains("new words of lively", said, StringComparison.Ordinal);
        Assert.DoesNotContain("old words of quiet", await AllTextAsync(), StringComparison.Ordinal);
        Assert.Null(await Store.GetAsync(ReferenceDocuments.Conversation(quiet), Now, Ct));
        Assert.NotNull(await Store.GetAsync(ReferenceDocuments.Conversation(lively), Now, Ct));
        Assert.Equal(new RetentionReport(0, 0, 0), await RetainAsync(options));
        Clock.Advance(Month);
        Assert.Equal(1, (await RetainAsync(options))!.Events);
        Assert.Equal(2, (await Store.GetAsync(TurnDocuments.Conversation(quiet), Now, Ct))!.Version);
    }

    [Fact]
    public async Task Tickets_go_a_while_after_their_end_and_open_ones_never()
    {
        var (ended, open, again) = (await TicketAsync(Alex, "ended words"), await TicketAsync("sam", "open words"), await TicketAsync("kim", "again words"));
        foreach (var ticket in (Ticket[])[ended, again])
            await Node.DoAsync(ticket.Id, new TicketCommand.Cancel(CancelReason.SolvedItself, "it works", Actor.Of(ticket.Person)));
        Clock.Advance(Month / 2);
        Assert.Equal(new RetentionReport(0, 0, 0), await RetainAsync(new() { Tickets = Month }));
        Clock.Advance(Month);

        var report = await RetainAsync(new() { Tickets = Month });

        Assert.Equal(2, report!.Tickets);
        var all = await AllTextAsync();
        foreach (var text in (string[])["ended words", "again words", Alex]) Assert.DoesNotContain(text, all, StringComparison.Ordinal);
        Assert.Contains("open words", all, StringComparison.Ordinal);
        var read = await Node.ReadAsync(ended.Id);
        Assert.Equal((ended.Number, TicketStatus.Cancelled, Erasing.Words), (read.Number, read.Status, read.Subject));
        Assert.Equal("open words", (await Node.ReadAsync(open.Id)).Subject);
    }

    [Fact]
    public async Task Files_go_and_the_words_beside_them_stay()
    {
        await TalkAsync("own", Alex, "words");
        await TalkAsync("young", "sam", "words");
        var old = Files.Find(Hash("picture of own"));
        Clock.Advance(Month);
        await SayAsync(new("webchat", "young"), Received("young", "sam", "again") with { Attachments = [FileOf("young", Hash("picture of young"), "sam.png")] });
        Clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(new RetentionReport(2, 0, 1), await RetainAsync(new() { Attachments = Month }));

        Assert.NotNull(old);
        Assert.Null(Files.Find(Hash("picture of own")));
        Assert.NotNull(Files.Find(Hash("picture of young")));
        var all = await AllTextAsync();
        Assert.DoesNotContain("alex.png", all, StringComparison.Ordinal);
        Assert.Contains("you said words", all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_audit_keeps_what_happened_and_loses_who()
    {
        var audit = new AuditTrail(Store, Clock);
        await audit.TellAsync(new("mia-id", "account.change", "ben-id", AuditTrail.Ok), Ct);
        Clock.Advance(Month + TimeSpan.FromDays(1));
        await audit.TellAsync(new("mia-id", "sign-in", null, AuditTrail.Ok), Ct);

        Assert.Equal(1, (await RetainAsync(new() { Audit = Month }))!.Events);

        Assert.Equal(
            [new AuditEntry(Erasing.Words, "account.change", Erasing.Words, AuditTrail.Ok), new("mia-id", "sign-in", null, AuditTrail.Ok)],
            (await audit.ReadAsync(0, 10, Ct)).Select(l => l.Entry));
    }

    [Fact]
    public async Task A_node_that_has_lost_the_lease_forgets_nothing_and_one_that_broke_off_goes_on()
    {
        await TalkAsync("own", Alex, [.. Enumerable.Range(0, 400).Select(i => $"line {i} of 7345-secret")]);
        await TicketAsync(Alex, "7345-secret");
        Clock.Advance(Month + TimeSpan.FromDays(1));
        var options = new RetentionOptions { Conversations = Month, Attachments = Month };
        Assert.Null(await new RetentionWorker(Store, options, Files, Clock).StepAsync(new Check.DocumentAt(new("lease-token", "workers"), 7), Ct));
        Assert.Contains("7345-secret", await AllTextAsync(), StringComparison.Ordinal);
        for (var commits = 0; commits < 3; commits++)
            await Assert.ThrowsAsync<StoreException>(() => RetainAsync(options, new BreakingStore(Store, commits)));

        await RetainAsync(options);

        Assert.DoesNotContain("of 7345-secret", await AllTextAsync(), StringComparison.Ordinal);
        Assert.Contains("7345-secret", (await Node.Desk.HistoryAsync((await FindAsync()).Tickets.Single().Ticket, Ct)).OfType<TicketEvent.Opened>().Single().Subject, StringComparison.Ordinal);
    }

    private Task<RetentionReport?> RetainAsync(RetentionOptions options, IStore? store = null) =>
        new RetentionWorker(store ?? Store, options, new StoredFiles(Store, BlobFolder), Clock).StepAsync(new Check.DocumentAt(new("lease-token", "workers"), 0), Ct);
}
