using System.Globalization;
using System.Text;

namespace HelpDesk.Knowledge.Articles;

/// <summary>Makes article ids out of file names and titles.</summary>
public static class Slug
{
    private const int MaxLength = 120;

    /// <summary>Lower-case letters and digits joined by single '-', accents folded; "article" where nothing is left.</summary>
    public static string From(string text)
    {
        var slug = new StringBuilder(Math.Min(text.Length, MaxLength));
        foreach (var c in text.Normalize(NormalizationForm.FormD))
        {
            if (slug.Length >= MaxLength) break;
            if (char.IsLetterOrDigit(c)) slug.Append(char.ToLowerInvariant(c));
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && slug.Length > 0 && slug[^1] != '-') slug.Append('-');
        }
        var made = slug.ToString().Trim('-').Normalize(NormalizationForm.FormC);
        return made.Length == 0 ? "article" : made;
    }

    /// <summary>The name of a file without folders and extension.</summary>
    public static string FromPath(string path) => From(Path.GetFileNameWithoutExtension(path));

    /// <summary>The file's name made longer by its nearest <paramref name="folders"/> folder names.</summary>
    public static string FromPath(string path, int folders)
    {
        var parts = path.Split('/');
        var folderNames = parts[..^1].TakeLast(folders);
        return From(string.Join('-', [.. folderNames, Path.GetFileNameWithoutExtension(parts[^1])]));
    }
}
