using System.Text.Json;
using System.Text.Json.Nodes;
using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Authentication;
using Microsoft.Extensions.Logging;

namespace HelpDesk.Tests.Channels.Authentication;

public sealed class ChannelTokenTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    // What is sent, in a sentence; what is sent; why it is refused, or null where it is let in.
    private static readonly Dictionary<string, (Func<Bot, Mint> Token, InboundRefusal? Refusal)> Tokens = new(StringComparer.Ordinal)
    {
        ["a good token"] = (bot => bot.ChannelToken(), null),
        ["a token of another issuer"] = (bot => bot.ChannelToken().With("iss", "https://evil.example"), InboundRefusal.WrongIssuer),
        ["a token whose issuer differs by a slash"] = (bot => bot.ChannelToken().With("iss", "https://api.botframework.com/"), InboundRefusal.WrongIssuer),
        ["a token whose issuer differs by case"] = (bot => bot.ChannelToken().With("iss", "https://API.botframework.com"), InboundRefusal.WrongIssuer),
        ["a token of the government's issuer in the public cloud"] = (bot => bot.ChannelToken().With("iss", "https://api.botframework.us"), InboundRefusal.WrongIssuer),
        ["a token without an issuer"] = (bot => bot.ChannelToken().Without("iss"), InboundRefusal.WrongIssuer),
        ["a token for another bot"] = (bot => bot.ChannelToken().With("aud", Bot.OtherBot), InboundRefusal.WrongAudience),
        ["a token for the channel service itself"] = (bot => bot.ChannelToken().With("aud", Bot.ChannelIssuer), InboundRefusal.WrongAudience),
        ["a token for nobody"] = (bot => bot.ChannelToken().Without("aud"), InboundRefusal.WrongAudience),
        ["a token for this bot and another"] = (bot => bot.ChannelToken().With("aud", new JsonArray(Bot.OtherBot, Bot.AppId)), null),
        ["a token signed by a stranger under a known key id"] = (bot => bot.ChannelToken() with { Key = TestKey.Stranger, KeyId = "first" }, InboundRefusal.BadSignature),
        ["a token signed by a stranger under an own key id"] = (bot => bot.ChannelToken() with { Key = TestKey.Stranger }, InboundRefusal.UnknownKey),
        ["a token without a key id"] = (bot => bot.ChannelToken() with { KeyId = "" }, InboundRefusal.UnknownKey),
        ["a token that expired 4 minutes ago"] = (bot => bot.ChannelToken().With("exp", bot.At(-4 * Minute)), null),
        ["a token that expired 5 minutes ago"] = (bot => bot.ChannelToken().With("exp", bot.At(-5 * Minute)), InboundRefusal.Expired),
        ["a token that expired 6 minutes ago"] = (bot => bot.ChannelToken().With("exp", bot.At(-6 * Minute)), InboundRefusal.Expired),
        ["a token that begins in 4 minutes"] = (bot => bot.ChannelToken().With("nbf", bot.At(4 * Minute)), null),
        ["a token that begins in 6 minutes"] = (bot => bot.ChannelToken().With("nbf", bot.At(6 * Minute)), InboundRefusal.NotYetValid),
        ["a token without a beginning"] = (bot => bot.ChannelToken().Without("nbf"), null),
        ["a token without an end"] = (bot => bot.ChannelToken().Without("exp"), InboundRefusal.NoExpiry),
        ["a token signed with RS384"] = (bot => bot.ChannelToken() with { Alg = "RS384" }, null),
        ["a token signed with RS512"] = (bot => bot.ChannelToken() with { Alg = "RS512" }, null),
        ["a token signed with PS256"] = (bot => bot.ChannelToken() with { Alg = "PS256" }, InboundRefusal.WrongAlgorithm),
        ["a token signed with HS256 and the public key"] = (bot => bot.ChannelToken() with { Alg = "HS256" }, InboundRefusal.WrongAlgorithm),
        ["a token that is not signed"] = (bot => bot.ChannelToken() with { Alg = "none" }, InboundRefusal.WrongAlgorithm),
        ["a token that is not signed, in capitals"] = (bot => bot.ChannelToken() with { Alg = "NONE" }, InboundRefusal.WrongAlgorithm),
        ["a token that claims RS256 and is not signed"] = (bot => bot.ChannelToken() with { Unsigned = true }, InboundRefusal.BadSignature),
        ["a token signed with a key that is endorsed for no channel"] = (bot => bot.ChannelToken() with { Key = TestKey.Second }, InboundRefusal.NotEndorsed),
        ["a token without a service address"] = (bot => bot.ChannelToken().Without("serviceurl"), InboundRefusal.WrongServiceUrl),
        ["a token of another service address"] = (bot => bot.ChannelToken().With("serviceurl", "https://evil.example/"), InboundRefusal.WrongServiceUrl),
        ["a token whose service address differs by case"] = (bot => bot.ChannelToken().With("serviceurl", "https://SMBA.example.com/EMEA/"), null),
        ["a token whose service address lacks the last slash"] = (bot => bot.ChannelToken().With("serviceurl", "https://smba.example.com/emea"), InboundRefusal.WrongServiceUrl),
    };

    public static TheoryData<string> Sentences => [.. Tokens.Keys];

    [Theory]
    [MemberData(nameof(Sentences))]
    public async Task Only_a_good_token_of_the_channel_lets_in(string sent)
    {
        await using var bot = await Bot.StartAsync();
        var (token, refusal) = Tokens[sent];

        var verdict = await bot.AskAsync(token(bot));
        var again = await bot.AskAsync(token(bot));

        Assert.Equal(refusal, verdict.Refusal);
        Assert.Equal(refusal is null ? 200 : 401, verdict.Status);
        Assert.Equal(verdict, again);
        if (refusal is null) Assert.Equal(new VerifiedCaller(CallerKind.Channel, null, Bot.Tenant, new(Bot.ServiceUrl, ServiceUrlOrigin.Token)), verdict.Caller);
    }

    [Theory]
    [InlineData(null, InboundRefusal.NoHeader)]
    [InlineData("", InboundRefusal.NoHeader)]
    [InlineData("{0}", InboundRefusal.WrongScheme)]
    [InlineData("bearer {0}", InboundRefusal.WrongScheme)]
    [InlineData("BEARER {0}", InboundRefusal.WrongScheme)]
    [InlineData("Basic {0}", InboundRefusal.WrongScheme)]
    [InlineData("Bearer", InboundRefusal.WrongScheme)]
    [InlineData("Bearer ", InboundRefusal.WrongScheme)]
    [InlineData("Bearer  {0}", InboundRefusal.WrongScheme)]
    [InlineData("Bearer\t{0}", InboundRefusal.WrongScheme)]
    [InlineData(" Bearer {0}", InboundRefusal.WrongScheme)]
    [InlineData("Bearer {0} ", InboundRefusal.WrongScheme)]
    [InlineData("Bearer {0} more", InboundRefusal.WrongScheme)]
    [InlineData("Bearer {0},Bearer {0}", InboundRefusal.WrongScheme)]
    [InlineData("Bearer nothing", InboundRefusal.Garbled)]
    [InlineData("Bearer ..", InboundRefusal.Garbled)]
    [InlineData("Bearer a.b.c", InboundRefusal.Garbled)]
    [InlineData("Bearer {0}.", InboundRefusal.Garbled)]
    [InlineData("Bearer {0}.a.b", InboundRefusal.Garbled)]
    [InlineData("Bearer {0}é", InboundRefusal.Garbled)]
    public async Task Only_Bearer_and_one_token_are_read(string? header, InboundRefusal refusal)
    {
        await using var bot = await Bot.StartAsync();
        var token = bot.ChannelToken().Token();
        Assert.True((await bot.AskAsync($"Bearer {token}")).IsAllowed);

        var verdict = await bot.AskAsync(header?.Replace("{0}", token, StringComparison.Ordinal));

        Assert.Equal(refusal, verdict.Refusal);
        Assert.Equal(401, verdict.Status);
    }

    [Theory]
    [InlineData("msteams", null)]
    [InlineData("webchat", null)]
    [InlineData("slack", InboundRefusal.NotEndorsed)]
    [InlineData("MSTEAMS", InboundRefusal.NotEndorsed)]
    [InlineData("", InboundRefusal.NotEndorsed)]
    [InlineData(null, InboundRefusal.NotEndorsed)]
    public async Task The_key_must_be_endorsed_for_the_channel_that_the_activity_names(string? channelId, InboundRefusal? refusal)
    {
        await using var bot = await Bot.StartAsync();

        Assert.Equal(refusal, (await bot.AskAsync(bot.ChannelToken(), Bot.TeamsMessage(channelId: channelId))).Refusal);
    }

    [Theory]
    [InlineData("https://SMBA.example.com/emea/", null)]
    [InlineData("https://smba.example.com/emea", InboundRefusal.WrongServiceUrl)]
    [InlineData("https://smba.example.com/emea//", InboundRefusal.WrongServiceUrl)]
    [InlineData("https://smba.example.com/", InboundRefusal.WrongServiceUrl)]
    [InlineData("http://smba.example.com/emea/", InboundRefusal.WrongServiceUrl)]
    [InlineData("", InboundRefusal.WrongServiceUrl)]
    [InlineData(null, InboundRefusal.WrongServiceUrl)]
    public async Task The_activity_must_name_the_service_address_that_the_token_was_made_for(string? serviceUrl, InboundRefusal? refusal)
    {
        await using var bot = await Bot.StartAsync();

        Assert.Equal(refusal, (await bot.AskAsync(bot.ChannelToken(), Bot.TeamsMessage(serviceUrl))).Refusal);
    }

    [Fact]
    public async Task Answers_are_never_sent_in_the_clear_even_if_a_token_says_so()
    {
        await using var bot = await Bot.StartAsync();

        var verdict = await bot.AskAsync(bot.ChannelToken().With("serviceurl", "http://smba.example.com/"), Bot.TeamsMessage("http://smba.example.com/"));

        Assert.Equal((InboundRefusal.ServiceUrlNotTrusted, 403), (verdict.Refusal, verdict.Status));
    }

    [Fact]
    public async Task A_changed_token_is_refused_although_the_unchanged_one_was_seen()
    {
        await using var bot = await Bot.StartAsync();
        var parts = bot.ChannelToken().Token().Split('.');
        Assert.True((await bot.AskAsync($"Bearer {string.Join('.', parts)}")).IsAllowed);
        var other = bot.ChannelToken().With("serviceurl", "https://evil.example/").Token().Split('.');

        var verdict = await bot.AskAsync($"Bearer {parts[0]}.{other[1]}.{parts[2]}", Bot.TeamsMessage("https://evil.example/"));
        var unsigned = await bot.AskAsync($"Bearer {parts[0]}.{parts[1]}.");

        Assert.Equal(InboundRefusal.BadSignature, verdict.Refusal);
        Assert.Equal(401, unsigned.Status);
    }

    [Fact]
    public async Task A_token_that_was_good_ends_when_its_time_has_come()
    {
        await using var bot = await Bot.StartAsync();
        var header = $"Bearer {bot.ChannelToken().With("exp", bot.At(10 * Minute)).Token()}";
        Assert.True((await bot.AskAsync(header)).IsAllowed);

        bot.Clock.Advance(TimeSpan.FromMinutes(14));
        Assert.True((await bot.AskAsync(header)).IsAllowed);
        bot.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(InboundRefusal.Expired, (await bot.AskAsync(header)).Refusal);
    }

    [Fact]
    public async Task Only_Teams_is_believed_about_the_tenant()
    {
        await using var bot = await Bot.StartAsync();
        var elsewhere = Bot.TeamsMessage(channelId: ChannelIds.WebChat);
        var old = Bot.TeamsMessage() with { Conversation = new() { Id = "a:1" }, ChannelData = JsonSerializer.SerializeToElement(new { tenant = new { id = Bot.Tenant } }) };

        Assert.Equal(Bot.Tenant, (await bot.AskAsync(bot.ChannelToken())).Caller!.Tenant);
        Assert.Equal(Bot.Tenant, (await bot.AskAsync(bot.ChannelToken(), old)).Caller!.Tenant);
        Assert.Null((await bot.AskAsync(bot.ChannelToken(), elsewhere)).Caller!.Tenant);
    }

    [Fact]
    public async Task Where_tenants_are_listed_others_are_not_served()
    {
        await using var bot = await Bot.StartAsync(("Bot:AllowedTenants:0", Bot.Tenant.ToUpperInvariant()));
        var stranger = Bot.TeamsMessage() with { Conversation = new() { TenantId = Bot.OtherBot } };

        Assert.True((await bot.AskAsync(bot.ChannelToken())).IsAllowed);
        foreach (var activity in new[] { stranger, Bot.TeamsMessage() with { Conversation = null }, Bot.TeamsMessage(channelId: ChannelIds.WebChat) })
        {
            var verdict = await bot.AskAsync(bot.ChannelToken(), activity);
            Assert.Equal((InboundRefusal.TenantNotAllowed, 403), (verdict.Refusal, verdict.Status));
        }
    }

    [Fact]
    public async Task A_refusal_is_one_line_in_the_log_and_holds_nothing_that_was_sent()
    {
        await using var bot = await Bot.StartAsync();
        var token = (bot.ChannelToken() with { Key = TestKey.Stranger }).Token();
        await bot.AskAsync(bot.ChannelToken());
        var before = bot.Log.Lines.Count;

        await bot.AskAsync($"Bearer {token}");

        var line = Assert.Single(bot.Log.Lines.Skip(before));
        Assert.Equal((LogLevel.Information, "A request to the bot was refused with 401: UnknownKey"), line);
    }

    [Fact]
    public async Task An_app_id_is_the_same_in_either_case()
    {
        await using var bot = await Bot.StartAsync(("MicrosoftAppId", "ABCDEFAB-2222-3333-4444-555555555555"));

        Assert.True((await bot.AskAsync(bot.ChannelToken().With("aud", "abcdefab-2222-3333-4444-555555555555"))).IsAllowed);
    }
}
