namespace HelpDesk.Knowledge.Search.Analysis;

/// <summary>Cuts the words of one language down to their stems.</summary>
public interface IStemmer
{
    /// <summary>Changes the first <paramref name="length"/> characters, lower case, in place; the buffer has room for one more.</summary>
    /// <returns>The stem's length.</returns>
    int Stem(Span<char> word, int length);
}

/// <summary>The stemmer of a language; languages without one keep their words whole.</summary>
internal static class Stemmers
{
    private static readonly PorterStemmer English = new();

    /// <param name="language">BCP 47, such as <c>en-US</c>.</param>
    public static IStemmer? For(string language) =>
        language.StartsWith("en", StringComparison.OrdinalIgnoreCase) && (language.Length == 2 || language[2] is '-' or '_') ? English : null;
}
