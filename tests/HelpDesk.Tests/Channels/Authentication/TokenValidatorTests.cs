using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using HelpDesk.Channels.Authentication;
using Microsoft.Extensions.DependencyInjection;

namespace HelpDesk.Tests.Channels.Authentication;

public sealed class TokenValidatorTests
{
    private const string Page = "api://helpdesk";
    private const string Issuer = $"https://login.microsoftonline.com/{Bot.Tenant}/v2.0";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_class_reads_the_tokens_of_people()
    {
        await using var bot = await Bot.StartAsync();
        var validator = People(bot);

        var reading = await validator.ReadAsync(Person(bot).Token().AsMemory(), Ct);

        Assert.Null(reading.Fault);
        Assert.Equal(("ann", "Helpdesk.Use", Issuer), (reading.Token!.Claim("oid"), reading.Token.Claim("scp"), reading.Token.Issuer));
        Assert.Equal(["agent", "lead"], reading.Token.Claims("roles"));
        Assert.Null(reading.Token.Claim("absent"));
        Assert.Empty(reading.Token.Claims("absent"));
    }

    [Fact]
    public async Task What_is_good_for_one_use_is_not_good_for_another()
    {
        await using var bot = await Bot.StartAsync();
        var people = People(bot);
        var other = bot.Services.GetRequiredService<OpenIdProviders>().Validator(Policy(bot) with { Audiences = new HashSet<string> { "api://other" } });
        var token = Person(bot).Token();
        Assert.NotNull((await people.ReadAsync(token.AsMemory(), Ct)).Token);

        Assert.Equal(TokenFault.WrongAudience, (await other.ReadAsync(token.AsMemory(), Ct)).Fault);
        Assert.Equal(InboundRefusal.WrongIssuer, (await bot.AskAsync($"Bearer {token}")).Refusal);
    }

    [Fact]
    public async Task A_policy_may_ask_for_one_algorithm_only()
    {
        await using var bot = await Bot.StartAsync();
        var validator = bot.Services.GetRequiredService<OpenIdProviders>().Validator(Policy(bot) with { Algorithms = new HashSet<string> { "RS256" } });

        Assert.NotNull((await validator.ReadAsync(Person(bot).Token().AsMemory(), Ct)).Token);
        Assert.Equal(TokenFault.WrongAlgorithm, (await validator.ReadAsync((Person(bot) with { Alg = "RS512" }).Token().AsMemory(), Ct)).Fault);
    }

    [Fact]
    public async Task Validators_share_the_keys_of_a_provider()
    {
        await using var bot = await Bot.StartAsync();

        await People(bot).ReadAsync(Person(bot).Token().AsMemory(), Ct);
        await People(bot).ReadAsync(Person(bot).Token().AsMemory(), Ct);

        Assert.Equal(1, bot.Issuers.Fetches);
    }

    public static TheoryData<string, string?> OddClaims => new()
    {
        { "exp", "\"soon\"" }, { "exp", "1e30" }, { "exp", "-1" }, { "exp", "0" }, { "exp", "99999999999999999999" }, { "exp", "null" }, { "exp", "{}" }, { "exp", "[]" }, { "exp", "true" },
        { "nbf", "\"soon\"" }, { "nbf", "1e30" }, { "nbf", "{}" }, { "iss", "1" }, { "iss", "[]" }, { "iss", "null" }, { "iss", "{\"a\":1}" },
        { "aud", "1" }, { "aud", "{}" }, { "aud", "[[]]" }, { "aud", "[1]" }, { "aud", "null" }, { "aud", "[null]" },
    };

    [Theory]
    [MemberData(nameof(OddClaims))]
    public async Task A_token_with_an_odd_claim_is_refused_and_never_an_exception(string claim, string? json)
    {
        await using var bot = await Bot.StartAsync();

        var verdict = await bot.AskAsync(bot.ChannelToken().With(claim, JsonNode.Parse(json!)));

        Assert.Equal((claim, json, 401), (claim, json, verdict.Status));
    }

    [Theory]
    [InlineData("serviceurl", "1")]
    [InlineData("serviceurl", "[\"https://smba.example.com/emea/\"]")]
    [InlineData("serviceurl", "{}")]
    [InlineData("serviceurl", "null")]
    public async Task A_service_address_that_is_no_text_is_none(string claim, string json)
    {
        await using var bot = await Bot.StartAsync();

        Assert.Equal(InboundRefusal.WrongServiceUrl, (await bot.AskAsync(bot.ChannelToken().With(claim, JsonNode.Parse(json)))).Refusal);
    }

    [Fact]
    public async Task Whatever_is_changed_in_a_token_it_is_refused_and_never_an_exception()
    {
        await using var bot = await Bot.StartAsync();
        var good = bot.ChannelToken().Token();
        Assert.True((await bot.AskAsync($"Bearer {good}")).IsAllowed);
        var changes = Gen.Sample(Gen.Choose(0, good.Length - 1).SelectMany(at => Gen.Choose(32, 255).SelectMany(to => Gen.Choose(0, 3).Select(how => (at, to: (char)to, how)))), 20_000);

        foreach (var (at, to, how) in changes)
        {
            var changed = how switch
            {
                0 => good[..at] + to + good[(at + 1)..],
                1 => good[..at] + good[(at + 1)..],
                2 => good[..at] + to + good[at..],
                _ => good[..at],
            };
            // The last sign of a base64url part may hold bits that mean nothing.
            if (!string.Equals(changed, good, StringComparison.Ordinal) && at < good.Length - 1)
                Assert.Equal(401, (await bot.AskAsync($"Bearer {changed}")).Status);
        }
    }

    [Fact]
    public async Task A_token_beyond_all_measure_is_not_looked_at()
    {
        await using var bot = await Bot.StartAsync();

        Assert.Equal(InboundRefusal.Garbled, (await bot.AskAsync($"Bearer {bot.ChannelToken().With("x", new string('x', 20_000)).Token()}")).Refusal);
    }

    private static TokenValidator People(Bot bot) => bot.Services.GetRequiredService<OpenIdProviders>().Validator(Policy(bot));

    private static TokenPolicy Policy(Bot bot) => new()
    {
        Metadata = new(bot.Issuers.Metadata("entra")),
        Issuers = new HashSet<string> { Issuer },
        Audiences = new HashSet<string> { Page },
    };

    private static Mint Person(Bot bot) => bot.EmulatorToken().With("iss", Issuer).With("aud", Page).With("oid", "ann").With("scp", "Helpdesk.Use").With("roles", new JsonArray("agent", "lead"));
}
