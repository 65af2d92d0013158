namespace HelpDesk.Knowledge.Search.Analysis;

/// <summary>Martin Porter's second English stemmer ("Porter2"). Source: snowballstem.org/algorithms/english/stemmer.html.</summary>
public sealed class PorterStemmer : IStemmer
{
    private static readonly Dictionary<string, string> Exceptions = new(StringComparer.Ordinal)
    {
        ["skis"] = "ski", ["skies"] = "sky", ["dying"] = "die", ["lying"] = "lie", ["tying"] = "tie", ["idly"] = "idl", ["gently"] = "gentl",
        ["ugly"] = "ugli", ["early"] = "earli", ["only"] = "onli", ["singly"] = "singl", ["sky"] = "sky", ["news"] = "news", ["howe"] = "howe",
        ["atlas"] = "atlas", ["cosmos"] = "cosmos", ["bias"] = "bias", ["andes"] = "andes",
    };

    private static readonly HashSet<string> Finished = new(StringComparer.Ordinal)
    {
        "inning", "outing", "canning", "herring", "earring", "proceed", "exceed", "succeed",
    };

    public int Stem(Span<char> word, int length)
    {
        if (length <= 2 || !System.Text.Ascii.IsValid(word[..length])) return length;
        if (Exceptions.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word[..length], out var exception))
        {
            exception.CopyTo(word);
            return exception.Length;
        }
        var stem = new PorterWord(word, length);
        stem.MarkConsonantY();
        stem.FindRegions();
        PorterSteps.Plural(ref stem);
        if (!Finished.GetAlternateLookup<ReadOnlySpan<char>>().Contains(stem.Text)) PorterSteps.Rest(ref stem);
        stem.UnmarkY();
        return stem.Length;
    }
}
