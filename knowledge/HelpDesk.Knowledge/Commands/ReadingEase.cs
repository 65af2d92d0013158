namespace HelpDesk.Knowledge.Commands;

/// <summary>Flesch's reading ease of English text: 100 is very easy, 60 plain, under 30 very hard.</summary>
public static class ReadingEase
{
    private const int FewestWords = 30;

    /// <summary>Null for a text too short to judge.</summary>
    public static double? Of(string text)
    {
        var (words, sentences, syllables) = (0, 0, 0);
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var before = words;
            foreach (var range in line.Split(' '))
            {
                var word = line[range];
                var sounds = Syllables(word);
                if (sounds == 0) continue;
                words++;
                syllables += sounds;
                if (word[^1] is '.' or '!' or '?' or ':' && words > before)
                {
                    sentences++;
                    before = words;
                }
            }
            // A line's end ends a sentence: steps and headings have no full stop.
            if (words > before) sentences++;
        }
        return words < FewestWords ? null : 206.835 - 1.015 * words / sentences - 84.6 * syllables / words;
    }

    // Groups of vowels, a silent e at the end aside: right often enough for an average.
    private static int Syllables(ReadOnlySpan<char> word)
    {
        var (groups, letters, inGroup) = (0, 0, false);
        foreach (var c in word)
        {
            if (char.IsLetter(c)) letters++;
            var vowel = char.ToLowerInvariant(c) is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';
            if (vowel && !inGroup) groups++;
            inGroup = vowel;
        }
        if (letters == 0) return 0;
        var bare = word.TrimEnd(".,:;!?)\"'");
        return Math.Max(1, groups > 1 && bare.Length > 2 && bare[^1] is 'e' && bare[^2] is not ('l' or 'e') ? groups - 1 : groups);
    }
}
