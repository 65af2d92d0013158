namespace HelpDesk.Knowledge.Articles.Guides;

/// <summary>Every answer leads somewhere, every node is reached, no walk goes round in circles.</summary>
internal static class GuidePaths
{
    private enum Visit { Open, Done }

    public static void Check(string start, IReadOnlyDictionary<string, GuideNode> nodes, List<string> problems)
    {
        if (!nodes.ContainsKey(start)) problems.Add($"'start' names '{start}', which is no node.");
        foreach (var (name, node) in nodes)
            foreach (var next in Next(node).Where(n => !nodes.ContainsKey(n)))
                problems.Add($"Node '{name}' leads to '{next}', which is no node.");
        if (problems.Count > 0) return;
        var visits = new Dictionary<string, Visit>(StringComparer.Ordinal);
        Walk(start, nodes, visits, problems);
        foreach (var name in nodes.Keys.Where(n => !visits.ContainsKey(n))) problems.Add($"No answer leads to node '{name}'.");
    }

    // As deep as the longest walk, which the number of nodes bounds.
    private static void Walk(string name, IReadOnlyDictionary<string, GuideNode> nodes, Dictionary<string, Visit> visits, List<string> problems)
    {
        visits[name] = Visit.Open;
        foreach (var next in Next(nodes[name]))
        {
            if (!visits.TryGetValue(next, out var visit)) Walk(next, nodes, visits, problems);
            else if (visit == Visit.Open) problems.Add($"Node '{name}' leads back to '{next}': the walk would never end.");
        }
        visits[name] = Visit.Done;
    }

    private static IEnumerable<string> Next(GuideNode node) => node is GuideNode.Step step ? step.Answers.Select(a => a.Next) : [];
}
