using System.Text.Json;
using HelpDesk.Bot.Resources;
using HelpDesk.Channels.Activities;
using HelpDesk.Knowledge.Deflection;

namespace HelpDesk.Tests.Bot.Conversations;

public sealed class GroupTests
{
    private static readonly Texts En = Texts.English;

    [Fact]
    public async Task What_does_not_mention_the_bot_is_none_of_its_business()
    {
        await using var bench = await TurnBench.CreateAsync();

        Assert.Empty(await bench.TakeAsync(Group("vpn drops every 5 minutes")));
        Assert.Empty(await bench.TakeAsync(Group("<at>Ann</at> vpn drops", ("29:ann", "<at>Ann</at>"))));
        Assert.Null(bench.Last.State);
    }

    [Fact]
    public async Task A_mention_is_answered_shortly_with_buttons_that_reach_the_bot()
    {
        await using var bench = await TurnBench.CreateAsync();

        var card = Assert.Single(await bench.TakeAsync(Mentioning("<at>IT Help</at> outlook keeps asking for my login")));

        Assert.DoesNotContain(En.AlsoSee, card.Card().Strings("text"));
        Assert.All(Json.Actions(card.Card()), a => Assert.Equal("Action.Execute", a.GetProperty("type").GetString()));
    }

    [Fact]
    public async Task Choices_are_buttons_on_a_card_because_a_suggestion_would_not_mention_the_bot()
    {
        await using var bench = await TurnBench.CreateAsync();

        var hello = Assert.Single(await bench.TakeAsync(TurnBench.Teams(ActivityTypes.InstallationUpdate, "groupChat") with { Action = "add" }));

        Assert.Null(hello.SuggestedActions);
        Assert.Equal([.. En.GroupSuggestions], hello.Card().Strings("title"));
        var pressed = hello.Press(En.GroupSuggestions[0], bench.LastIds[0]) with { Conversation = Group("").Conversation };
        Assert.NotEmpty(await bench.TakeAsync(pressed));
        Assert.Equal(En.UsedChoice(En.GroupSuggestions[0]), bench.Last.Invoke!.Body!.Value.Strings("text")[^1]);
    }

    [Theory]
    [InlineData("<at>IT Help</at> I forgot my password")]
    [InlineData("<at>IT Help</at> my account is locked")]
    public async Task A_private_matter_is_asked_into_a_private_chat_and_not_kept_as_a_question(string text)
    {
        await using var bench = await TurnBench.CreateAsync();

        Assert.Equal(En.PrivateMatter, Assert.Single(await bench.TakeAsync(Mentioning(text))).Text);

        Assert.Empty(await bench.FactsAsync(Group("")));
        Assert.Empty(bench.StateOf(Group("")).Questions);
    }

    [Fact]
    public async Task What_cannot_wait_has_its_path_and_its_ticket_wherever_it_is_said()
    {
        await using var bench = await TurnBench.CreateAsync();

        var told = await bench.TakeAsync(Mentioning("<at>IT Help</at> lost my phone with the authenticator"));

        Assert.Contains("Please call", told[0].Text, StringComparison.Ordinal);
        Assert.Contains("priority P1", told[1].Text, StringComparison.Ordinal);
        Assert.EndsWith(En.PrivateMatter, told[1].Text, StringComparison.Ordinal);
        Assert.Empty(bench.StateOf(Group("")).Questions);
    }

    [Fact]
    public async Task The_same_in_a_chat_of_their_own_is_simply_answered()
    {
        await using var bench = await TurnBench.CreateAsync();

        await bench.SayAsync("outlook keeps asking for my password");

        Assert.Contains(await bench.FactsAsync(TurnBench.Teams("message")), f => f is DeflectionFact.Shown { ArticleId: "outlook-password-prompt" });
    }

    [Fact]
    public async Task A_mention_without_a_word_is_answered_with_how_to_ask()
    {
        await using var bench = await TurnBench.CreateAsync();

        Assert.Equal(En.Called, Assert.Single(await bench.TakeAsync(Mentioning("<at>IT Help</at>&nbsp;"))).Text);
    }

    [Fact]
    public async Task Two_threads_are_two_talks()
    {
        await using var bench = await TurnBench.CreateAsync();
        var first = Mentioning("<at>IT Help</at> vpn drops every 5 minutes");
        await bench.TakeAsync(first);

        await bench.TakeAsync(Mentioning("<at>IT Help</at> no") with { Conversation = first.Conversation! with { Id = "19:other;messageid=2" } });

        Assert.Empty((await bench.FactsAsync(first)).OfType<DeflectionFact.Voted>());
    }

    private static Activity Mentioning(string text) => Group(text, (TurnBench.Bot.Id!, "<at>IT Help</at>"));

    private static Activity Group(string text, params (string Id, string Text)[] mentions) => TurnBench.Teams(ActivityTypes.Message, "groupChat") with
    {
        Text = text,
        Entities = [.. mentions.Select(m => JsonSerializer.Deserialize($$$"""{"type":"mention","mentioned":{"id":"{{{m.Id}}}"},"text":"{{{m.Text}}}"}""", ActivityJson.Default.Entity)!)],
    };
}
