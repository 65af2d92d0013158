namespace HelpDesk.Knowledge.Search.Analysis;

/// <summary>Cuts the words of one language down to their stems.</summary>
public interface IStemmer
{
    /// <summary>Changes the first <paramref name="length"/> characters, lower case, in place; the buffer has room for one more.</summary>
    /// <returns>The stem's length.</returns>
    int Stem(Span<char> word, int length);
}
