using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace HelpDesk.Channels.DirectLine;

/// <param name="Hash">The content, as <see cref="BlobFolder"/> names it.</param>
/// <param name="Type">The media type that the client gave.</param>
public sealed record UploadedFile(string Hash, string Name, string Type);

/// <summary>
/// Signed addresses of uploaded files. They stay good as long as their key, because a history shows its pictures for as long as it lives;
/// whoever has the address may read the file, as with the real service.
/// </summary>
public sealed class AttachmentLinks(SigningKeys keys, Addresses addresses)
{
    internal async Task<string> SignAsync(HttpRequest request, string conversation, UploadedFile file, CancellationToken ct) =>
        addresses.Of(request, await PathAsync(conversation, file, ct));

    /// <summary>The address of a file that is in the folder already, for whoever takes part in the conversation.</summary>
    /// <param name="site">This site as its clients see it, such as <c>https://help.example.com</c>.</param>
    public async Task<string> SignAsync(string site, string conversation, UploadedFile file, CancellationToken ct) =>
        $"{site}{Addresses.Root}{await PathAsync(conversation, file, ct)}";

    /// <summary>The file that an address of ours names; null where we did not sign it for this conversation.</summary>
    public async Task<UploadedFile?> ReadAsync(string conversation, string address, CancellationToken ct)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || url.AbsolutePath.Split('/') is not [.., "attachments", var talk, var hash, var name])
            return null;
        var query = QueryHelpers.ParseQuery(url.Query);
        var file = new UploadedFile(hash, Uri.UnescapeDataString(name), query["type"].ToString());
        return talk == conversation && await IsSignedAsync(conversation, file, query["k"].ToString(), query["s"].ToString(), ct) ? file : null;
    }

    private async Task<string> PathAsync(string conversation, UploadedFile file, CancellationToken ct)
    {
        var key = await keys.CurrentAsync(ct);
        var path = $"/attachments/{conversation}/{file.Hash}/{Uri.EscapeDataString(file.Name)}";
        return $"{path}?type={Uri.EscapeDataString(file.Type)}&k={key.Id}&s={Signature(key, conversation, file)}";
    }

    internal async Task<bool> IsSignedAsync(string conversation, UploadedFile file, string keyId, string signature, CancellationToken ct) =>
        await keys.FindAsync(keyId, ct) is { } key
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(signature), Encoding.UTF8.GetBytes(Signature(key, conversation, file)));

    private static string Signature(SigningKey key, string conversation, UploadedFile file) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(key.Secret, Encoding.UTF8.GetBytes($"attachment\n{conversation}\n{file.Hash}\n{file.Type}\n{file.Name}")));
}
