using Microsoft.Extensions.Options;

namespace HelpDesk.Channels.Authentication;

/// <summary>
/// The bot's registration, under the names that bots of this protocol have always had: they stand at the root of the configuration, only
/// <see cref="Bot"/> is a section. Without <see cref="MicrosoftAppId"/> the bot is in local mode.
/// </summary>
public sealed class BotOptions
{
    /// <summary><c>MultiTenant</c>, <c>SingleTenant</c> or <c>UserAssignedMSI</c>, in any case.</summary>
    public string MicrosoftAppType { get; set; } = nameof(BotAppType.MultiTenant);

    public string? MicrosoftAppId { get; set; }

    public string? MicrosoftAppPassword { get; set; }

    public string? MicrosoftAppTenantId { get; set; }

    /// <summary>Empty for the public cloud, <c>https://botframework.azure.us</c> for the US government's, or the name of an enterprise channel.</summary>
    public string? ChannelService { get; set; }

    /// <summary>Where the keys of channel tokens are described; replaces the cloud's address.</summary>
    public string? ToBotFromChannelOpenIdMetadataUrl { get; set; }

    /// <summary>Where the keys of Entra ID are described; replaces the cloud's address.</summary>
    public string? ToBotFromEmulatorOpenIdMetadataUrl { get; set; }

    /// <summary>The issuer of channel tokens; replaces the cloud's.</summary>
    public string? ToBotFromChannelTokenIssuer { get; set; }

    /// <summary>The authority that the bot gets its own tokens from; replaces the cloud's.</summary>
    public string? ToChannelFromBotLoginUrl { get; set; }

    /// <summary>What the bot's own tokens are for, with or without <c>/.default</c>; replaces the cloud's.</summary>
    public string? ToChannelFromBotOAuthScope { get; set; }

    /// <summary>Section <c>Bot</c>.</summary>
    public BotSettings Bot { get; set; } = new();

    /// <summary>No app id: no tokens, and nobody but this machine may call.</summary>
    public bool IsLocal => string.IsNullOrWhiteSpace(MicrosoftAppId);

    /// <summary>Null where <see cref="MicrosoftAppType"/> names none.</summary>
    public BotAppType? AppType => Enum.GetValues<BotAppType>().Select(type => (BotAppType?)type).FirstOrDefault(type => string.Equals(type.ToString(), MicrosoftAppType, StringComparison.OrdinalIgnoreCase));
}

/// <summary>How the bot is registered.</summary>
public enum BotAppType
{
    MultiTenant,
    SingleTenant,
    UserAssignedMSI,
}

/// <summary>What is this product's own about the bot; section <c>Bot</c> of the configuration.</summary>
public sealed class BotSettings
{
    public const string Section = "Bot";

    /// <summary>A file with the bot's certificate and private key (.pfx or .pem), instead of <c>MicrosoftAppPassword</c>.</summary>
    public string? CertificateFile { get; set; }

    public string? CertificatePassword { get; set; }

    /// <summary>The SHA-1 thumbprint of a certificate in the store <c>My</c> of the current user or of the machine.</summary>
    public string? CertificateThumbprint { get; set; }

    /// <summary>App ids of other bots that may call this one as a skill; <c>*</c> is any bot. None: nobody.</summary>
    public IList<string> AllowedCallers { get; set; } = [];

    /// <summary>Service addresses that answers may go to although no token vouched for them.</summary>
    public IList<string> AllowedServiceUrls { get; set; } = [];

    /// <summary>Entra tenants whose people are served. None: every tenant that the channel delivers.</summary>
    public IList<string> AllowedTenants { get; set; } = [];

    internal bool HasCertificate => !string.IsNullOrEmpty(CertificateFile) || !string.IsNullOrEmpty(CertificateThumbprint);
}

/// <summary>By hand, because the settings stand at the root and depend on each other: one line for each that is wrong.</summary>
internal sealed class BotOptionsValidator : IValidateOptions<BotOptions>
{
    public ValidateOptionsResult Validate(string? name, BotOptions options)
    {
        var problems = BotOptionsRules.Problems(options).Select(problem => problem.ToString()).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
