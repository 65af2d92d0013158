using System.Globalization;
using HelpDesk.Knowledge.Answers;
using HelpDesk.Knowledge.Articles;
using HelpDesk.Knowledge.Articles.Import;
using HelpDesk.Knowledge.Search.Index;

namespace HelpDesk.Knowledge.Commands;

/// <summary>Questions with the article that answers each, as authors keep them beside a folder of articles: lines of question, tab, article id.</summary>
public static class JudgedQuestions
{
    /// <exception cref="FormatException">A line has no tab; the message names file and line.</exception>
    public static async Task<JudgedCollection> ReadAsync(string articles, string questions, CancellationToken ct)
    {
        var lines = await File.ReadAllLinesAsync(questions, ct);
        var judged = lines.Select((line, i) => (Cells: line.Split('\t'), Number: i + 1)).Skip(1).Where(line => line.Cells[0].Length > 0).ToList();
        if (judged.Find(line => line.Cells.Length < 2) is { Cells: not null } bad)
            throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"{questions}:{bad.Number}: want a question, a tab and the id of its article."));
        return new JudgedCollection(
            await EntriesAsync(articles, ct),
            judged.ConvertAll(line => new JudgedQuery(Id(line.Number), line.Cells[0])),
            judged.ToDictionary(line => Id(line.Number), line => (IReadOnlyDictionary<string, int>)new Dictionary<string, int>(StringComparer.Ordinal) { [line.Cells[1].Trim()] = 1 }, StringComparer.Ordinal));
    }

    /// <summary>The articles of a folder as the index wants them; files that are none are left out.</summary>
    public static async Task<IReadOnlyList<IndexEntry>> EntriesAsync(string folder, CancellationToken ct)
    {
        var entries = new List<IndexEntry>();
        foreach (var file in ArticleFolder.Find(folder, []))
            if ((await SourceReader.ReadAsync(file, null, ct)).Read?.Article is { } article) entries.Add(new KnowledgeArticle(article).ToEntry());
        return entries;
    }

    private static string Id(int line) => line.ToString(CultureInfo.InvariantCulture);
}
