using HelpDesk.Channels.Persons;
using HelpDesk.Channels.Turns;
using HelpDesk.Storage;
using NodaTime;

namespace HelpDesk.Tests.Channels.DirectLine;

public sealed class ErasedTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_shows_nothing_of_what_was_erased_and_goes_on_after_it()
    {
        await using var server = await DirectLineServer.StartAsync();
        var talk = await server.StartTalkAsync();
        await server.SayAsync(talk, "7345-secret");
        // The answer, too, tells of it.
        while ((await server.GetAsync($"conversations/{talk.Id}/activities", talk.Token)).GetProperty("activities").GetArrayLength() < 2)
            Assert.False(Ct.IsCancellationRequested);
        var stream = new ConversationId("webchat", talk.Id).Stream;
        var now = Instant.FromDateTimeOffset(server.Time.GetUtcNow());
        Assert.NotEqual(0, await server.Store.RedactAsync(stream, stored => ConversationEraser.Without(stored, isTheirs: null), new(now), Ct));

        var page = await server.GetAsync($"conversations/{talk.Id}/activities", talk.Token);
        await server.SayAsync(talk, "afterwards");
        var next = await server.GetAsync($"conversations/{talk.Id}/activities?watermark={page.GetProperty("watermark").GetString()}", talk.Token);

        Assert.DoesNotContain("7345-secret", page.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(page.GetProperty("activities").EnumerateArray(), a => a.TryGetProperty("erased", out _));
        Assert.Contains(next.GetProperty("activities").EnumerateArray(), a => a.GetProperty("text").GetString() == "afterwards");
    }
}
