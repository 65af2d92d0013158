using System.Text.Json.Nodes;

namespace HelpDesk.Tests.Channels.Messages;

/// <summary>A request to a bot as the Agents Playground made it.</summary>
internal static class Recording
{
    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Channels", "Messages", "Recordings");

    /// <summary>All that were posted.</summary>
    public static IEnumerable<string> Posted =>
        Directory.EnumerateFiles(Folder, "to-bot.*.json").Select(path => Path.GetFileName(path)["to-bot.".Length..^".json".Length])
            .Where(name => name != "HEAD-probe").Order(StringComparer.Ordinal);

    public static JsonObject Read(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, $"to-bot.{name}.json")))!.AsObject();

    public static JsonObject Body(string name) => Read(name)["body"]!.DeepClone().AsObject();
}
