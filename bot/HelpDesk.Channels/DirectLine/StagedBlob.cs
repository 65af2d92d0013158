namespace HelpDesk.Channels.DirectLine;

/// <summary>A file that came in and is on disk, but nobody's yet: an upload that is refused later leaves nothing behind.</summary>
internal sealed class StagedBlob(string partial, string final, string hash, long length) : IDisposable
{
    /// <summary>SHA-256 of the content, lower-case hexadecimal.</summary>
    public string Hash => hash;

    public long Length => length;

    /// <summary>Puts it where it is found by its hash.</summary>
    public void Keep()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(final)!);
        File.Move(partial, final, overwrite: true);
    }

    public void Dispose() => File.Delete(partial);
}
