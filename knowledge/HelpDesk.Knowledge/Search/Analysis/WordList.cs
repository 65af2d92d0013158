using System.Runtime.InteropServices;

namespace HelpDesk.Knowledge.Search.Analysis;

[StructLayout(LayoutKind.Auto)]
public readonly record struct PlacedWord(Word Word, int Position, bool IsExtra);

/// <summary>Collects the words of a text.</summary>
public sealed class WordList : List<PlacedWord>, IWordSink
{
    public void Take(Word word, int position, bool extra) => Add(new PlacedWord(word, position, extra));
}
