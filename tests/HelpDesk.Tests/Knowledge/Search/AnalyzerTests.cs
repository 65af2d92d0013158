using HelpDesk.Knowledge.Search;
using HelpDesk.Knowledge.Search.Analysis;

namespace HelpDesk.Tests.Knowledge.Search;

public sealed class AnalyzerTests
{
    [Theory]
    [InlineData("The printers are jamming", "printer jam")]
    [InlineData("user's mailbox", "user mailbox")]
    [InlineData("I can’t sign in", "sign")]
    [InlineData("Error 0x80070005!", "error 0x80070005")]
    [InlineData("KB5034441 AADSTS50126", "kb5034441 aadsts50126")]
    [InlineData("Wi-Fi", "wi fi wifi")]
    [InlineData("Windows 10.0.19045", "window 10 0 19045 10.0.19045")]
    [InlineData(@"C:\Windows\Temp", @"c window temp c:\windows\temp")]
    [InlineData("Café", "café cafe")]
    [InlineData("Ελληνικά", "ελληνικά ελληνικα")]
    [InlineData("パスワード", "パス スワ ワー ード")]
    [InlineData("", "")]
    public void Text_becomes_terms(string text, string terms) => Assert.Equal(terms, string.Join(' ', Terms(text, "en")));

    [Fact]
    public void Words_of_a_language_without_a_stemmer_stay_whole() => Assert.Equal(["tulostimet", "tulostavat"], Terms("Tulostimet tulostavat", "fi"));

    // From the published vocabulary of the algorithm.
    [Theory]
    [InlineData("consistently", "consist")]
    [InlineData("knackeries", "knackeri")]
    [InlineData("hopping", "hop")]
    [InlineData("hoped", "hope")]
    [InlineData("ties", "tie")]
    [InlineData("cries", "cri")]
    [InlineData("gas", "gas")]
    [InlineData("gaps", "gap")]
    [InlineData("dying", "die")]
    [InlineData("generally", "general")]
    [InlineData("communication", "communic")]
    [InlineData("relational", "relat")]
    [InlineData("nationally", "nation")]
    [InlineData("succeeding", "succeed")]
    [InlineData("happy", "happi")]
    [InlineData("say", "say")]
    [InlineData("controlling", "control")]
    [InlineData("rate", "rate")]
    [InlineData("adoption", "adopt")]
    [InlineData("replacement", "replac")]
    public void English_words_are_cut_to_their_stems(string word, string stem)
    {
        Span<char> buffer = stackalloc char[word.Length + 1];
        word.CopyTo(buffer);
        Assert.Equal(stem, buffer[..new PorterStemmer().Stem(buffer, word.Length)].ToString());
    }

    [Theory]
    [InlineData("outlok", "outlook", 1)]
    [InlineData("pasword", "password", 1)]
    [InlineData("recieve", "receive", 1)]
    [InlineData("vpn", "vpn", 0)]
    [InlineData("abcd", "wxyz", 3)]
    public void Edits_between_words_are_counted_up_to_the_limit(string a, string b, int edits) => Assert.Equal(edits, Spelling.Distance(a, b, 2));

    private static List<string> Terms(string text, string language)
    {
        var words = new WordList();
        new Analyzer(language).Analyze(text, 0, words);
        return words.ConvertAll(word => word.Word.Term);
    }
}
