using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace HelpDesk.Handoff.Service.Repeats;

/// <summary>What makes two requests the same: method, path, query and body.</summary>
internal static class Fingerprint
{
    private const int CopyBytes = 16 * 1024;

    /// <summary>SHA-256 in hexadecimal. The body is read to its end and wound back.</summary>
    public static async Task<string> OfAsync(HttpRequest request, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n"));
        var buffer = new byte[CopyBytes];
        while (await request.Body.ReadAsync(buffer, ct) is var read and > 0)
            hash.AppendData(buffer, 0, read);
        request.Body.Position = 0;
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
