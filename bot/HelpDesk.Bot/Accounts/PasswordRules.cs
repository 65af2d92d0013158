namespace HelpDesk.Bot.Accounts;

/// <summary>What a password must be: long, and not what anybody would try first. No demands on kinds of characters, which only make people write it down (NIST SP 800-63B, 5.1.1.2).</summary>
public static class PasswordRules
{
    public const int Shortest = 12;
    public const int Longest = 128;

    // So few different characters that they are a pattern, not a password.
    private const int FewestDifferent = 5;
    private static readonly string[] Runs = ["abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "azertyuiop"];
    private static readonly string[] Common = ["password", "passwort", "motdepasse", "letmein", "welcome", "helpdesk", "changeme", "iloveyou", "administrator", "summer", "winter", "football", "monkey", "dragon"];

    /// <summary>What is wrong with it, with the fix; null where nothing is.</summary>
    public static string? Fault(string? password, string email, string name = "")
    {
        if (password is not { Length: >= Shortest and <= Longest }) return $"Password: it needs {Shortest} to {Longest} characters. A few words in a row are easy to remember.";
        var plain = password.ToLowerInvariant();
        if (plain.Distinct().Count() < FewestDifferent) return "Password: it repeats the same few characters. Use a few different words.";
        // What is left after everything that is guessed first has to be worth something by itself.
        var rest = Owned(email, name).Concat(Common).Aggregate(plain, (left, word) => left.Replace(word, "", StringComparison.Ordinal));
        rest = WithoutRuns(rest);
        return rest.Distinct().Count() < FewestDifferent ? "Password: it is one that would be tried first (your own name, a common password, a row of keys). Use a few different words." : null;
    }

    private static IEnumerable<string> Owned(string email, string name) =>
        from part in email.ToLowerInvariant().Split('@', '.', '-', '_', '+').Concat(name.ToLowerInvariant().Split(' '))
        where part.Length > 2
        select part;

    // Four or more keys in a row count as none.
    private static string WithoutRuns(string text)
    {
        for (var length = text.Length; length >= 4; length--)
        {
            for (var start = 0; start + length <= text.Length; start++)
            {
                if (IsRun(text.Substring(start, length))) return WithoutRuns(text.Remove(start, length));
            }
        }

        return text;
    }

    private static bool IsRun(string part) => Array.Exists(Runs, run => run.Contains(part, StringComparison.Ordinal) || run.Contains(new string([.. part.Reverse()]), StringComparison.Ordinal));
}
