using HelpDesk.Knowledge.Articles.Markdown;
using HelpDesk.Knowledge.Search.Analysis;
using HelpDesk.Knowledge.Search.Index;

namespace HelpDesk.Knowledge.Answers;

/// <summary>The terms of a section, kept so that choosing a passage needs no reading.</summary>
internal sealed class SectionWords
{
    private readonly HashSet<string> _text;
    private readonly HashSet<string> _heading;

    private SectionWords(Section section, Analyzer analyzer)
    {
        Prior = PassageChooser.Prior(section);
        _text = Terms(analyzer, section.Text);
        _heading = Terms(analyzer, section.Heading + " " + string.Join(' ', section.Parents));
    }

    public static IReadOnlyList<SectionWords> Of(IReadOnlyList<Section> sections, string language)
    {
        var analyzer = new Analyzer(language);
        return [.. sections.Select(section => new SectionWords(section, analyzer))];
    }

    public double Prior { get; }

    public bool IsEmpty => _text.Count == 0;

    /// <summary>How many of the question's words the section's text has.</summary>
    public int InText(SearchQuery query) => Count(query, _text);

    /// <summary>How many its heading, or one that it stands under, has.</summary>
    public int InHeading(SearchQuery query) => Count(query, _heading);

    private static int Count(SearchQuery query, HashSet<string> terms)
    {
        var count = 0;
        for (var i = 0; i < query.Terms.Count; i++)
            for (var j = 0; j < query.Terms[i].Variants.Length; j++)
                if (terms.Contains(query.Terms[i].Variants[j].Term))
                {
                    count++;
                    break;
                }
        return count;
    }

    private static HashSet<string> Terms(Analyzer analyzer, string text)
    {
        var words = new WordList();
        analyzer.Analyze(text, 0, words);
        return [.. words.Select(word => word.Word.Term)];
    }
}
