using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace HelpDesk.Channels.DirectLine;

/// <summary>Uploaded files under the name of their content (SHA-256), so that the same file is kept once and none can be replaced.</summary>
public sealed class BlobFolder(IOptions<DirectLineOptions> options)
{
    private const int CopyBytes = 64 * 1024;

    /// <summary>
    /// Streams content to disk; what is there, durably, once all of it is, or null where it is longer than <paramref name="most"/> bytes. It is gone
    /// again when disposed, unless it was kept.
    /// </summary>
    internal async Task<StagedBlob?> TryStageAsync(Stream content, long most, CancellationToken ct)
    {
        Directory.CreateDirectory(options.Value.BlobFolder);
        var partial = Path.Combine(options.Value.BlobFolder, $"{Guid.CreateVersion7():N}.partial");
        (string Hash, long Length)? copied = null;
        try
        {
            copied = await TryCopyAsync(content, partial, most, ct);
        }
        finally
        {
            if (copied is null)
                File.Delete(partial);
        }

        return copied is { } all ? new StagedBlob(partial, PathOf(all.Hash), all.Hash, all.Length) : null;
    }

    /// <summary>The file of that content, or null where there is none.</summary>
    internal FileInfo? Find(string hash)
    {
        if (hash.Length != 64 || hash.Any(c => !char.IsAsciiHexDigitLower(c)))
            return null;
        var file = new FileInfo(PathOf(hash));
        return file.Exists ? file : null;
    }

    private static async Task<(string Hash, long Length)?> TryCopyAsync(Stream content, string path, long most, CancellationToken ct)
    {
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[CopyBytes];
        long length = 0;
        while (await content.ReadAsync(buffer, ct) is var read and > 0)
        {
            length += read;
            if (length > most)
                return null;
            hash.AppendData(buffer, 0, read);
            await file.WriteAsync(buffer.AsMemory(0, read), ct);
        }

        file.Flush(flushToDisk: true);
        return (Convert.ToHexStringLower(hash.GetHashAndReset()), length);
    }

    private string PathOf(string hash) => Path.GetFullPath(Path.Combine(options.Value.BlobFolder, hash[..2], hash));
}
