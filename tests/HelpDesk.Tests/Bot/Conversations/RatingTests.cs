using System.Text.Json;
using HelpDesk.Channels.Activities;
using HelpDesk.Knowledge.Deflection;

namespace HelpDesk.Tests.Bot.Conversations;

public sealed class RatingTests
{
    [Theory]
    [InlineData("like", true)]
    [InlineData("heart", true)]
    [InlineData("sad", false)]
    [InlineData("1f44e_thumbsdown", false)]
    public async Task A_sign_on_an_answer_is_a_vote_and_no_solve(string sign, bool helpful)
    {
        await using var bench = await TurnBench.CreateAsync();
        await bench.SayAsync("vpn drops every 5 minutes", "q-1");

        Assert.Empty(await bench.TakeAsync(Reaction(bench.LastIds[0], added: [sign])));

        var facts = await bench.FactsAsync(TurnBench.Teams("message"));
        Assert.Single(facts.OfType<DeflectionFact.Rated>(), r => r is { QuestionId: "q-1", ArticleId: "vpn-disconnects", By: "reaction" } && r.Helpful == helpful);
        Assert.Empty(facts.OfType<DeflectionFact.Voted>());
    }

    [Fact]
    public async Task A_sign_that_is_changed_withdraws_the_old_one_first()
    {
        await using var bench = await TurnBench.CreateAsync();
        await bench.SayAsync("vpn drops every 5 minutes", "q-1");

        await bench.TakeAsync(Reaction(bench.LastIds[0], added: ["angry"], removed: ["like"]));

        var facts = await bench.FactsAsync(TurnBench.Teams("message"));
        Assert.True(Assert.IsType<DeflectionFact.RatingWithdrawn>(facts[^2]).Helpful);
        Assert.False(Assert.IsType<DeflectionFact.Rated>(facts[^1]).Helpful);
    }

    [Theory]
    [InlineData("laugh")]
    [InlineData("surprised")]
    public async Task A_laugh_says_nothing_about_help(string sign)
    {
        await using var bench = await TurnBench.CreateAsync();
        await bench.SayAsync("vpn drops every 5 minutes");

        await bench.TakeAsync(Reaction(bench.LastIds[0], added: [sign]));

        Assert.Empty((await bench.FactsAsync(TurnBench.Teams("message"))).OfType<DeflectionFact.Rated>());
    }

    [Fact]
    public async Task A_sign_on_words_that_were_no_answer_is_no_vote()
    {
        await using var bench = await TurnBench.CreateAsync();
        await bench.SayAsync("hello");

        await bench.TakeAsync(Reaction(bench.LastIds[0], added: ["like"]));

        Assert.Empty(await bench.FactsAsync(TurnBench.Teams("message")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_thumb_in_a_feedback_form_is_a_vote_for_its_message_or_for_the_last_answer(bool saysWhich)
    {
        await using var bench = await TurnBench.CreateAsync();
        await bench.SayAsync("vpn drops every 5 minutes", "q-1");

        await bench.TakeAsync(TurnBench.Teams(ActivityTypes.Invoke) with
        {
            Name = "message/submitAction",
            ReplyToId = saysWhich ? bench.LastIds[0] : null,
            Value = JsonDocument.Parse("""{"actionName":"feedback","actionValue":{"reaction":"dislike","feedback":"{\"feedbackText\":\"old\"}"}}""").RootElement,
        });

        Assert.Equal(200, bench.Last.Invoke!.Status);
        Assert.Single((await bench.FactsAsync(TurnBench.Teams("message"))).OfType<DeflectionFact.Rated>(), r => r is { Helpful: false, By: "feedback", ArticleId: "vpn-disconnects" });
    }

    private static Activity Reaction(string message, string[]? added = null, string[]? removed = null) => TurnBench.Teams(ActivityTypes.MessageReaction) with
    {
        ReplyToId = message,
        ReactionsAdded = added?.Select(type => new MessageReaction { Type = type }).ToArray(),
        ReactionsRemoved = removed?.Select(type => new MessageReaction { Type = type }).ToArray(),
    };
}
