using System.Text.Json;
using HelpDesk.Bot.Resources;
using HelpDesk.Channels.Activities;
using HelpDesk.Knowledge.Deflection;

namespace HelpDesk.Tests.Bot.Conversations;

/// <summary>Cards in Teams: what is pressed is answered in the card's place, and what is to be said follows in messages.</summary>
public sealed class PressedCardTests
{
    private static readonly Texts En = Texts.English;

    [Fact]
    public async Task No_gives_the_card_back_without_buttons_and_the_next_article_as_a_message()
    {
        await using var bench = await TurnBench.CreateAsync();
        var card = Assert.Single(await bench.SayAsync("outlook keeps asking for my password and crashes"));
        var before = card.Card().Strings("text");

        var next = await bench.TakeAsync(card.Press("No", bench.LastIds[0]));

        var used = Used(bench);
        Assert.Empty(Json.Actions(used));
        Assert.Equal([.. before.Where(t => t != En.DidThisHelp && t != En.AlsoSee && t != En.DidThisFixIt), En.UsedNotSolved], used.Strings("text"));
        Assert.NotEqual(card.Card().Strings("text")[1], Assert.Single(next).Card().Strings("text")[1]);
    }

    [Fact]
    public async Task Yes_is_noted_once_whoever_presses_again()
    {
        await using var bench = await TurnBench.CreateAsync();
        var card = Assert.Single(await bench.SayAsync("vpn drops every 5 minutes"));
        var id = bench.LastIds[0];

        Assert.Equal(En.Solved("VPN drops or disconnects"), Assert.Single(await bench.TakeAsync(card.Press("Yes", id))).Text);
        Assert.Equal(En.UsedSolved, Used(bench).Strings("text")[^1]);
        Assert.Equal(En.AlreadyNoted("VPN drops or disconnects"), Assert.Single(await bench.TakeAsync(card.Press("Yes", id))).Text);
        Assert.Equal(En.UsedBefore, Used(bench).Strings("text")[^1]);

        Assert.Single((await bench.FactsAsync(TurnBench.Teams("message"))).OfType<DeflectionFact.Voted>());
    }

    [Fact]
    public async Task A_card_of_last_week_is_answered_calmly_and_loses_its_buttons()
    {
        await using var bench = await TurnBench.CreateAsync();
        var card = Assert.Single(await bench.SayAsync("vpn drops every 5 minutes"));
        var id = bench.LastIds[0];
        for (var i = 0; i < 6; i++) await bench.SayAsync("My mailbox is full!!!");

        Assert.Equal(En.OldCard, Assert.Single(await bench.TakeAsync(card.Press("Yes", id))).Text);

        Assert.Empty(Json.Actions(Used(bench)));
        Assert.Equal(En.UsedOld, Used(bench).Strings("text")[^1]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("unknown to us")]
    [InlineData("19:personal|99999999")]
    public async Task A_card_that_cannot_be_found_again_is_replaced_by_its_title(string? id)
    {
        await using var bench = await TurnBench.CreateAsync();
        var card = Assert.Single(await bench.SayAsync("vpn drops every 5 minutes"));

        await bench.TakeAsync(card.Press("Yes", id));

        Assert.Equal(["VPN drops or disconnects", En.UsedSolved], Used(bench).Strings("text"));
    }

    [Fact]
    public async Task Talk_to_a_person_leaves_the_steps_to_read()
    {
        await using var bench = await TurnBench.CreateAsync();
        var card = Assert.Single(await bench.SayAsync("vpn drops every 5 minutes"));

        var told = Assert.Single(await bench.TakeAsync(card.Press(En.TalkToAPerson, bench.LastIds[0])));

        Assert.Contains("“vpn drops every 5 minutes”", told.Summary, StringComparison.Ordinal);
        Assert.Contains("Restart the VPN app.", Used(bench).Strings("text"));
        Assert.Equal(En.UsedPerson, Used(bench).Strings("text")[^1]);
    }

    [Fact]
    public async Task A_choice_says_what_was_chosen()
    {
        await using var bench = await TurnBench.CreateAsync();
        var which = Assert.Single(await bench.SayAsync("outlook"));
        var title = which.Card().Strings("title")[0];

        var answer = Assert.Single(await bench.TakeAsync(which.Press(title, bench.LastIds[0])));

        Assert.Equal([En.ChosenArticle, title], answer.Card().Strings("text")[..2]);
        Assert.Equal([En.Which, En.UsedChoice(title)], Used(bench).Strings("text"));
    }

    [Fact]
    public async Task An_older_client_falls_back_to_submit_and_means_the_same()
    {
        await using var bench = await TurnBench.CreateAsync();
        var card = Assert.Single(await bench.SayAsync("vpn drops every 5 minutes"));
        var fallback = card.Card().GetProperty("actions")[0].GetProperty("fallback");

        Assert.Equal("Action.Submit", fallback.GetProperty("type").GetString());
        var said = await bench.TakeAsync(TurnBench.Teams(ActivityTypes.Message) with { Value = fallback.GetProperty("data"), ReplyToId = bench.LastIds[0] });

        Assert.Equal(En.Solved("VPN drops or disconnects"), Assert.Single(said).Text);
    }

    [Theory]
    [InlineData("""{"action":{"type":"Action.Execute","verb":"format-disk","data":{}}}""")]
    [InlineData("""{"action":{"type":"Action.Http","verb":"solved"}}""")]
    [InlineData("""{"action":7}""")]
    [InlineData("""{"action":{"verb":["solved"]}}""")]
    [InlineData("[]")]
    public async Task What_no_button_of_ours_sends_is_a_bad_request_and_no_turn(string value)
    {
        await using var bench = await TurnBench.CreateAsync();

        await bench.TakeAsync(TurnBench.Teams(ActivityTypes.Invoke) with { Name = "adaptiveCard/action", Value = JsonDocument.Parse(value).RootElement });

        Assert.Equal(200, bench.Last.Invoke!.Status);
        Assert.Equal(400, bench.Last.Invoke.Body!.Value.GetProperty("statusCode").GetInt32());
        Assert.Equal(0, await bench.Store.GetStreamVersionAsync(TurnBench.KeyOf(TurnBench.Teams("invoke")).Stream, TestContext.Current.CancellationToken));
    }

    private static JsonElement Used(TurnBench bench)
    {
        var body = bench.Last.Invoke!.Body!.Value;
        Assert.Equal((200, 200), (bench.Last.Invoke.Status, body.GetProperty("statusCode").GetInt32()));
        Assert.Equal("application/vnd.microsoft.card.adaptive", body.GetProperty("type").GetString());
        return body.GetProperty("value");
    }
}
