using System.Security.Claims;
using System.Text.Encodings.Web;
using HelpDesk.Channels.Authentication;
using HelpDesk.Handoff.Service.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace HelpDesk.Bot.Accounts;

/// <summary>
/// Reads people's tokens of the one Entra ID directory that the settings name (version 2.0 access tokens,
/// https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference). Roles are the app roles that the directory's admin assigned; a person
/// without one is known but may do nothing.
/// </summary>
internal sealed class EntraTokens(OpenIdProviders providers, DeskIdentity desk, IOptions<AccountOptions> options)
{
    private readonly TokenValidator? _validator = options.Value.Entra.IsOn ? providers.Validator(PolicyOf(options.Value.Entra)) : null;

    /// <summary>Null where the token is none that grants anything here.</summary>
    public async ValueTask<ClaimsIdentity?> ReadAsync(string token, CancellationToken ct)
    {
        if (_validator is null || (await _validator.ReadAsync(token.AsMemory(), ct)).Token is not { } good) return null;
        // A token of an application has no person: applications use service keys.
        if (!Guid.TryParse(good.Claim("oid"), out var person) || good.Claim("scp") is null || good.Claim("tid") != options.Value.Entra.TenantId) return null;
        var identity = new ClaimsIdentity([new(DeskClaims.Subject, $"entra:{person}"), new(ClaimTypes.Name, good.Claim("name") ?? person.ToString())], EntraHandler.SchemeName, ClaimTypes.Name, DeskClaims.Role);
        string[] roles = [.. good.Claims("roles")];
        var isAgent = roles.Contains(DeskRoles.Agent, StringComparer.Ordinal) || roles.Contains(DeskRoles.Lead, StringComparer.Ordinal);
        identity.AddClaims(desk.Of(roles, [], isAgent ? person : null));
        return identity;
    }

    private static TokenPolicy PolicyOf(EntraSignIn entra)
    {
        var authority = $"https://login.microsoftonline.com/{entra.TenantId}/v2.0";
        return new TokenPolicy
        {
            Metadata = new Uri(string.IsNullOrEmpty(entra.Metadata) ? $"{authority}/.well-known/openid-configuration" : entra.Metadata),
            Issuers = new HashSet<string>([authority], StringComparer.Ordinal),
            Audiences = new HashSet<string>([entra.ClientId!, $"api://{entra.ClientId}"], StringComparer.Ordinal),
        };
    }
}

/// <summary>Signs in by <c>Authorization: Bearer</c> and a token of Entra ID.</summary>
internal sealed class EntraHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, EntraTokens tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "entra";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (ServiceKeyHandler.BearerOf(Request) is not { } token) return AuthenticateResult.NoResult();
        return await tokens.ReadAsync(token, Context.RequestAborted) is { } identity
            ? AuthenticateResult.Success(new(new ClaimsPrincipal(identity), SchemeName))
            : AuthenticateResult.Fail("The token grants nothing here.");
    }
}
