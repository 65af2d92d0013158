using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Authentication;

namespace HelpDesk.Tests.Channels.Authentication;

/// <summary>The Emulator, the Playground and other bots: tokens of Entra ID.</summary>
public sealed class EntraTokenTests
{
    private const string Here = "http://localhost:56150/_connector";
    private const string SkillHost = "https://parent.example.com/api/skills";

    private static readonly Dictionary<string, (Func<Bot, Mint> Token, InboundRefusal? Refusal)> EmulatorTokens = new(StringComparer.Ordinal)
    {
        ["version 2, for the bot"] = (bot => bot.EmulatorToken(), null),
        ["version 2, for the bot's API"] = (bot => bot.EmulatorToken().With("aud", $"api://{Bot.AppId}"), null),
        ["version 2, for the channel service"] = (bot => bot.EmulatorToken().With("aud", Bot.ChannelIssuer), null),
        ["version 1, for the channel service"] = (bot => bot.EmulatorToken().With("iss", Bot.EntraIssuerV1).With("ver", "1.0").With("appid", Bot.AppId).Without("azp").With("aud", Bot.ChannelIssuer), null),
        ["version 1 without appid"] = (bot => bot.EmulatorToken().With("ver", "1.0"), InboundRefusal.WrongApplication),
        ["version 2 with appid instead of azp"] = (bot => bot.EmulatorToken().With("appid", Bot.AppId).Without("azp"), InboundRefusal.WrongApplication),
        ["without a version"] = (bot => bot.EmulatorToken().Without("ver"), InboundRefusal.WrongApplication),
        ["of a later version"] = (bot => bot.EmulatorToken().With("ver", "3.0"), InboundRefusal.WrongApplication),
        ["of another bot"] = (bot => bot.EmulatorToken().With("azp", Bot.OtherBot), InboundRefusal.CallerNotAllowed),
        ["that the bot got for somebody else's service"] = (bot => bot.EmulatorToken().With("aud", "https://graph.microsoft.com"), InboundRefusal.WrongAudience),
        ["of a tenant that only the token names"] = (bot => bot.EmulatorToken().With("iss", $"https://login.microsoftonline.com/{Bot.Tenant}/v2.0").With("tid", Bot.Tenant), InboundRefusal.WrongIssuer),
        ["of the government's cloud"] = (bot => bot.EmulatorToken().With("iss", "https://login.microsoftonline.us/cab8a31a-1906-4287-a0d8-4eef66b95f6e/v2.0"), InboundRefusal.WrongIssuer),
        ["for another service address"] = (bot => bot.EmulatorToken().With("serviceurl", "http://localhost:1/"), InboundRefusal.WrongServiceUrl),
        ["without an end"] = (bot => bot.EmulatorToken().Without("exp"), InboundRefusal.NoExpiry),
        ["signed by a stranger"] = (bot => bot.EmulatorToken() with { Key = TestKey.Stranger, KeyId = "first" }, InboundRefusal.BadSignature),
        ["signed with a key of the channel service only"] = (bot => bot.EmulatorToken() with { Key = TestKey.Second }, InboundRefusal.UnknownKey),
    };

    public static TheoryData<string> Sentences => [.. EmulatorTokens.Keys];

    [Theory]
    [MemberData(nameof(Sentences))]
    public async Task The_Emulator_is_let_in_with_the_bots_own_token(string sent)
    {
        await using var bot = await Bot.StartAsync();
        var (token, refusal) = EmulatorTokens[sent];

        var verdict = await bot.AskAsync(token(bot), Bot.TeamsMessage(Here));

        Assert.Equal(refusal, verdict.Refusal);
        Assert.Equal(refusal switch { null => 200, InboundRefusal.CallerNotAllowed => 403, _ => 401 }, verdict.Status);
        if (refusal is null) Assert.Equal(new VerifiedCaller(CallerKind.Emulator, Bot.AppId, null, new(Here, ServiceUrlOrigin.Loopback)), verdict.Caller);
    }

    [Theory]
    [InlineData("http://localhost:56150/_connector", ServiceUrlOrigin.Loopback)]
    [InlineData("http://127.0.0.1:9000", ServiceUrlOrigin.Loopback)]
    [InlineData("http://[::1]:9000/", ServiceUrlOrigin.Loopback)]
    [InlineData("https://tunnel.example.com", ServiceUrlOrigin.AllowList)]
    [InlineData("https://tunnel.example.com/", ServiceUrlOrigin.AllowList)]
    [InlineData("https://tunnel.example.com/other", null)]
    [InlineData("https://tunnel.example.com.evil.example/", null)]
    [InlineData("https://localhost.evil.example/", null)]
    [InlineData("ftp://localhost/", null)]
    [InlineData("nothing", null)]
    [InlineData(null, null)]
    public async Task The_Emulator_may_ask_for_answers_here_or_where_the_operator_says(string? serviceUrl, ServiceUrlOrigin? origin)
    {
        await using var bot = await Bot.StartAsync(("Bot:AllowedServiceUrls:0", "https://tunnel.example.com/"));

        var verdict = await bot.AskAsync(bot.EmulatorToken(), Bot.TeamsMessage(serviceUrl));

        Assert.Equal(origin, verdict.Caller?.ReplyTo?.Origin);
        Assert.Equal(origin is null ? InboundRefusal.ServiceUrlNotTrusted : null, verdict.Refusal);
        Assert.Equal(origin is null ? 403 : 200, verdict.Status);
    }

    [Theory]
    [InlineData("SingleTenant")]
    [InlineData("UserAssignedMSI")]
    [InlineData("userassignedmsi")]
    public async Task A_bot_of_one_tenant_is_called_with_tokens_of_that_tenant(string type)
    {
        await using var bot = await Bot.StartAsync(
            ("MicrosoftAppType", type), ("MicrosoftAppTenantId", Bot.Tenant), ("MicrosoftAppPassword", type is "SingleTenant" ? "secret" : null));
        var ours = bot.EmulatorToken().With("iss", $"https://login.microsoftonline.com/{Bot.Tenant}/v2.0");
        var old = bot.EmulatorToken().With("iss", $"https://sts.windows.net/{Bot.Tenant}/").With("ver", "1.0").With("appid", Bot.AppId);
        var others = bot.EmulatorToken().With("iss", $"https://login.microsoftonline.com/{Bot.OtherBot}/v2.0");

        Assert.Equal(CallerKind.Emulator, (await bot.AskAsync(ours, Bot.TeamsMessage(Here))).Caller?.Kind);
        Assert.Equal(CallerKind.Emulator, (await bot.AskAsync(old, Bot.TeamsMessage(Here))).Caller?.Kind);
        Assert.Equal(InboundRefusal.WrongIssuer, (await bot.AskAsync(others, Bot.TeamsMessage(Here))).Refusal);
        Assert.Equal(CallerKind.Channel, (await bot.AskAsync(bot.ChannelToken())).Caller?.Kind);
    }

    [Theory]
    [InlineData(null, InboundRefusal.CallerNotAllowed)]
    [InlineData(Bot.Tenant, InboundRefusal.CallerNotAllowed)]
    [InlineData(Bot.OtherBot, null)]
    [InlineData("*", null)]
    public async Task Another_bot_is_let_in_only_if_it_is_listed(string? allowed, InboundRefusal? refusal)
    {
        await using var bot = await (allowed is null ? Bot.StartAsync() : Bot.StartAsync(("Bot:AllowedCallers:0", allowed)));

        var verdict = await bot.AskAsync(bot.SkillToken(), Bot.TeamsMessage(SkillHost));

        Assert.Equal(refusal, verdict.Refusal);
        Assert.Equal(refusal is null ? 200 : 403, verdict.Status);
        if (refusal is null)
            Assert.Equal(new VerifiedCaller(CallerKind.Skill, Bot.OtherBot, null, new(SkillHost, ServiceUrlOrigin.Token, Bot.OtherBot)), verdict.Caller);
    }

    [Fact]
    public async Task An_allowed_bot_needs_a_token_that_was_made_for_this_one()
    {
        await using var bot = await Bot.StartAsync(("Bot:AllowedCallers:0", "*"));

        var verdict = await bot.AskAsync(bot.SkillToken().With("aud", Bot.ChannelIssuer), Bot.TeamsMessage(SkillHost));

        Assert.Equal((InboundRefusal.WrongAudience, 401), (verdict.Refusal, verdict.Status));
    }

    [Theory]
    [InlineData("http://parent.example.com/api/skills")]
    [InlineData("http://localhost:3980/api/skills")]
    [InlineData("https://127.0.0.1/api/skills")]
    [InlineData("https://user@parent.example.com/")]
    [InlineData(null)]
    public async Task An_allowed_bot_cannot_send_answers_in_the_clear_or_behind_this_machines_door(string? serviceUrl)
    {
        await using var bot = await Bot.StartAsync(("Bot:AllowedCallers:0", Bot.OtherBot));

        Assert.Equal(InboundRefusal.ServiceUrlNotTrusted, (await bot.AskAsync(bot.SkillToken(), Bot.TeamsMessage(serviceUrl))).Refusal);
    }

    [Fact]
    public async Task A_bot_beside_this_one_is_answered_where_the_operator_says()
    {
        await using var bot = await Bot.StartAsync(("Bot:AllowedCallers:0", Bot.OtherBot), ("Bot:AllowedServiceUrls:0", "http://localhost:3980/api/skills"));

        var verdict = await bot.AskAsync(bot.SkillToken(), Bot.TeamsMessage("http://localhost:3980/api/skills"));

        Assert.Equal(ServiceUrlOrigin.AllowList, verdict.Caller?.ReplyTo?.Origin);
    }

    [Fact]
    public async Task Listed_tenants_bind_other_bots_too()
    {
        await using var bot = await Bot.StartAsync(("Bot:AllowedCallers:0", "*"), ("Bot:AllowedTenants:0", Bot.OtherBot));

        Assert.Equal(InboundRefusal.TenantNotAllowed, (await bot.AskAsync(bot.SkillToken(), Bot.TeamsMessage(SkillHost))).Refusal);
    }

    [Fact]
    public async Task A_key_of_one_tenant_does_not_sign_for_another()
    {
        await using var bot = await Bot.StartAsync();
        bot.Issuers.Publish("entra", TestKey.First.Published(null, "https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0"));

        Assert.Equal(InboundRefusal.UnknownKey, (await bot.AskAsync(bot.EmulatorToken(), Bot.TeamsMessage(Here))).Refusal);
    }

    [Fact]
    public async Task A_token_of_Entra_does_not_pass_for_one_of_the_channel()
    {
        await using var bot = await Bot.StartAsync(("Bot:AllowedCallers:0", "*"));

        var verdict = await bot.AskAsync(bot.EmulatorToken().With("serviceurl", Bot.ServiceUrl), Bot.TeamsMessage());

        Assert.Equal(InboundRefusal.ServiceUrlNotTrusted, verdict.Refusal);
    }
}
