using HelpDesk.Channels.Activities;

namespace HelpDesk.Channels.DirectLine;

/// <summary>What an upload has brought so far; its files are gone when it is disposed, unless they were kept.</summary>
internal sealed class Upload : IDisposable
{
    private readonly List<StagedBlob> _staged = [];
    private readonly List<UploadedFile> _files = [];

    public Activity? Activity { get; set; }

    public IReadOnlyList<UploadedFile> Files => _files;

    public bool IsEmpty => Activity is null && _files.Count == 0;

    public void Add(StagedBlob blob, string name, string type)
    {
        _staged.Add(blob);
        _files.Add(new(blob.Hash, name, type));
    }

    public void Keep()
    {
        foreach (var blob in _staged)
            blob.Keep();
    }

    public void Dispose()
    {
        foreach (var blob in _staged)
            blob.Dispose();
    }
}
