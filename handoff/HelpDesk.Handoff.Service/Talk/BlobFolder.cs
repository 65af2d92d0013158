using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace HelpDesk.Handoff.Service.Talk;

/// <summary>Attached files under the name of their content (SHA-256): the same file is kept once, and none can be replaced. Shared with the web chat's.</summary>
public sealed class BlobFolder(IOptions<HandoffOptions> options)
{
    internal const string AnyType = "application/octet-stream";
    private const int CopyBytes = 64 * 1024;

    private string Folder => options.Value.BlobFolder;

    /// <summary>Streams content to disk. Null where it is longer than the setting allows.</summary>
    public async Task<(string Hash, long Length)?> KeepAsync(Stream content, CancellationToken ct)
    {
        Directory.CreateDirectory(Folder);
        var partial = Path.Combine(Folder, $"{Guid.CreateVersion7():N}.partial");
        try
        {
            if (await TryCopyAsync(content, partial, ct) is not { } copied) return null;
            Directory.CreateDirectory(Path.GetDirectoryName(PathOf(copied.Hash))!);
            File.Move(partial, PathOf(copied.Hash), overwrite: true);
            return copied;
        }
        finally
        {
            File.Delete(partial);
        }
    }

    /// <summary>The file of that content, or null where there is none.</summary>
    public FileInfo? Find(string hash)
    {
        if (hash.Length != 64 || hash.Any(c => !char.IsAsciiHexDigitLower(c))) return null;
        var file = new FileInfo(PathOf(hash));
        return file.Exists ? file : null;
    }

    private async Task<(string Hash, long Length)?> TryCopyAsync(Stream content, string path, CancellationToken ct)
    {
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[CopyBytes];
        long length = 0;
        while (await content.ReadAsync(buffer, ct) is var read and > 0)
        {
            length += read;
            if (length > options.Value.MaxAttachmentBytes) return null;
            hash.AppendData(buffer, 0, read);
            await file.WriteAsync(buffer.AsMemory(0, read), ct);
        }
        file.Flush(flushToDisk: true);
        return (Convert.ToHexStringLower(hash.GetHashAndReset()), length);
    }

    private string PathOf(string hash) => Path.GetFullPath(Path.Combine(Folder, hash[..2], hash));
}
