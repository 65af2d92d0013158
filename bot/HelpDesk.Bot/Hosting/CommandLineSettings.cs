namespace HelpDesk.Bot.Hosting;

/// <summary>
/// Splits a command line into settings for the configuration (<c>--Data:Path=x</c>, <c>--Data:Path x</c>, <c>--urls x</c>, <c>--environment x</c>)
/// and everything else, which is commands and their options. Settings are accepted with every command, so that a command finds the same data as the host.
/// </summary>
public sealed record CommandLineSettings(string[] Settings, string[] Rest)
{
    private static readonly string[] FrameworkSettings = ["--urls", "--environment"];

    /// <summary>The names that bots of this protocol have always had; they stand at the root of the configuration.</summary>
    private static readonly string[] KnownRootSettings =
    [
        "--MicrosoftAppType", "--MicrosoftAppId", "--MicrosoftAppPassword", "--MicrosoftAppTenantId", "--ChannelService",
        "--ToBotFromChannelOpenIdMetadataUrl", "--ToBotFromEmulatorOpenIdMetadataUrl", "--ToBotFromChannelTokenIssuer",
        "--ToChannelFromBotLoginUrl", "--ToChannelFromBotOAuthScope",
    ];

    public static CommandLineSettings Split(IReadOnlyList<string> args)
    {
        var settings = new List<string>();
        var rest = new List<string>();
        for (var i = 0; i < args.Count; i++)
        {
            var name = args[i].Split('=', 2)[0];
            if (!IsSetting(name)) rest.Add(args[i]);
            else if (args[i].Contains('=', StringComparison.Ordinal) || i + 1 == args.Count) settings.Add(args[i]);
            else settings.Add($"{name}={args[++i]}");
        }
        return new CommandLineSettings([.. settings], [.. rest]);
    }

    private static bool IsSetting(string name) =>
        name.StartsWith("--", StringComparison.Ordinal) && (name.Contains(':', StringComparison.Ordinal)
            || FrameworkSettings.Contains(name, StringComparer.OrdinalIgnoreCase) || KnownRootSettings.Contains(name, StringComparer.OrdinalIgnoreCase));
}
