namespace HelpDesk.Knowledge.Articles.Import;

/// <summary>
/// Gives each new file its article's id. An id once stored for a file stays. Files that share a name all take the names of their folders in front,
/// so that the outcome does not depend on the order in which they are found.
/// </summary>
internal sealed class IdAssignment(IEnumerable<StoredArticle> stored)
{
    private const int MaxFolders = 16;

    private readonly Dictionary<string, StoredArticle> _byId = stored.ToDictionary(s => s.Article.Id.Value, StringComparer.Ordinal);
    private readonly Dictionary<string, SourceFile> _claims = new(StringComparer.Ordinal);

    /// <summary>Takes an id that is written in the file or was given before; false where another file has it.</summary>
    public bool TryClaim(ArticleId id, SourceFile file, out SourceFile holder)
    {
        if (_claims.TryGetValue(id.Value, out holder!)) return false;
        _claims.Add(id.Value, file);
        return true;
    }

    /// <summary>An id for each of these files, which have none of their own; call it once, after all claims.</summary>
    public IReadOnlyDictionary<SourceFile, ArticleId> Assign(IReadOnlyList<SourceFile> files)
    {
        var assigned = new Dictionary<SourceFile, ArticleId>();
        var open = files.ToList();
        for (var folders = 0; open.Count > 0 && folders <= MaxFolders; folders++)
            foreach (var group in open.GroupBy(file => Slug.FromPath(file.Path, folders), StringComparer.Ordinal).ToList())
            {
                if (group.Count() > 1 || IsTaken(group.Key)) continue;
                Take(group.First(), group.Key);
            }
        // Same folders, same name, other spelling: numbered in path order.
        foreach (var file in open.ToList())
        {
            var slug = Slug.FromPath(file.Path, MaxFolders);
            var number = 2;
            while (IsTaken($"{slug}-{number}")) number++;
            Take(file, $"{slug}-{number}");
        }
        return assigned;

        void Take(SourceFile file, string id)
        {
            _claims.Add(id, file);
            assigned.Add(file, new ArticleId(id));
            open.Remove(file);
        }
    }

    private bool IsTaken(string id) => _claims.ContainsKey(id) || _byId.ContainsKey(id);
}
