using HelpDesk.Bot.Accounts;
using HelpDesk.Bot.Pages;
using HelpDesk.Bot.Persons;
using HelpDesk.Channels.Authentication;
using HelpDesk.Channels.Connector;
using HelpDesk.Channels.DirectLine;
using HelpDesk.Channels.Messages;
using HelpDesk.Channels.Nodes;
using HelpDesk.Channels.Turns;
using HelpDesk.Handoff.Service;
using Microsoft.Extensions.Options;

namespace HelpDesk.Bot.Hosting;

/// <summary>What the framework would take in silence or refuse with a stack trace: unknown keys of our sections, addresses, log levels, folders. Every problem at once.</summary>
internal static class SettingsCheck
{
    private static readonly (string Section, Type[] Options)[] Sections =
    [
        (DataOptions.Section, [typeof(DataOptions)]), (StoreOptions.Section, [typeof(StoreOptions)]), (DeskOptions.Section, [typeof(DeskOptions)]), (KnowledgeOptions.Section, [typeof(KnowledgeOptions)]),
        (WebChatOptions.Section, [typeof(WebChatOptions), typeof(PageOptions)]), (DirectLineOptions.Section, [typeof(DirectLineOptions)]),
        (AccountOptions.Section, [typeof(AccountOptions)]),
        (TurnOptions.Section, [typeof(TurnOptions)]), (SecretOptions.Section, [typeof(SecretOptions)]), (BotSettings.Section, [typeof(BotSettings)]),
        (OutboxOptions.Section, [typeof(OutboxOptions)]), (MessagesOptions.Section, [typeof(MessagesOptions)]),
        (HandoffOptions.Section, [typeof(HandoffOptions)]), (NodeOptions.Section, [typeof(NodeOptions)]), (RetentionOptions.Section, [typeof(RetentionOptions)]),
    ];

    /// <exception cref="OptionsValidationException">With one line for each setting that is wrong: its key, the problem and the fix.</exception>
    public static void Demand(IConfiguration configuration)
    {
        string[] problems = [.. UnknownKeys(configuration), .. Lists(configuration), .. Urls(configuration), .. LogLevels(configuration), .. Folders(configuration), .. Synonyms(configuration)];
        if (problems.Length > 0) throw new OptionsValidationException("", typeof(SettingsCheck), problems);
    }

    private static IEnumerable<string> UnknownKeys(IConfiguration configuration)
    {
        foreach (var (section, options) in Sections)
        {
            var known = options.SelectMany(o => o.GetProperties()).Where(p => p.CanWrite || p.PropertyType != typeof(string)).Select(p => p.Name).ToArray();
            foreach (var key in configuration.GetSection(section).GetChildren().Select(c => c.Key).Where(k => !known.Contains(k, StringComparer.OrdinalIgnoreCase)))
                yield return $"{section}:{key}: there is no such setting. {section} has {string.Join(", ", known.Order(StringComparer.Ordinal))}.";
        }
    }

    private static IEnumerable<string> Lists(IConfiguration configuration) =>
        from key in (string[])["Knowledge:Sources", "DirectLine:AllowedOrigins", "DirectLine:Secrets", "Bot:AllowedCallers", "Bot:AllowedServiceUrls", "Bot:AllowedTenants"]
        where configuration[key] is { Length: > 0 }
        select $"{key}: it is a list. Number its entries: {key}:0, {key}:1, …";

    private static IEnumerable<string> Urls(IConfiguration configuration) =>
        from url in (configuration["Urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        // A star or plus stands for every address of the machine.
        where !Uri.TryCreate(url.Replace("//*", "//any", StringComparison.Ordinal).Replace("//+", "//any", StringComparison.Ordinal), UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")
        select $"Urls: '{url}' is no address to listen on. Write it like http://localhost:3978 (ports go from 0 to 65535).";

    private static IEnumerable<string> LogLevels(IConfiguration configuration) =>
        from level in configuration.GetSection("Logging:LogLevel").GetChildren()
        where level.Value is { Length: > 0 } value && !Enum.TryParse<LogLevel>(value, ignoreCase: true, out _)
        select $"Logging:LogLevel:{level.Key}: '{level.Value}' is no level. Use one of {string.Join(", ", Enum.GetNames<LogLevel>())}.";

    private static IEnumerable<string> Synonyms(IConfiguration configuration)
    {
        var options = configuration.Read<KnowledgeOptions>(KnowledgeOptions.Section);
        if (options.Synonyms is not { } path) return [];
        if (!File.Exists(path)) return [$"Knowledge:Synonyms: {path} is not a file. Correct the path, or leave it out for the list that comes with the product."];
        try
        {
            options.ReadSynonyms();
            return [];
        }
        catch (YamlDotNet.Core.YamlException broken)
        {
            return [$"Knowledge:Synonyms: {path}, line {broken.Start.Line}: {broken.Message.Split('\n')[0]} Write it as a key 'groups:' with lists of words."];
        }
    }

    private static IEnumerable<string> Folders(IConfiguration configuration) =>
        from source in configuration.Read<KnowledgeOptions>(KnowledgeOptions.Section).Folders
        where !Directory.Exists(source.Folder)
        select $"Knowledge:Sources: {source.Folder} is not a folder. Correct the path, or take the entry out.";
}
