using System.Text.Json;
using HelpDesk.Bot.Dialogs;
using HelpDesk.Channels.Activities;

namespace HelpDesk.Tests.Bot;

public sealed class MentionTests
{
    [Theory]
    [InlineData("<at>Bot</at> vpn drops", "vpn drops")]
    [InlineData("vpn drops <at>Bot</at>", "vpn drops")]
    [InlineData("<at>Bot</at>&nbsp;vpn drops", "vpn drops")]
    [InlineData("<at id=\"0\">Bot</at> vpn drops", "vpn drops")]
    [InlineData("<AT>Bot</AT> vpn drops", "vpn drops")]
    [InlineData("<at>Bot</at> <at>Bot</at> vpn drops", "vpn drops")]
    [InlineData("<at>Bot</at> ask <at>Ann O'Neil</at> about vpn", "ask Ann O'Neil about vpn")]
    [InlineData("<at>Bot</at> a < b", "a < b")]
    [InlineData("<at>Bot</at> what does <attention> mean", "what does <attention> mean")]
    [InlineData("<at>Bot vpn drops", "<at>Bot vpn drops")]
    [InlineData("<at>Bot</at>", "")]
    public void The_bots_name_goes_and_other_peoples_names_stay(string text, string expected) => Assert.Equal(expected, Heard(text, "Bot", "<at>Bot</at>"));

    [Theory]
    [InlineData("R&D (IT) Bot+", "<at>R&D (IT) Bot+</at>", "<at>R&D (IT) Bot+</at>")]
    [InlineData("R&D Bot", "<at>R&amp;D Bot</at>", "<at>R&amp;D Bot</at>")]
    [InlineData("R&D Bot", "<at>R&D Bot</at>", "<at>R&amp;D Bot</at>")]
    [InlineData("R&D Bot", "<at>R&amp;D Bot</at>", "<at>R&D Bot</at>")]
    [InlineData(".*", "<at>.*</at>", "<at>.*</at>")]
    public void Names_with_special_characters_are_names(string name, string inEntity, string inText) =>
        Assert.Equal("vpn drops", Heard($"{inText} vpn drops", name, inEntity));

    [Fact]
    public void A_colleague_with_the_bots_name_is_not_the_bot()
    {
        var activity = Message("<at>Bot</at> hello", "Bot", "<at>Bot</at>") with { Recipient = new() { Id = "28:other", Name = "Helper" } };

        Assert.IsType<Said.Silence>(Said.From(activity));
        Assert.Equal("Bot hello", Mentions.Strip(activity));
    }

    [Theory]
    [InlineData("""{"type":"mention"}""")]
    [InlineData("""{"type":"mention","mentioned":7,"text":{}}""")]
    [InlineData("""{"type":"mention","mentioned":null}""")]
    [InlineData("null")]
    public void A_malformed_mention_is_nobodys(string entity)
    {
        var activity = Message("hello", "Bot", "<at>Bot</at>") with { Entities = [JsonSerializer.Deserialize(entity, ActivityJson.Default.Entity)!] };

        Assert.IsType<Said.Silence>(Said.From(activity));
    }

    [Fact]
    public void Very_many_open_tags_are_read_in_no_time()
    {
        var text = string.Concat(Enumerable.Repeat("<at <at>", 25_000));

        Assert.Equal(text, Heard(text, "Bot", "<at>Bot</at>"));
    }

    private static string Heard(string text, string name, string inEntity) => Mentions.Strip(Message(text, name, inEntity));

    private static Activity Message(string text, string name, string inEntity) => new()
    {
        Type = ActivityTypes.Message,
        Text = text,
        ChannelId = ChannelIds.Teams,
        Recipient = new() { Id = "28:bot", Name = name },
        Conversation = new() { Id = "19:x", IsGroup = true },
        Entities = [JsonSerializer.Deserialize($$"""{"type":"mention","mentioned":{"id":"28:bot"},"text":{{JsonSerializer.Serialize(inEntity)}}}""", ActivityJson.Default.Entity)!],
    };
}
