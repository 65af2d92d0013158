using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Authentication;
using HelpDesk.Channels.Messages;
using HelpDesk.Channels.Turns;
using HelpDesk.Storage;

namespace HelpDesk.Tests.Channels.Messages;

public sealed class ConversationKeyTests
{
    [Theory]
    [InlineData("msteams", "19:a@thread.tacv2;messageid=1", "msteams/19:a@thread.tacv2;messageid=1")]
    [InlineData("MSTeams", "a", "msteams/a")]
    [InlineData("webchat", "a", "connector-webchat/a")]
    [InlineData("DirectLine", "a", "connector-directline/a")]
    [InlineData("email", "with/a/slash", "email/with/a/slash")]
    [InlineData("msteams", "", null)]
    [InlineData("msteams", "  ", null)]
    [InlineData("msteams", null, null)]
    [InlineData("", "a", null)]
    [InlineData(null, "a", null)]
    [InlineData("a/b", "c", null)]
    [InlineData("conversation/webchat", "c", null)]
    [InlineData("w\u0435bchat", "c", null)]
    public void A_key_names_channel_and_conversation(string? channel, string? id, string? key) =>
        Assert.Equal(key, Of(channel, id, CallerKind.Channel)?.ToString());

    [Theory]
    [InlineData("control \u0007")]
    [InlineData("line\nend")]
    [InlineData("nul \0")]
    [InlineData("\U0001F600")]
    [InlineData(null)]
    public void An_id_that_no_store_would_take_is_hashed(string? id)
    {
        var key = Of("msteams", id ?? new string('x', 100_000), CallerKind.Channel)!.Value;

        Assert.Matches("^msteams/sha256-[0-9a-f]{64}$", key.ToString());
        CommitRules.Demand(key.Stream);
        Assert.Equal(key, Of("msteams", id ?? new string('x', 100_000), CallerKind.Channel));
    }

    [Fact]
    public void Another_bot_has_conversations_of_its_own() =>
        Assert.Equal("skill-msteams/app/a", Of("msteams", "a", CallerKind.Skill, "app")?.ToString());

    private static ConversationId? Of(string? channel, string? id, CallerKind kind, string? app = null) => ConversationKeys.Of(
        new(new Activity { Type = "message", ChannelId = channel, Conversation = new() { Id = id } }, new VerifiedCaller(kind, app, null, null)));
}
