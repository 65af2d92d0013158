using HelpDesk.Handoff.Tickets;

namespace HelpDesk.Handoff.Policy.Reading;

internal static class PrioritiesFile
{
    public static Priorities Read(MapReader file)
    {
        var meanings = file.Maps("priorities", required: true).Select(Meaning).ToList();
        foreach (var missing in Vocabulary.Priorities.Where(p => file.Has("priorities") && meanings.TrueForAll(m => m.Priority != p.Value)))
            file.Wrong("priorities", $"{missing.Key} is missing.", $"Add '- id: {missing.Key}' with a title and a meaning.");
        var cells = file.Map("matrix", required: true) is { } matrix ? Matrix(matrix) : [];
        file.Done();
        return new([.. meanings.OrderBy(m => m.Priority)], cells);
    }

    private static PriorityMeaning Meaning(MapReader map)
    {
        var meaning = new PriorityMeaning(map.One("id", Vocabulary.Priorities), map.Text("title", "Critical"), map.Text("meaning", "Business stopped"));
        map.Done();
        return meaning;
    }

    private static Sequence<MatrixCell> Matrix(MapReader matrix)
    {
        var cells = new List<MatrixCell>();
        foreach (var (word, impact) in Vocabulary.Impacts)
        {
            if (matrix.Map(word, required: true) is not { } row) continue;
            var ofRow = Vocabulary.Urgencies.Select(u => new MatrixCell(impact, u.Value, row.One(u.Key, Vocabulary.Priorities))).ToList();
            if (ofRow.Zip(ofRow.Skip(1)).Any(pair => pair.Second.Priority > pair.First.Priority))
                row.Wrong("low", "A more urgent ticket would be less important.", "From low to critical, the priority must not fall.");
            cells.AddRange(ofRow);
            row.Done();
        }
        matrix.Done();
        return [.. cells];
    }
}
