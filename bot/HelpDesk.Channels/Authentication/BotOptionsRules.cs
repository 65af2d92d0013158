namespace HelpDesk.Channels.Authentication;

/// <summary>One setting that is wrong.</summary>
internal readonly record struct SettingProblem(string Key, string Problem, string Fix)
{
    public override string ToString() => $"{Key}: {Problem} {Fix}";
}

/// <summary>What must hold of the bot's registration; all problems at once, secrets never quoted.</summary>
internal static class BotOptionsRules
{
    private const string CopyAppId = "Copy the application (client) id of the bot's registration, or leave it out for local mode.";
    private const string CopyTenant = "Copy the directory (tenant) id of the bot's registration; it is a GUID.";

    public static IEnumerable<SettingProblem> Problems(BotOptions options) =>
        [.. Registration(options), .. Credentials(options), .. Addresses(options), .. Lists(options.Bot)];

    private static IEnumerable<SettingProblem> Registration(BotOptions options)
    {
        if (options.AppType is null)
            yield return new(nameof(options.MicrosoftAppType), $"'{options.MicrosoftAppType}' is no type of bot.", $"Use one of {string.Join(", ", Enum.GetNames<BotAppType>())}.");
        if (!options.IsLocal && !IsGuid(options.MicrosoftAppId!))
            yield return new(nameof(options.MicrosoftAppId), "it is not a GUID.", CopyAppId);
        if (options.IsLocal && (HasText(options.MicrosoftAppPassword) || options.Bot.HasCertificate))
            yield return new(nameof(options.MicrosoftAppId), "it is empty although a password or certificate is set.", CopyAppId);
        if (HasText(options.MicrosoftAppTenantId) && !IsGuid(options.MicrosoftAppTenantId!))
            yield return new(nameof(options.MicrosoftAppTenantId), $"'{options.MicrosoftAppTenantId}' is not a GUID.", CopyTenant);
        if (!options.IsLocal && options.AppType is BotAppType.SingleTenant or BotAppType.UserAssignedMSI && !HasText(options.MicrosoftAppTenantId))
            yield return new(nameof(options.MicrosoftAppTenantId), $"it is empty, and a {options.AppType} bot belongs to one tenant.", CopyTenant);
        if (!Cloud.Knows(options.ChannelService))
            yield return new(nameof(options.ChannelService), $"'{options.ChannelService}' is no channel service.", $"Leave it out for the public cloud, use {Cloud.Government} for the US government's, or the bare name of an enterprise channel.");
    }

    private static IEnumerable<SettingProblem> Credentials(BotOptions options)
    {
        if (options.IsLocal) yield break;
        var bot = options.Bot;
        var ways = new[] { HasText(options.MicrosoftAppPassword), HasText(bot.CertificateFile), HasText(bot.CertificateThumbprint) }.Count(set => set);
        if (options.AppType is BotAppType.UserAssignedMSI && ways > 0)
            yield return new(nameof(options.MicrosoftAppPassword), "a managed identity has neither password nor certificate.", "Take MicrosoftAppPassword and Bot:Certificate… out.");
        if (options.AppType is BotAppType.MultiTenant or BotAppType.SingleTenant && ways == 0)
            yield return new(nameof(options.MicrosoftAppPassword), "it is empty, so the bot could not answer.", "Set it to a client secret of the registration, or set Bot:CertificateFile or Bot:CertificateThumbprint.");
        if (options.AppType is BotAppType.MultiTenant or BotAppType.SingleTenant && ways > 1)
            yield return new(nameof(options.MicrosoftAppPassword), "there is more than one of MicrosoftAppPassword, Bot:CertificateFile and Bot:CertificateThumbprint.", "Keep one.");
        if (ways == 1 && bot.HasCertificate && BotCertificate.Open(bot) is (null, { } problem))
            yield return problem;
    }

    private static IEnumerable<SettingProblem> Addresses(BotOptions options)
    {
        (string Key, string? Value)[] addresses =
        [
            (nameof(options.ToBotFromChannelOpenIdMetadataUrl), options.ToBotFromChannelOpenIdMetadataUrl),
            (nameof(options.ToBotFromEmulatorOpenIdMetadataUrl), options.ToBotFromEmulatorOpenIdMetadataUrl),
        ];
        foreach (var (key, value) in addresses)
            if (HasText(value) && !ServiceUrls.IsSafe(value))
                yield return new(key, $"'{value}' is no safe address.", "Write a whole https address (http only for this machine), or leave it out for the cloud's own.");
        if (HasText(options.ToChannelFromBotLoginUrl) && !IsAuthority(options.ToChannelFromBotLoginUrl!))
            yield return new(nameof(options.ToChannelFromBotLoginUrl), $"'{options.ToChannelFromBotLoginUrl}' is no authority.", "Write it like https://login.microsoftonline.com/TENANT, or leave it out for the cloud's own.");
    }

    private static IEnumerable<SettingProblem> Lists(BotSettings bot)
    {
        foreach (var (caller, i) in bot.AllowedCallers.Select((caller, i) => (caller, i)))
            if (caller is not "*" && !IsGuid(caller))
                yield return new($"Bot:AllowedCallers:{i}", $"'{caller}' is no app id.", "Write the app id of the bot that may call, or * for any.");
        foreach (var (url, i) in bot.AllowedServiceUrls.Select((url, i) => (url, i)))
            if (!ServiceUrls.IsSafe(url))
                yield return new($"Bot:AllowedServiceUrls:{i}", $"'{url}' is no safe address.", "Write a whole https address (http only for this machine).");
        foreach (var (tenant, i) in bot.AllowedTenants.Select((tenant, i) => (tenant, i)))
            if (!IsGuid(tenant))
                yield return new($"Bot:AllowedTenants:{i}", $"'{tenant}' is not a GUID.", "Copy the directory (tenant) id.");
    }

    private static bool HasText(string? value) => !string.IsNullOrWhiteSpace(value);

    private static bool IsAuthority(string value) => Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps && uri.AbsolutePath.Trim('/').Length > 0;

    // Only the form with hyphens: what is compared with a token's claim must be written as the claim is.
    private static bool IsGuid(string value) => Guid.TryParseExact(value, "D", out _);
}
