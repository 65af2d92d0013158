namespace HelpDesk.Knowledge.Articles.Import;

/// <param name="Overwrite">Files win over what was edited in the product.</param>
/// <param name="RetireMissing">Articles whose files are gone are retired instead of only being named.</param>
/// <param name="SourceName">What the one folder is called, where it moves with the program; else its full path tells it from others.</param>
public sealed record ImportOptions(bool Overwrite = false, bool RetireMissing = false, string? SourceName = null);

public enum ImportPhase { Reading, Storing }

/// <param name="Done">Files so far in this phase.</param>
public sealed record ImportProgress(ImportPhase Phase, int Done, int Total);

/// <summary>An article and the file that it comes from.</summary>
public sealed record ImportedFile(ArticleId Id, string Path);

/// <summary>What an import did; every file is in exactly one of added, updated, unchanged, skipped and conflicts.</summary>
/// <param name="Skipped">Files that were left out, each with its reason.</param>
/// <param name="Conflicts">Files that changed although the article was edited in the product; nothing was overwritten.</param>
/// <param name="Missing">Articles whose files are gone; they stay, unless asked to be retired.</param>
/// <param name="Retired">Articles of missing files that were retired.</param>
/// <param name="Warnings">Of files that were taken all the same.</param>
public sealed record ImportResult(
    IReadOnlyList<ImportedFile> Added,
    IReadOnlyList<ImportedFile> Updated,
    IReadOnlyList<ImportedFile> Unchanged,
    IReadOnlyList<Problem> Skipped,
    IReadOnlyList<ImportedFile> Conflicts,
    IReadOnlyList<ImportedFile> Missing,
    IReadOnlyList<ImportedFile> Retired,
    IReadOnlyList<Problem> Warnings)
{
    /// <summary>Articles that are in the store as their files say.</summary>
    public int InPlace => Added.Count + Updated.Count + Unchanged.Count;
}
