using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using HelpDesk.Tests.Channels.Authentication;

namespace HelpDesk.Tests.Bot.Accounts;

public sealed class EntraSignInTests
{
    private const string Tenant = "aaaaaaaa-2222-3333-4444-555555555555";
    private const string Client = "bbbbbbbb-2222-3333-4444-555555555555";
    private const string Issuer = $"https://login.microsoftonline.com/{Tenant}/v2.0";

    private static readonly Dictionary<string, (Func<Mint, Mint> Change, int Expected)> Tokens = new(StringComparer.Ordinal)
    {
        ["a person with the app role admin"] = (token => token, 200),
        ["one whose audience is the API's address"] = (token => token.With("aud", $"api://{Client}"), 200),
        ["a person without a role"] = (token => token.Without("roles"), 403),
        ["a person with another role"] = (token => token.With("roles", new JsonArray("agent")), 403),
        ["a role that only looks like one"] = (token => token.With("roles", new JsonArray("Admin")), 403),
        ["a person of another directory"] = (token => token.With("iss", "https://login.microsoftonline.com/cccccccc-2222-3333-4444-555555555555/v2.0"), 401),
        ["a tenant that does not fit the issuer"] = (token => token.With("tid", "cccccccc-2222-3333-4444-555555555555"), 401),
        ["a token for another application"] = (token => token.With("aud", "dddddddd-2222-3333-4444-555555555555"), 401),
        ["an application without a person"] = (token => token.Without("scp"), 401),
        ["a token without an object id"] = (token => token.Without("oid"), 401),
        ["one that has expired"] = (token => token.With("exp", 1_700_000_000), 401),
        ["one without an end"] = (token => token.Without("exp"), 401),
        ["one signed by a stranger"] = (token => token with { Key = TestKey.Stranger }, 401),
        ["one with the public key as a shared secret"] = (token => token with { Alg = "HS256" }, 401),
        ["one without a signature"] = (token => token with { Alg = "none", Unsigned = true }, 401),
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> Sentences => [.. Tokens.Keys];

    [Theory]
    [MemberData(nameof(Sentences))]
    public async Task Only_good_tokens_of_the_directory_with_a_role_get_in(string sent)
    {
        await using var issuer = await OpenIdServer.StartAsync();
        issuer.Publish("entra", TestKey.First.Published(null));
        await using var server = await AccountServer.StartAsync(options =>
            (options.Entra.TenantId, options.Entra.ClientId, options.Entra.Metadata) = (Tenant, Client, issuer.Metadata("entra")));
        var (change, expected) = Tokens[sent];
        using var script = new HttpClient { BaseAddress = server.Address };
        script.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", change(Good(server)).Token());
        using var answer = await script.GetAsync("/account/users", Ct);
        Assert.Equal(expected, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Without_a_directory_no_token_gets_in()
    {
        await using var server = await AccountServer.StartAsync();
        using var script = new HttpClient { BaseAddress = server.Address };
        script.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Good(server).Token());
        using var answer = await script.GetAsync("/account/users", Ct);
        Assert.Equal(401, (int)answer.StatusCode);
    }

    private static Mint Good(AccountServer server) => new Mint()
        .With("iss", Issuer).With("aud", Client).With("tid", Tenant).With("oid", "eeeeeeee-2222-3333-4444-555555555555").With("scp", "access_as_user")
        .With("roles", new JsonArray("admin")).With("nbf", server.Now.ToUnixTimeSeconds()).With("exp", server.Now.ToUnixTimeSeconds() + 3600);
}
