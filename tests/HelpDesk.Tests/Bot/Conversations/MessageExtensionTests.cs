using System.Text.Json;
using HelpDesk.Bot.Resources;
using HelpDesk.Channels.Activities;
using HelpDesk.Tests.Knowledge;

namespace HelpDesk.Tests.Bot.Conversations;

public sealed class MessageExtensionTests
{
    [Fact]
    public async Task A_search_gives_articles_with_a_card_and_a_preview_each()
    {
        await using var bench = await TurnBench.CreateAsync();

        var first = Attachments(await AskAsync(bench, "composeExtension/query", Query("vpn drops"))).First();

        Assert.Equal("application/vnd.microsoft.card.adaptive", first.GetProperty("contentType").GetString());
        Assert.Contains("Restart the VPN app.", first.GetProperty("content").Strings("text"));
        Assert.Empty(Json.Actions(first.GetProperty("content")));
        Assert.Equal("VPN drops or disconnects", first.GetProperty("preview").GetProperty("content").GetProperty("title").GetString());
    }

    [Fact]
    public async Task What_is_not_for_everyone_is_neither_found_nor_unfurled()
    {
        await using var bench = await TurnBench.CreateAsync(Scratch.Article("vpn-secret", "VPN secret of the admins", "1. Hush.") with { Audience = "it-staff" });

        Assert.DoesNotContain("VPN secret of the admins", (await AskAsync(bench, "composeExtension/query", Query("vpn secret of the admins"))).Strings("title"));
        Assert.Empty(Attachments(await AskAsync(bench, "composeExtension/queryLink", """{"url":"https://desk.example.com/kb/vpn-secret"}""")));
    }

    [Fact]
    public async Task Before_anything_is_typed_it_says_what_to_type()
    {
        await using var bench = await TurnBench.CreateAsync();

        var body = await AskAsync(bench, "composeExtension/query", """{"commandId":"search","parameters":[{"name":"initialRun","value":"true"}]}""");

        Assert.Equal(Texts.English.SearchStart, body.GetProperty("composeExtension").GetProperty("text").GetString());
    }

    [Fact]
    public async Task The_next_page_goes_on_where_the_first_ended()
    {
        await using var bench = await TurnBench.CreateAsync();

        var one = Titles(await AskAsync(bench, "composeExtension/query", Query("outlook", 0, 1)));
        var two = Titles(await AskAsync(bench, "composeExtension/query", Query("outlook", 1, 1)));

        Assert.NotEqual(Assert.Single(one), Assert.Single(two));
    }

    [Fact]
    public async Task A_link_to_an_article_shows_the_article()
    {
        await using var bench = await TurnBench.CreateAsync();

        var body = await AskAsync(bench, "composeExtension/queryLink", """{"url":"https://desk.example.com/kb/printer-jam"}""");

        Assert.Contains("Pull the paper out.", Assert.Single(Attachments(body)).GetProperty("content").Strings("text"));
    }

    [Theory]
    [InlineData("composeExtension/query", "[]")]
    [InlineData("composeExtension/query", """{"parameters":{"name":1}}""")]
    [InlineData("composeExtension/query", """{"parameters":[null,7,{"name":"q","value":["x"]}],"queryOptions":{"skip":-5,"count":99999}}""")]
    [InlineData("composeExtension/queryLink", """{"url":"not a link"}""")]
    [InlineData("composeExtension/queryLink", """{"url":7}""")]
    public async Task Odd_queries_are_answered_like_empty_ones(string name, string value)
    {
        await using var bench = await TurnBench.CreateAsync();

        Assert.True((await AskAsync(bench, name, value)).TryGetProperty("composeExtension", out _));
    }

    private static async Task<JsonElement> AskAsync(TurnBench bench, string name, string value)
    {
        await bench.TakeAsync(TurnBench.Teams(ActivityTypes.Invoke) with { Name = name, Value = JsonDocument.Parse(value).RootElement });
        Assert.Equal(200, bench.Last.Invoke!.Status);
        return bench.Last.Invoke.Body!.Value;
    }

    private static string Query(string typed, int skip = 0, int count = 25) =>
        $$$"""{"commandId":"search","parameters":[{"name":"query","value":"{{{typed}}}"}],"queryOptions":{"skip":{{{skip}}},"count":{{{count}}}}}""";

    private static List<JsonElement> Attachments(JsonElement body) => [.. body.GetProperty("composeExtension").GetProperty("attachments").EnumerateArray()];

    private static List<string> Titles(JsonElement body) => [.. Attachments(body).Select(a => a.GetProperty("preview").GetProperty("content").GetProperty("title").GetString()!)];
}
