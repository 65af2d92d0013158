using System.Text.RegularExpressions;

namespace HelpDesk.Channels.Authentication;

/// <summary>One cloud as a bot sees it: who issues the tokens that come in, where their keys are described, where its own tokens come from.</summary>
/// <param name="EntraIssuers">Who may issue tokens of the Emulator, the Playground and other bots: fixed tenants of Microsoft's and the bot's own, never the one that a token names.</param>
/// <param name="Authority">Where the bot gets its own tokens.</param>
/// <param name="Scope">What for, where answers go to a channel.</param>
internal sealed partial record Cloud(
    string ChannelIssuer, Uri ChannelMetadata, Uri EntraMetadata, IReadOnlySet<string> EntraIssuers, Uri Authority, string Scope)
{
    public const string Government = "https://botframework.azure.us";

    private const string BotFrameworkTenant = "d6d49420-f39b-4df7-a1dc-d59a935871db";
    private const string MicrosoftTenant = "f8cdef31-a31e-4b4a-93e4-5f571e91255a";
    private const string GovernmentTenant = "cab8a31a-1906-4287-a0d8-4eef66b95f6e";

    public static bool Knows(string? channelService) => string.IsNullOrWhiteSpace(channelService) || IsGovernment(channelService) || Enterprise().IsMatch(channelService);

    public static Cloud Of(BotOptions options)
    {
        var cloud = IsGovernment(options.ChannelService) ? GovernmentCloud(options) : PublicCloud(options);
        return cloud with
        {
            ChannelIssuer = Text(options.ToBotFromChannelTokenIssuer) ?? cloud.ChannelIssuer,
            ChannelMetadata = Address(options.ToBotFromChannelOpenIdMetadataUrl) ?? cloud.ChannelMetadata,
            EntraMetadata = Address(options.ToBotFromEmulatorOpenIdMetadataUrl) ?? cloud.EntraMetadata,
            Authority = Address(options.ToChannelFromBotLoginUrl) ?? cloud.Authority,
            Scope = DefaultScope(Text(options.ToChannelFromBotOAuthScope) ?? cloud.Scope),
        };
    }

    /// <summary>The scope that stands for everything an application was granted at a resource.</summary>
    public static string DefaultScope(string resource) => resource.EndsWith("/.default", StringComparison.Ordinal) ? resource : $"{resource.TrimEnd('/')}/.default";

    private static Cloud PublicCloud(BotOptions options) => new(
        "https://api.botframework.com",
        new(Text(options.ChannelService) is { } enterprise
            ? $"https://{enterprise}.enterprisechannel.botframework.com/v1/.well-known/openidconfiguration"
            : "https://login.botframework.com/v1/.well-known/openidconfiguration"),
        new("https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration"),
        Issuers("https://login.microsoftonline.com", BotFrameworkTenant, MicrosoftTenant, Text(options.MicrosoftAppTenantId)),
        new($"https://login.microsoftonline.com/{OwnTenant(options) ?? "botframework.com"}"),
        "https://api.botframework.com");

    private static Cloud GovernmentCloud(BotOptions options) => new(
        "https://api.botframework.us",
        new("https://login.botframework.azure.us/v1/.well-known/openidconfiguration"),
        new($"https://login.microsoftonline.us/{GovernmentTenant}/v2.0/.well-known/openid-configuration"),
        Issuers("https://login.microsoftonline.us", GovernmentTenant, MicrosoftTenant, Text(options.MicrosoftAppTenantId)),
        new($"https://login.microsoftonline.us/{OwnTenant(options) ?? "MicrosoftServices.onmicrosoft.us"}"),
        "https://api.botframework.us");

    // Version 1 and version 2 of a tenant's tokens.
    private static HashSet<string> Issuers(string login, params string?[] tenants) => new(
        from tenant in tenants
        where tenant is not null
        from issuer in new[] { $"https://sts.windows.net/{tenant}/", $"{login}/{tenant}/v2.0" }
        select issuer, StringComparer.Ordinal);

    private static string? OwnTenant(BotOptions options) => options.AppType is BotAppType.MultiTenant ? null : Text(options.MicrosoftAppTenantId);

    private static bool IsGovernment(string? channelService) => string.Equals(channelService?.TrimEnd('/'), Government, StringComparison.OrdinalIgnoreCase);

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;

    private static Uri? Address(string? value) => Text(value) is { } text ? new(text) : null;

    [GeneratedRegex("^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Enterprise();
}
