using System.Text.Json;
using HelpDesk.Bot.Cards;
using HelpDesk.Bot.Dialogs;
using HelpDesk.Bot.Resources;
using HelpDesk.Channels.Activities;
using HelpDesk.Knowledge.Answers;
using HelpDesk.Knowledge.Articles;
using HelpDesk.Tests.Bot.Conversations;
using Reply = HelpDesk.Bot.Dialogs.Reply;

namespace HelpDesk.Tests.Bot;

public sealed class ChannelCardTests
{
    private static readonly Article Vpn = new() { Id = new ArticleId("vpn"), Title = "VPN drops", Body = "", Category = ArticleCategory.Troubleshooting };

    [Theory]
    [InlineData("msteams", "Action.Execute")]
    [InlineData("msteams:COPILOT", "Action.Execute")]
    [InlineData("webchat", "Action.Submit")]
    [InlineData("directline", "Action.Submit")]
    [InlineData("emulator", "Action.Submit")]
    [InlineData("agents", "Action.Submit")]
    public void Buttons_are_what_the_channel_has(string channel, string type)
    {
        var actions = Json.Actions(ReplyActivity.Render(Answer(3), Surface.Of(channel), Texts.English).Card()).ToArray();

        Assert.Equal(3, actions.Length);
        Assert.All(actions, a => Assert.Equal(type, a.GetProperty("type").GetString()));
        Assert.All(actions, a => Assert.Equal(type == "Action.Execute", a.TryGetProperty("verb", out _)));
    }

    [Fact]
    public void Words_and_a_card_are_one_message_in_Teams()
    {
        var sent = ReplyActivity.Render(Answer(1), Surface.Of("msteams"), Texts.English);

        Assert.Null(sent.Text);
        Assert.Equal(["Try this.", "VPN drops"], sent.Card().Strings("text")[..2]);
        Assert.Equal("VPN drops", sent.Summary);
    }

    [Fact]
    public void Every_card_in_Teams_has_a_notice_for_where_cards_are_not_shown()
    {
        var guide = new Reply.AskGuide("q-1", Vpn.Id, "n", string.Concat(Enumerable.Repeat("Look at the lamp. ", 50)), ["On", "Off"]);
        Reply[] replies = [Answer(1), new Reply.AskWhich("q-1", [Vpn, Vpn]), guide];

        Assert.All(replies, reply => Assert.InRange(ReplyActivity.Render(reply, Surface.Of("msteams"), Texts.English).Summary!.Length, 5, 121));
        Assert.All(replies, reply => Assert.Null(ReplyActivity.Render(reply, Surface.Of("webchat"), Texts.English).Summary));
    }

    [Fact]
    public void What_an_execute_sends_is_understood_when_it_comes_back()
    {
        var card = ReplyActivity.Render(Answer(1), Surface.Of("msteams"), Texts.English);

        var press = Assert.IsType<Said.Press>(Said.From(card.Press("No", "1")));

        Assert.Equal((PressKind.NotSolved, "q-1", "vpn"), (press.Kind, press.Question, press.Article));
    }

    [Theory]
    [InlineData("a long sentence of a step. ")]
    [InlineData("とても長い手順の説明です。")]
    public void A_long_article_is_cut_at_a_step_and_says_where_the_rest_is(string words)
    {
        var answer = Answer(15, string.Concat(Enumerable.Repeat(words, 2500 / words.Length)));

        var sent = ReplyActivity.Render(answer, Surface.Of("msteams"), Texts.English);

        Assert.InRange(JsonSerializer.SerializeToUtf8Bytes(sent, ActivityJson.Default.Activity).Length, 1, 28 * 1000);
        var texts = sent.Card().Strings("text");
        Assert.Contains("1", texts);
        Assert.DoesNotContain("15", texts);
        Assert.Contains(Texts.English.MoreInArticle("VPN drops"), texts);
        Assert.Equal(3, Json.Actions(sent.Card()).Count());
    }

    [Fact]
    public void One_step_that_is_too_long_leaves_the_way_to_the_article()
    {
        var sent = ReplyActivity.Render(Answer(1, new string('x', 40_000)), Surface.Of("msteams"), Texts.English);

        Assert.Contains(Texts.English.MoreInArticle("VPN drops"), sent.Card().Strings("text"));
    }

    [Fact]
    public void What_fits_is_not_cut() =>
        Assert.DoesNotContain(Texts.English.MoreInArticle("VPN drops"), ReplyActivity.Render(Answer(15, new string('x', 900)), Surface.Of("msteams"), Texts.English).Card().Strings("text"));

    [Fact]
    public void Web_chat_takes_all_of_it() =>
        Assert.Contains("15", ReplyActivity.Render(Answer(15, new string('x', 2500)), Surface.Of("webchat"), Texts.English).Card().Strings("text"));

    [Fact]
    public void Plain_text_is_cut_at_a_step_too()
    {
        var text = ReplyActivity.Render(Answer(15, new string('x', 600)), Surface.Of("sms"), Texts.English).Text!;

        Assert.InRange(text.Length, 1000, 4000);
        Assert.Contains(Texts.English.MoreInArticle("VPN drops"), text, StringComparison.Ordinal);
        Assert.EndsWith(Texts.English.PlainFeedback, text, StringComparison.Ordinal);
    }

    [Fact]
    public void Long_words_are_cut_at_a_paragraph()
    {
        var said = string.Join("\n\n", Enumerable.Repeat(new string('x', 3000), 20));

        var text = ReplyActivity.Render(new Reply.Say(said), Surface.Of("msteams"), Texts.English).Text!;

        Assert.InRange(text.Length, 10_000, 26 * 1024);
        Assert.All(text.TrimEnd('…').Split("\n\n"), paragraph => Assert.Equal(3000, paragraph.Length));
    }

    [Theory]
    [InlineData("msteams", "https://example.com/p.png", true)]
    [InlineData("msteams", "/blobs/p.png", false)]
    [InlineData("webchat", "/blobs/p.png", true)]
    public void A_picture_is_shown_where_its_address_leads_somewhere(string channel, string url, bool shown)
    {
        var answer = Answer(1) with { Passage = new Passage("", "Lead", [], url, null) };

        Assert.Equal(shown, ReplyActivity.Render(answer, Surface.Of(channel), Texts.English).Card().Strings("url").Count > 0);
    }

    [Fact]
    public void A_connectors_web_chat_gets_cards_whatever_we_call_its_conversation() =>
        Assert.True(Surface.Of(new Activity { ChannelId = "webchat", Conversation = new() { Id = "x" } }).HasCards);

    private static Reply.ShowAnswer Answer(int steps, string step = "Do it.") =>
        new("Try this.", "q-1", Vpn, new Passage("Steps", "", [.. Enumerable.Repeat(step, steps)], null, null), []);
}
