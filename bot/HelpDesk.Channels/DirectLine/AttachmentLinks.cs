using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace HelpDesk.Channels.DirectLine;

/// <param name="Hash">The content, as <see cref="BlobFolder"/> names it.</param>
/// <param name="Type">The media type that the client gave.</param>
internal sealed record UploadedFile(string Hash, string Name, string Type);

/// <summary>
/// Signed addresses of uploaded files. They stay good as long as their key, because a history shows its pictures for as long as it lives;
/// whoever has the address may read the file, as with the real service.
/// </summary>
public sealed class AttachmentLinks(SigningKeys keys, Addresses addresses)
{
    internal async Task<string> SignAsync(HttpRequest request, string conversation, UploadedFile file, CancellationToken ct)
    {
        var key = await keys.CurrentAsync(ct);
        var path = $"/attachments/{conversation}/{file.Hash}/{Uri.EscapeDataString(file.Name)}";
        return addresses.Of(request, $"{path}?type={Uri.EscapeDataString(file.Type)}&k={key.Id}&s={Signature(key, conversation, file)}");
    }

    internal async Task<bool> IsSignedAsync(string conversation, UploadedFile file, string keyId, string signature, CancellationToken ct) =>
        await keys.FindAsync(keyId, ct) is { } key
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(signature), Encoding.UTF8.GetBytes(Signature(key, conversation, file)));

    private static string Signature(SigningKey key, string conversation, UploadedFile file) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(key.Secret, Encoding.UTF8.GetBytes($"attachment\n{conversation}\n{file.Hash}\n{file.Type}\n{file.Name}")));
}
