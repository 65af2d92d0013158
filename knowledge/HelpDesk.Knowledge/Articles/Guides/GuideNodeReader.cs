using HelpDesk.Knowledge.Articles.Markdown;
using YamlDotNet.RepresentationModel;

namespace HelpDesk.Knowledge.Articles.Guides;

/// <summary>One node: <c>ask</c> or <c>do</c> with answers, or <c>end</c> with a closing sentence.</summary>
internal static class GuideNodeReader
{
    public static GuideNode? Read(string name, YamlNode body, LinkPolicy links, List<string> problems)
    {
        if (body is not YamlMappingNode map)
        {
            problems.Add($"Node '{name}' is not a map; write 'ask:', 'do:' or 'end:' under it.");
            return null;
        }
        return GuideReader.Text(map, "end") is { } end ? End(name, end, map, links, problems) : Step(name, map, links, problems);
    }

    private static GuideNode? Step(string name, YamlMappingNode map, LinkPolicy links, List<string> problems)
    {
        if ((GuideReader.Text(map, "ask") ?? GuideReader.Text(map, "do")) is not { } text)
        {
            problems.Add($"Node '{name}' says nothing; add 'ask:' with a question or 'do:' with one instruction.");
            return null;
        }
        var answers = new List<GuideAnswer>();
        foreach (var answer in GuideReader.Child(map, "answers") as YamlSequenceNode ?? [])
            if (answer is YamlMappingNode pair && GuideReader.Text(pair, "say") is { } say && GuideReader.Text(pair, "next") is { } next) answers.Add(new GuideAnswer(say, next));
            else problems.Add($"Node '{name}' has an answer without 'say' and 'next'.");
        if (answers.Count is < GuideReader.FewestAnswers or > GuideReader.MostAnswers)
            problems.Add($"Node '{name}' has {answers.Count} answers; give {GuideReader.FewestAnswers} to {GuideReader.MostAnswers}.");
        return new GuideNode.Step(SafeMarkdown.ToCard(text, links), answers);
    }

    private static GuideNode? End(string name, string end, YamlMappingNode map, LinkPolicy links, List<string> problems)
    {
        var text = SafeMarkdown.ToCard(GuideReader.Text(map, "say") ?? "", links);
        if (text.Length == 0) problems.Add($"Node '{name}' ends without a word; add 'say:'.");
        switch (end)
        {
            case "solved": return new GuideNode.Solved(text);
            case "person": return new GuideNode.Person(text);
            case "article" when GuideReader.Text(map, "article") is { } id: return new GuideNode.Continue(text, new ArticleId(id));
            case "article":
                problems.Add($"Node '{name}' ends with an article and does not name it; add 'article: its-id'.");
                return null;
            default:
                problems.Add($"Node '{name}' ends with '{end}'; write solved, person or article.");
                return null;
        }
    }
}
