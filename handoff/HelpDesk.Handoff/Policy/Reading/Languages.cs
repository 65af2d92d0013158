using HelpDesk.Handoff.Tickets;

namespace HelpDesk.Handoff.Policy.Reading;

internal static class Languages
{
    /// <summary>A list of languages as two or three letters, with a region where it matters: en, de, pt-BR. At least one.</summary>
    public static Sequence<string> Read(MapReader map, string key)
    {
        var languages = map.Texts(key, required: true);
        if (map.Has(key) && languages.Count == 0)
            map.Wrong(key, "At least one language is needed.", $"Write '{key}: [en]'.");
        foreach (var language in languages.Where(l => !IsLanguage(l)))
            map.Wrong(key, $"'{language}' is not a language.", "Write languages as en, de or pt-BR.");
        return languages;
    }

    public static bool IsLanguage(string text)
    {
        var parts = text.Split('-');
        return parts.Length is 1 or 2 && parts[0].Length is 2 or 3 && parts[0].All(char.IsAsciiLetterLower)
            && (parts.Length == 1 || (parts[1].Length is >= 2 and <= 4 && parts[1].All(char.IsAsciiLetterOrDigit)));
    }
}
