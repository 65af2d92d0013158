namespace HelpDesk.Knowledge.Articles.Import;

/// <param name="Folder">Which source it is from: the imported folder's full path, or the name that it was given.</param>
/// <param name="Path">Relative to it, with '/'.</param>
/// <param name="FullPath">To open it.</param>
internal sealed record SourceFile(string Folder, string Path, string FullPath);

/// <summary>The Markdown files below a folder, in ordinal order. Links that lead out of the folder are not followed.</summary>
internal static class ArticleFolder
{
    private const int MaxDepth = 32;

    private static readonly EnumerationOptions Entries = new() { IgnoreInaccessible = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.System };

    /// <param name="name">What the source is called instead of its full path.</param>
    public static IReadOnlyList<SourceFile> Find(string folder, List<Problem> problems, string? name = null)
    {
        var root = new DirectoryInfo(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        if (!root.Exists)
        {
            problems.Add(new Problem(folder, 1, ProblemLevel.Error, "The folder does not exist.", "Check the path."));
            return [];
        }
        var files = new List<SourceFile>();
        Walk(new Root(root, name ?? root.FullName), root, 0, files, problems);
        files.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
        return files;
    }

    private sealed record Root(DirectoryInfo Folder, string Name);

    private static void Walk(Root root, DirectoryInfo folder, int depth, List<SourceFile> files, List<Problem> problems)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos("*", Entries))
        {
            var path = Path.GetRelativePath(root.Folder.FullName, entry.FullName).Replace('\\', '/');
            if (entry is DirectoryInfo inner)
            {
                // A linked folder could lead out or round in circles; files inside the folder are found on their own path anyway.
                if (inner.LinkTarget is null && depth < MaxDepth) Walk(root, inner, depth + 1, files, problems);
            }
            else if (IsMarkdown(entry.Name))
            {
                if (StaysInside(root.Folder, entry)) files.Add(new SourceFile(root.Name, path, entry.FullName));
                else problems.Add(new Problem(path, 1, ProblemLevel.Error, "The file is a link that leads out of the folder.", "Copy the file into the folder."));
            }
        }
    }

    private static bool IsMarkdown(string name) => Path.GetExtension(name).ToLowerInvariant() is ".md" or ".markdown";

    private static bool StaysInside(DirectoryInfo root, FileSystemInfo entry)
    {
        if (entry.LinkTarget is null) return true;
        var target = entry.ResolveLinkTarget(returnFinalTarget: true);
        return target is { Exists: true } && target.FullName.StartsWith(root.FullName + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }
}
