using System.Diagnostics.CodeAnalysis;
using HelpDesk.Knowledge.Articles.Markdown;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace HelpDesk.Knowledge.Articles.Guides;

/// <summary>Reads and checks an article's guide. A guide with a problem is not walked at all: half a tree would leave people in the middle of it.</summary>
public static class GuideReader
{
    public const string Key = "guide";
    public const int MostNodes = 60;
    public const int FewestAnswers = 2;
    public const int MostAnswers = 4;

    /// <summary>The guide, where the article has one without problems.</summary>
    public static bool TryRead(Article article, [NotNullWhen(true)] out Guide? guide)
    {
        var problems = new List<string>();
        guide = article.Other.TryGetValue(Key, out var raw) ? Read(raw, LinkPolicy.For(article), problems) : null;
        return guide is not null;
    }

    /// <summary>What is wrong with the article's guide, one sentence each; nothing where it has none.</summary>
    public static IReadOnlyList<string> Check(Article article)
    {
        var problems = new List<string>();
        if (article.Other.TryGetValue(Key, out var raw)) Read(raw, LinkPolicy.For(article), problems);
        return problems;
    }

    private static Guide? Read(string raw, LinkPolicy links, List<string> problems)
    {
        if (Parse(raw, problems) is not { } root) return null;
        var start = Text(root, "start");
        if (start is null) problems.Add("'start' is missing; name the first node.");
        if (Child(root, "nodes") is not YamlMappingNode { Children.Count: > 0 } map)
        {
            problems.Add("'nodes' is missing; give each node a name.");
            return null;
        }
        if (map.Children.Count > MostNodes) problems.Add($"There are {map.Children.Count} nodes; at most {MostNodes} can be walked.");
        var nodes = new Dictionary<string, GuideNode>(StringComparer.Ordinal);
        foreach (var (name, body) in map.Children)
            if (GuideNodeReader.Read(name.ToString(), body, links, problems) is { } node) nodes[name.ToString()] = node;
        if (problems.Count == 0) GuidePaths.Check(start!, nodes, problems);
        return problems.Count == 0 ? new Guide(start!, nodes) : null;
    }

    private static YamlMappingNode? Parse(string raw, List<string> problems)
    {
        try
        {
            var yaml = new YamlStream();
            yaml.Load(new StringReader("v:" + (raw.Length > 0 && !char.IsWhiteSpace(raw[0]) ? " " + raw : raw)));
            if (yaml.Documents[0].RootNode is YamlMappingNode outer && outer.Children.Values.First() is YamlMappingNode root) return root;
            problems.Add("It is not a map with 'start' and 'nodes'.");
        }
        catch (YamlException broken)
        {
            problems.Add($"It is not valid YAML ({broken.Message.Split('\n')[0].Trim()}).");
        }
        return null;
    }

    internal static YamlNode? Child(YamlMappingNode map, string name) => map.Children.TryGetValue(new YamlScalarNode(name), out var child) ? child : null;

    internal static string? Text(YamlMappingNode map, string name) => Child(map, name) is YamlScalarNode { Value: { Length: > 0 } text } ? text.Trim() : null;
}
