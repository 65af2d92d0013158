using HelpDesk.Handoff.Tickets;
using HelpDesk.Tests.Storage;
using NodaTime;

namespace HelpDesk.Tests.Handoff.Service.Projections;

public sealed class SearchTests
{
    private static readonly AgentId Mia = new(new Guid("00000000-0000-0000-0000-00000000b001"));

    [Theory]
    [InlineData("outlook")]
    [InlineData("OUTLOOK crashes")]
    [InlineData("crashes outl")]
    [InlineData("INC-1")]
    [InlineData("inc 1")]
    [InlineData("reinstalled")]
    [InlineData("budget outlook")]
    [InlineData("cafe")]
    [InlineData("café Zürich")]
    [InlineData("ZURICH")]
    [InlineData("プリンタ")]
    [InlineData("0x80070005")]
    [InlineData("printco c-77")]
    [InlineData("ｏｕｔｌｏｏｋ")]
    [InlineData("\"outlook\" AND (crashes*) -- ' ; DROP TABLE tickets")]
    public async Task A_ticket_is_found_by_what_was_said_in_it(string text)
    {
        using var folder = new TemporaryFolder();
        await using var node = await TalkAsync(folder);
        var expected = text.Contains("DROP", StringComparison.Ordinal) ? [] : new[] { "INC-1" };
        Assert.Equal(expected, await node.SearchAsync(text));
    }

    [Theory]
    [InlineData("outlooks")]
    [InlineData("crash outlook")]
    [InlineData("vpn outlook")]
    [InlineData("INC-3")]
    [InlineData("o")]
    public async Task Other_words_find_nothing(string text)
    {
        using var folder = new TemporaryFolder();
        await using var node = await TalkAsync(folder);
        Assert.Empty(await node.SearchAsync(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?! *")]
    [InlineData("\ud800")]
    public async Task Where_there_is_no_word_nothing_is_narrowed(string text)
    {
        using var folder = new TemporaryFolder();
        await using var node = await TalkAsync(folder);
        Assert.Equal(["INC-2", "INC-1"], await node.SearchAsync(text));
    }

    [Fact]
    public async Task What_is_said_later_is_added_to_what_was_said_before()
    {
        using var folder = new TemporaryFolder();
        await using var node = await TalkAsync(folder);
        Assert.Empty(await node.SearchAsync("outlook thanks"));
        await node.PutAsync(Talks.Id(1), new TicketEvent.CustomerWrote(new("tenant/alex"), new("m9"), "Thanks!", [], Talks.Morning + Duration.FromHours(5)));
        Assert.Equal(["INC-1"], await node.SearchAsync("outlook thanks"));
        Assert.Equal(["INC-2"], await node.SearchAsync("vpn"));
    }

    private static async Task<ProjectionNode> TalkAsync(TemporaryFolder folder)
    {
        var node = await ProjectionNode.StartAsync(folder);
        var at = Talks.Morning + Duration.FromHours(4);
        await node.PutAsync(Talks.Id(1), Talks.Opened(1, "Outlook crashes on start"), Talks.Triaged(1));
        await node.PutAsync(Talks.Id(2), Talks.Opened(2, "VPN drops"));
        await node.PutAsync(Talks.Id(1),
            new TicketEvent.CustomerWrote(new("tenant/alex"), new("m1"), "Since the update in the café in Zürich; error 0x80070005 (プリンタ)", [], at),
            new TicketEvent.Noted(Actor.Of(Mia), new("m2"), "It is the budget add-in", at),
            new TicketEvent.VendorCaseOpened(new("PrintCo"), "C-77", "", Actor.Of(Mia), at),
            new TicketEvent.Resolved(Actor.Of(Mia), "Reinstalled it", "fixed", null, at));
        return node;
    }
}
