namespace HelpDesk.Storage.Backup;

/// <summary>Hands a backup on by pages: each is one round trip or one transaction.</summary>
internal sealed class Restoring(IStoreFilling filling, string folder) : IBackupVisitor
{
    private const int Page = 500;
    private const int PageBytes = 8 * 1024 * 1024;

    private readonly string _folder = Path.GetFullPath(folder);
    private readonly List<StoredEvent> _events = new(Page);
    private readonly List<StoredDocument> _documents = new(Page);
    private long _bytes;

    public async ValueTask EventAsync(StoredEvent e, CancellationToken ct)
    {
        _events.Add(e);
        if ((_bytes += e.Json.Length) >= PageBytes || _events.Count == Page) await FlushAsync(ct);
    }

    public async ValueTask DocumentAsync(StoredDocument document, CancellationToken ct)
    {
        _documents.Add(document);
        if ((_bytes += document.Json.Length) >= PageBytes || _documents.Count == Page) await FlushAsync(ct);
    }

    public async Task FlushAsync(CancellationToken ct)
    {
        if (_events.Count > 0) await filling.AppendAsync(_events, ct);
        if (_documents.Count > 0) await filling.PutAsync(_documents, ct);
        _events.Clear();
        _documents.Clear();
        _bytes = 0;
    }

    /// <exception cref="InvalidDataException">The name leads out of the folder.</exception>
    public Stream File(string name)
    {
        var path = Path.GetFullPath(Path.Combine(_folder, name));
        if (!path.StartsWith(_folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new InvalidDataException("A file's name leads out of its folder.");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.WriteThrough);
    }
}
