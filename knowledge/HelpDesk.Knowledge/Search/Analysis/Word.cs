namespace HelpDesk.Knowledge.Search.Analysis;

/// <summary>A word of a text and what is indexed for it. One object for all its occurrences.</summary>
/// <param name="surface">As written, lower case.</param>
/// <param name="term">Its stem.</param>
public sealed class Word(string surface, string term)
{
    public string Surface => surface;

    public string Term => term;

    /// <summary>It carries no topic and is not indexed; it only takes its place in a phrase.</summary>
    public bool IsStop { get; init; }

    /// <summary>The same without accents, where that is something else.</summary>
    public Word? Folded { get; init; }

    /// <summary>For whoever collects words: its number there, -1 before it has one.</summary>
    internal int Number { get; set; } = -1;
}

/// <summary>Takes the words of a text one after another.</summary>
public interface IWordSink
{
    /// <param name="word">Never a stop word.</param>
    /// <param name="position">Counts every word, stop words too, so that phrases keep their distances.</param>
    /// <param name="extra">A further form of the word at this position: without accents, joined, or a whole path.</param>
    void Take(Word word, int position, bool extra);
}
