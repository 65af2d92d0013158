namespace HelpDesk.Knowledge.Articles.Import;

/// <param name="Hash">SHA-256 of the file; empty where it could not be read.</param>
/// <param name="Read">Null where the file is as it was at the last import.</param>
internal sealed record ReadSource(SourceFile File, string Hash, ArticleRead? Read, Problem? Skipped);

/// <summary>Reads a source file, unless its content is known already.</summary>
internal static class SourceReader
{
    private static readonly HashSet<string> RepositoryFiles = new(StringComparer.OrdinalIgnoreCase)
    {
        "README", "LICENSE", "LICENSE-CODE", "ThirdPartyNotices", "CONTRIBUTING", "CODE_OF_CONDUCT", "CODE-OF-CONDUCT", "SECURITY", "SUPPORT", "CHANGELOG", "CODEOWNERS",
    };

    public static async Task<ReadSource> ReadAsync(SourceFile file, string? knownHash, CancellationToken ct)
    {
        try
        {
            if (new FileInfo(file.FullPath).Length > ArticleFile.MaxBytes)
                return Skip(file, $"The file is larger than {ArticleFile.MaxBytes / 1024 / 1024} MiB.", "Split it into several articles.");
            var bytes = await File.ReadAllBytesAsync(file.FullPath, ct);
            var hash = ArticleFile.Hash(bytes);
            return string.Equals(hash, knownHash, StringComparison.Ordinal) ? new ReadSource(file, hash, null, null) : Judge(file, hash, ArticleFile.Read(file.Path, bytes));
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            return Skip(file, "The file cannot be read.", "Check its permissions.");
        }
    }

    private static ReadSource Judge(SourceFile file, string hash, ArticleRead read)
    {
        if (read.FieldLines.Count == 0 && RepositoryFiles.Contains(Path.GetFileNameWithoutExtension(file.Path)))
            return Skip(file, "This is a file about the repository, not an article.", "Add front matter if it is one.");
        if (read.FieldLines.Count == 0 && $"/{file.Path}".Contains("/includes/", StringComparison.OrdinalIgnoreCase))
            return Skip(file, "This is a fragment that other articles include.", "Add front matter if it is an article.");
        var refused = read.Article is null ? read.Problems.First(problem => problem.Level == ProblemLevel.Error) : null;
        return new ReadSource(file, hash, read, refused);
    }

    private static ReadSource Skip(SourceFile file, string text, string fix) =>
        new(file, "", null, new Problem(file.Path, 1, ProblemLevel.Error, text, fix));
}
