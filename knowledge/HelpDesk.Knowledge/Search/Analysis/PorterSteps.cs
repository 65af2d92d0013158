namespace HelpDesk.Knowledge.Search.Analysis;

/// <summary>The steps of the English stemmer, in their order.</summary>
internal static class PorterSteps
{
    // Longest first, as the algorithm asks for the longest suffix that fits.
    private static readonly (string Suffix, string By)[] Second =
    [
        ("ational", "ate"), ("fulness", "ful"), ("iveness", "ive"), ("ization", "ize"), ("ousness", "ous"), ("biliti", "ble"), ("lessli", "less"),
        ("tional", "tion"), ("alism", "al"), ("aliti", "al"), ("ation", "ate"), ("entli", "ent"), ("fulli", "ful"), ("iviti", "ive"), ("ousli", "ous"),
        ("abli", "able"), ("alli", "al"), ("anci", "ance"), ("ator", "ate"), ("enci", "ence"), ("izer", "ize"), ("bli", "ble"), ("ogi", "og"), ("li", ""),
    ];

    private static readonly (string Suffix, string By)[] Third =
    [
        ("ational", "ate"), ("tional", "tion"), ("alize", "al"), ("ative", ""), ("icate", "ic"), ("iciti", "ic"), ("ical", "ic"), ("ness", ""), ("ful", ""),
    ];

    private static readonly string[] Fourth =
        ["ement", "able", "ance", "ence", "ible", "ment", "ant", "ate", "ent", "ion", "ism", "iti", "ive", "ize", "ous", "al", "er", "ic"];

    private static readonly string[] Verbal = ["eedly", "ingly", "edly", "eed", "ing", "ed"];

    public static void Plural(ref PorterWord word)
    {
        if (word.Ends("sses")) word.Replace(2, "");
        else if (word.Ends("ied") || word.Ends("ies")) word.Replace(3, word.Length > 4 ? "i" : "ie");
        else if (word.Ends("s") && !word.Ends("us") && !word.Ends("ss") && word.HasVowel(word.Length - 2)) word.Replace(1, "");
    }

    public static void Rest(ref PorterWord word)
    {
        VerbalEnding(ref word);
        if (word.Length > 2 && (word.Ends("y") || word.Ends("Y")) && !word.IsVowel(word.Length - 2)) word.Replace(1, "i");
        SecondStep(ref word);
        ThirdStep(ref word);
        FourthStep(ref word);
        FifthStep(ref word);
    }

    private static void VerbalEnding(ref PorterWord word)
    {
        foreach (var suffix in Verbal)
        {
            if (!word.Ends(suffix)) continue;
            if (suffix.StartsWith("eed", StringComparison.Ordinal))
            {
                if (word.InR1(suffix)) word.Replace(suffix.Length, "ee");
            }
            else if (word.HasVowel(word.Length - suffix.Length))
            {
                word.Replace(suffix.Length, "");
                if (word.Ends("at") || word.Ends("bl") || word.Ends("iz")) word.Replace(0, "e");
                else if (word.EndsDouble) word.Replace(1, "");
                else if (word.R1IsEmpty && word.EndsShort(word.Length)) word.Replace(0, "e");
            }
            return;
        }
    }

    private static void SecondStep(ref PorterWord word)
    {
        foreach (var (suffix, by) in Second)
        {
            if (!word.Ends(suffix)) continue;
            if (!word.InR1(suffix)) return;
            var before = word.Length > suffix.Length ? word.Text[word.Length - suffix.Length - 1] : ' ';
            if (suffix is "ogi" && before != 'l') return;
            if (suffix is "li" && before is not ('c' or 'd' or 'e' or 'g' or 'h' or 'k' or 'm' or 'n' or 'r' or 't')) return;
            word.Replace(suffix.Length, by);
            return;
        }
    }

    private static void ThirdStep(ref PorterWord word)
    {
        foreach (var (suffix, by) in Third)
        {
            if (!word.Ends(suffix)) continue;
            if (word.InR1(suffix) && (suffix is not "ative" || word.InR2(suffix))) word.Replace(suffix.Length, by);
            return;
        }
    }

    private static void FourthStep(ref PorterWord word)
    {
        foreach (var suffix in Fourth)
        {
            if (!word.Ends(suffix)) continue;
            if (!word.InR2(suffix)) return;
            if (suffix is not "ion" || word.Length > 3 && word.Text[^4] is 's' or 't') word.Replace(suffix.Length, "");
            return;
        }
    }

    private static void FifthStep(ref PorterWord word)
    {
        if (word.Ends("e"))
        {
            if (word.InR2("e") || word.InR1("e") && !word.EndsShort(word.Length - 1)) word.Replace(1, "");
        }
        else if (word.Ends("ll") && word.InR2("l"))
        {
            word.Replace(1, "");
        }
    }
}
